#include "accounts_fixture.hpp"

#include <algorithm>
#include <map>

#include "api/identity/totp.hpp"

namespace lapor::api::testing {
namespace {

std::string object(std::initializer_list<std::pair<std::string, std::string>> members) {
  json::object object;
  for (const auto& [name, value] : members) object[name] = value;
  return json::serialize(object);
}

std::string digits_in(const std::string& text) {
  for (auto at = text.begin(); at != text.end();) {
    const auto begin = std::find_if(at, text.end(), [](char c) { return c >= '0' && c <= '9'; });
    const auto end = std::find_if(begin, text.end(), [](char c) { return c < '0' || c > '9'; });
    if (end - begin >= 6) return {begin, end};
    at = end;
  }
  return {};
}

}  // namespace

IdentityOptions without_second_factor() {
  IdentityOptions options;
  options.staff_needs_second_factor = false;
  return options;
}

std::string AccountsFixture::code_sent_to(const std::string& address) {
  const std::string channel = address.find('@') == std::string::npos ? "sms" : "email";
  const Answer waiting = get("/v1/messages?channel=" + channel, gateway);
  BOOST_REQUIRE_EQUAL(waiting.status(), 200);
  std::string code;
  for (const auto& item : waiting.body.at("items").as_array()) {
    BOOST_REQUIRE_EQUAL(ask(http::Method::del, "/v1/messages/" + json::serialize(item.at("id")), "", gateway).status(),
                        204);
    if (item.at("to").as_string() == address) code = digits_in(std::string(item.at("text").as_string()));
  }
  return code;
}

std::string AccountsFixture::new_code(const std::string& address) {
  clock.move_to(clock.now() + std::chrono::minutes{2});  // codes to one address keep a distance
  const Answer asked = post("/v1/accounts/codes", object({{"address", address}}), anybody);
  BOOST_REQUIRE_MESSAGE(asked.status() == 202, asked.response.body);
  return code_sent_to(address);
}

std::string AccountsFixture::registered(const std::string& address, std::string_view password) {
  const Answer made = post(
      "/v1/accounts",
      object({{"address", address}, {"code", new_code(address)}, {"password", std::string(password)}, {"name", "Ani"}}),
      anybody);
  BOOST_REQUIRE_MESSAGE(made.status() == 201, made.response.body);
  return made.at("person");
}

Answer AccountsFixture::sign_in(const std::string& address, std::string_view password, const std::string& more,
                                const std::vector<http::Header>& headers) {
  std::string body = object({{"address", address}, {"password", std::string(password)}});
  body.insert(body.size() - 1, more);
  return post("/v1/sessions", body, {"", headers});
}

Ask AccountsFixture::signed_in(const std::string& address, std::string_view password, const std::string& more) {
  const Answer session = sign_in(address, password, more);
  BOOST_REQUIRE_MESSAGE(session.status() == 201, session.response.body);
  return {"bearer:" + session.at("token"), {}};
}

std::string AccountsFixture::staff(const std::string& address, const std::string& roles,
                                   const std::string& institution) {
  const Answer opened = post(
      "/v1/staff",
      R"({"address":")" + address + R"(","name":"Budi","roles":)" + roles + R"(,"institution":")" + institution + "\"}",
      admin);
  BOOST_REQUIRE_MESSAGE(opened.status() == 201, opened.response.body);
  const Answer chosen = post(
      "/v1/accounts/recovery",
      object({{"address", address}, {"code", new_code(address)}, {"password", std::string(good_password)}}), anybody);
  BOOST_REQUIRE_MESSAGE(chosen.status() == 200, chosen.response.body);
  if (!identity.options.staff_needs_second_factor) return opened.at("person");
  const Ask limited = signed_in(address);
  const Answer enrolled = post("/v1/me/second-factor", object({{"password", std::string(good_password)}}), limited);
  BOOST_REQUIRE_MESSAGE(enrolled.status() == 201, enrolled.response.body);
  secrets[address] = enrolled.at("secret");
  const Answer confirmed = post("/v1/me/second-factor/confirmation", object({{"code", totp_of(address)}}), limited);
  BOOST_REQUIRE_MESSAGE(confirmed.status() == 200, confirmed.response.body);
  clock.move_to(clock.now() + totp_step_length);
  return opened.at("person");
}

std::string AccountsFixture::totp_of(const std::string& address) {
  const auto step = std::chrono::duration_cast<std::chrono::seconds>(clock.now().time_since_epoch()) / totp_step_length;
  return totp_code(secrets.at(address), static_cast<std::uint64_t>(step));
}

Ask AccountsFixture::key(const std::string& role, const std::string& scopes, const std::string& institution) {
  const Answer made = post(
      "/v1/keys",
      R"({"name":"Sistem","role":")" + role + R"(","scopes":)" + scopes + R"(,"institution":")" + institution + "\"}",
      admin);
  BOOST_REQUIRE_MESSAGE(made.status() == 201, made.response.body);
  return {"bearer:" + made.at("secret"), {}};
}

}  // namespace lapor::api::testing
