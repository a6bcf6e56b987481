#include "tools/show.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>
#include <iostream>

#include "tools/api_client.hpp"

namespace lapor::tools {
namespace {

namespace json = boost::json;

int refuse(const std::string& reason) {
  std::cerr << "show: " << reason << '\n';
  return 1;
}

std::string text_of(const json::value& value) {
  return value.is_string() ? std::string(value.get_string()) : json::serialize(value);
}

bool is_empty(const json::value& value) {
  if (value.is_string()) return value.get_string().empty();
  if (value.is_array()) return value.get_array().empty();
  if (value.is_object()) return value.get_object().empty();
  return value.is_null();
}

json::value parse_or_null(std::string_view text) {
  json::error_code error;
  auto value = json::parse(text, error);
  return error ? json::value{} : value;
}

/// An object on one line: `kind verification, due 2026-11-26T00:00:00+07:00`.
std::string on_one_line(const json::object& object, std::initializer_list<std::string_view> without) {
  std::string line;
  for (const auto& [name, value] : object) {
    const std::string_view key(name);
    if (is_empty(value) || std::find(without.begin(), without.end(), key) != without.end()) continue;
    line += (line.empty() ? "" : ", ") + std::string(key) + ' ';
    line += value.is_object() ? on_one_line(value.get_object(), {}) : text_of(value);
  }
  return line;
}

std::string timeline_line(const json::object& item) {
  const auto text = [&](std::string_view name) {
    const json::value* value = item.if_contains(name);
    return value == nullptr ? std::string{} : text_of(*value);
  };
  std::string line = text("at") + "  " + text("event");
  if (const json::value* by = item.if_contains("by"); by != nullptr && by->is_object())
    line += "  by " + on_one_line(by->get_object(), {});
  const std::string rest = on_one_line(item, {"at", "event", "by", "position", "version"});
  return line + (rest.empty() ? "" : ": " + rest) + '\n';
}

}  // namespace

std::string readable(std::string_view json_text) {
  const json::value value = parse_or_null(json_text);
  if (!value.is_object()) return std::string(json_text) + '\n';
  std::string lines;
  for (const auto& [name, member] : value.get_object()) {
    const std::string text = member.is_object() ? on_one_line(member.get_object(), {}) : text_of(member);
    if (!is_empty(member) && !text.empty()) lines += std::string(std::string_view(name)) + ": " + text + '\n';
  }
  return lines;
}

std::string readable_timeline(std::string_view text) {
  const json::value value = parse_or_null(text);
  const json::value* items = value.is_object() ? value.get_object().if_contains("items") : nullptr;
  if (items == nullptr || !items->is_array()) return std::string(text) + '\n';
  std::string lines;
  for (const json::value& item : items->get_array())
    if (item.is_object()) lines += timeline_line(item.get_object());
  return lines;
}

int show(const ShowOptions& options) {
  const auto server = parse_server_url(options.server);
  if (!server) return refuse(server.error());
  const auto token = choose_token(options.token);
  if (!token) return refuse(token.error());
  ApiClient client(*server, *token);
  const std::string target = "/v1/reports/" + std::to_string(options.report);
  for (const auto& [path, form] : {std::pair(target, &readable), std::pair(target + "/timeline", &readable_timeline)}) {
    const auto reply = client.get(path);
    if (!reply) return refuse(reply.error());
    if (!reply->is_success()) return refuse(reply->reason());
    std::cout << form(reply->body) << '\n';
  }
  return 0;
}

}  // namespace lapor::tools
