#include "tools/accounts.hpp"

#include <boost/json.hpp>
#include <iostream>

#include "tools/api_client.hpp"

namespace lapor::tools {
namespace {

namespace json = boost::json;
using Text = std::string;

int refuse(const Text& reason) {
  std::cerr << "lapor: " << reason << '\n';
  return 1;
}

Text text_of(const json::value& value) {
  if (value.is_null()) return "-";
  if (value.is_string()) return Text(value.get_string());
  if (!value.is_array()) return json::serialize(value);
  Text list;
  for (const auto& element : value.get_array()) list += (list.empty() ? "" : ",") + text_of(element);
  return list.empty() ? "-" : list;
}

/// `person 123  roles officer  institution kota-35.78`, without what is long.
void print(const json::object& account) {
  Text line;
  for (const auto& [name, value] : account) {
    if (name == "sessions" || name == "version") continue;
    line += (line.empty() ? "" : "  ") + Text(name) + ' ' + text_of(value);
  }
  std::cout << line << '\n';
}

json::array strings(const std::vector<Text>& values) {
  json::array list;
  for (const Text& value : values) list.emplace_back(json::string(value));
  return list;
}

Result<ApiClient, Text> client_of(const AccountOptions& options) {
  const auto address = parse_server_url(options.server);
  if (!address) return fail(address.error());
  const auto token = choose_token(options.token);
  if (!token) return fail(token.error());
  return ApiClient(*address, *token);
}

Result<json::object, Text> read(const Result<ApiReply, Text>& reply) {
  if (!reply) return fail(reply.error());
  if (!reply->is_success()) return fail(reply->reason());
  json::error_code error;
  const auto value = json::parse(reply->body, error);
  if (error || !value.is_object()) return fail(Text("what answers there is no lapor of this version"));
  return value.get_object();
}

int post(const AccountOptions& options, const Text& target, const json::object& body) {
  auto client = client_of(options);
  if (!client) return refuse(client.error());
  const auto account = read(client->post(target, json::serialize(body), ""));
  if (!account) return refuse(account.error());
  print(*account);
  return 0;
}

/// All pages.
int list(const AccountOptions& options, const Text& path) {
  auto client = client_of(options);
  if (!client) return refuse(client.error());
  for (Text cursor;;) {
    Text target = path + "?limit=100" + (options.institution.empty() ? "" : "&institution=" + options.institution);
    if (!cursor.empty()) target += "&cursor=" + cursor;
    const auto page = read(client->get(target));
    if (!page) return refuse(page.error());
    for (const auto& item : page->at("items").as_array()) print(item.as_object());
    if (page->at("next_cursor").is_null()) return 0;
    cursor = Text(page->at("next_cursor").as_string());
  }
}

Text staff_path(const AccountOptions& options, const char* what) {
  return "/v1/staff/" + std::to_string(options.person) + "/" + what;
}

Text key_path(const AccountOptions& options, const char* what) {
  return "/v1/keys/" + std::to_string(options.person) + "/" + what;
}

json::object appointment(const AccountOptions& options) {
  return {{"roles", strings(options.roles)}, {"institution", options.institution}};
}

/// The institution of whoever is appointed anew, when none is named.
Result<Text, Text> institution_to_keep(const AccountOptions& options) {
  if (!options.institution.empty() || options.drops_institution) return options.institution;
  auto client = client_of(options);
  if (!client) return fail(client.error());
  const auto account = read(client->get("/v1/staff/" + std::to_string(options.person)));
  if (!account) return fail(account.error());
  const json::value* institution = account->if_contains("institution");
  if (institution == nullptr || !institution->is_string()) return Text{};
  const Text kept(institution->get_string());
  std::cerr << "lapor: keeps the institution " << kept << "; --institution names another, --no-institution none\n";
  return kept;
}

json::object because(const AccountOptions& options) {
  return {{"reason", options.reason}};
}

}  // namespace

int add_staff(const AccountOptions& options) {
  json::object body = appointment(options);
  body["address"] = options.address;
  body["name"] = options.name;
  return post(options, "/v1/staff", body);
}

int list_staff(const AccountOptions& options) {
  return list(options, "/v1/staff");
}

int appoint_staff(const AccountOptions& options) {
  const auto institution = institution_to_keep(options);
  if (!institution) return refuse(institution.error());
  json::object body = appointment(options);
  body["institution"] = *institution;
  return post(options, staff_path(options, "appointment"), body);
}

int suspend_staff(const AccountOptions& options) {
  return post(options, staff_path(options, "suspension"), because(options));
}

int reinstate_staff(const AccountOptions& options) {
  return post(options, staff_path(options, "reinstatement"), because(options));
}

int reset_second_factor(const AccountOptions& options) {
  return post(options, staff_path(options, "second-factor-reset"), because(options));
}

int add_key(const AccountOptions& options) {
  if (options.roles.size() != 1) return refuse("name one --role");
  json::object body{{"name", options.name},
                    {"role", options.roles.front()},
                    {"institution", options.institution},
                    {"scopes", strings(options.scopes)}};
  if (!options.expires_at.empty()) body["expires_at"] = options.expires_at;
  return post(options, "/v1/keys", body);
}

int list_keys(const AccountOptions& options) {
  return list(options, "/v1/keys");
}

int rotate_key(const AccountOptions& options) {
  json::object body{{"grace_hours", options.grace_hours}};
  if (!options.expires_at.empty()) body["expires_at"] = options.expires_at;
  return post(options, key_path(options, "rotation"), body);
}

int revoke_key(const AccountOptions& options) {
  return post(options, key_path(options, "revocation"), because(options));
}

}  // namespace lapor::tools
