#include "accounts_fixture.hpp"
#include "api/identity/one_time_codes.hpp"

using namespace lapor;
using namespace lapor::api;
using namespace lapor::api::testing;
using namespace std::chrono_literals;

namespace {

std::string with_code(const std::string& address, const std::string& code, std::string_view password) {
  return R"({"address":")" + address + R"(","code":")" + code + R"(","password":")" + std::string(password) + "\"}";
}

std::string named(std::string body) {
  body.insert(body.size() - 1, R"(,"name":"Ani")");
  return body;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(accounts)

BOOST_FIXTURE_TEST_CASE(who_shows_a_code_registers_and_signs_in, AccountsFixture) {
  const std::string person = registered("ani@example.id");
  const Answer session = sign_in("ani@example.id");
  BOOST_TEST(session.status() == 201);
  BOOST_TEST(session.at("person") == person);
  BOOST_TEST(session.at("role") == "reporter");
  const Answer me = get("/v1/me", {"bearer:" + session.at("token"), {}});
  BOOST_TEST(me.status() == 200);
  BOOST_TEST(me.at("address") == "ani@example.id");
  BOOST_TEST(me.at("name") == "Ani");
}

BOOST_FIXTURE_TEST_CASE(an_address_is_the_same_however_it_is_written, AccountsFixture) {
  registered("+628123456789");
  BOOST_TEST(sign_in("0812-3456-789").status() == 201);
  BOOST_TEST(sign_in("+62 812 3456 789").status() == 201);
}

BOOST_FIXTURE_TEST_CASE(nobody_learns_who_has_an_account, AccountsFixture) {
  registered("ani@example.id");
  clock.move_to(clock.now() + 2min);
  const Answer known = post("/v1/accounts/codes", R"({"address":"ani@example.id"})", anybody);
  const Answer unknown = post("/v1/accounts/codes", R"({"address":"budi@example.id"})", anybody);
  BOOST_TEST(known.status() == unknown.status());
  BOOST_TEST(known.response.body == unknown.response.body);
  BOOST_TEST(sign_in("ani@example.id", "salah salah salah").response.body ==
             sign_in("budi@example.id", "salah salah salah").response.body);
}

BOOST_FIXTURE_TEST_CASE(an_address_has_one_account, AccountsFixture) {
  registered("ani@example.id");
  const std::string code = new_code("ani@example.id");
  const Answer again = post("/v1/accounts", named(with_code("ani@example.id", code, good_password)), anybody);
  BOOST_TEST(again.status() == 409);
  BOOST_TEST(again.problem() == "address-in-use");
}

BOOST_FIXTURE_TEST_CASE(a_code_is_the_newest_counts_once_and_ends, AccountsFixture) {
  const std::string code = new_code("ani@example.id");
  const std::string body = named(with_code("ani@example.id", code, good_password));
  const Answer wrong = post("/v1/accounts", named(with_code("ani@example.id", "00000000", good_password)), anybody);
  BOOST_TEST(wrong.status() == 422);
  BOOST_TEST(wrong.problem() == "wrong-code");
  BOOST_TEST(post("/v1/accounts", body, anybody).status() == 201);
  BOOST_TEST(post("/v1/accounts", body, anybody).problem() == "wrong-code");
  const std::string late = new_code("budi@example.id");
  clock.move_to(clock.now() + OneTimeCodes::lifetime);
  BOOST_TEST(post("/v1/accounts", named(with_code("budi@example.id", late, good_password)), anybody).problem() ==
             "wrong-code");
}

BOOST_FIXTURE_TEST_CASE(guessing_a_code_ends_it, AccountsFixture) {
  const std::string code = new_code("ani@example.id");
  for (unsigned i = 0; i < OneTimeCodes::most_tries; ++i)
    BOOST_TEST(post("/v1/accounts", named(with_code("ani@example.id", "00000000", good_password)), anybody).status() ==
               422);
  BOOST_TEST(post("/v1/accounts", named(with_code("ani@example.id", code, good_password)), anybody).status() == 422);
}

BOOST_FIXTURE_TEST_CASE(weak_passwords_are_refused_with_the_reason, AccountsFixture) {
  const std::string code = new_code("ani@example.id");
  for (const std::string_view weak : {"kurang", "password", "aaaaaaaaaaaa", "1234567890", "ani@example.id"}) {
    const Answer refused = post("/v1/accounts", named(with_code("ani@example.id", code, weak)), anybody);
    BOOST_TEST(refused.status() == 422);
    BOOST_TEST(refused.problem() == "weak-password", weak);
    BOOST_TEST(refused.at("field") == "password");
  }
  BOOST_TEST(post("/v1/accounts", named(with_code("ani@example.id", code, good_password)), anybody).status() == 201);
}

BOOST_FIXTURE_TEST_CASE(a_forgotten_password_is_recovered_and_all_sessions_end, AccountsFixture) {
  registered("ani@example.id");
  const Ask before = signed_in("ani@example.id");
  const std::string code = new_code("ani@example.id");
  BOOST_TEST(post("/v1/accounts/recovery", with_code("ani@example.id", code, other_password), anybody).status() == 200);
  BOOST_TEST(get("/v1/me", before).status() == 401);
  BOOST_TEST(sign_in("ani@example.id").problem() == "wrong-credentials");
  BOOST_TEST(sign_in("ani@example.id", other_password).status() == 201);
}

BOOST_FIXTURE_TEST_CASE(a_recovery_without_the_code_tells_nothing_of_the_account, AccountsFixture) {
  registered("ani@example.id");
  new_code("ani@example.id");
  new_code("budi@example.id");
  for (const std::string_view password : {"x", "abcdefghijk", "kuda laut biru 42"})
    BOOST_TEST(
        post("/v1/accounts/recovery", with_code("ani@example.id", "00000000", password), anybody).response.body ==
        post("/v1/accounts/recovery", with_code("budi@example.id", "00000000", password), anybody).response.body);
}

BOOST_FIXTURE_TEST_CASE(a_stolen_session_guesses_no_password, AccountsFixture) {
  registered("ani@example.id");
  const Ask thief = signed_in("ani@example.id");
  int tried = 0;
  while (post("/v1/me/erasure", R"({"password":"salah salah salah"})", thief).status() == 401) ++tried;
  BOOST_TEST(tried == 10);
}

BOOST_FIXTURE_TEST_CASE(who_has_no_account_recovers_none, AccountsFixture) {
  const std::string code = new_code("ani@example.id");
  BOOST_TEST(post("/v1/accounts/recovery", with_code("ani@example.id", code, good_password), anybody).problem() ==
             "no-account");
}

BOOST_FIXTURE_TEST_CASE(a_password_is_changed_by_who_knows_it, AccountsFixture) {
  registered("ani@example.id");
  const Ask ani = signed_in("ani@example.id");
  const auto change = [&](std::string_view former, std::string_view wanted) {
    return post("/v1/me/password",
                R"({"password":")" + std::string(former) + R"(","new_password":")" + std::string(wanted) + "\"}", ani);
  };
  BOOST_TEST(change(other_password, other_password).problem() == "wrong-credentials");
  BOOST_TEST(change(good_password, "kurang").problem() == "weak-password");
  BOOST_TEST(change(good_password, other_password).status() == 200);
  BOOST_TEST(get("/v1/me", ani).status() == 401);
  BOOST_TEST(sign_in("ani@example.id", other_password).status() == 201);
}

BOOST_FIXTURE_TEST_CASE(an_address_moves_to_a_proven_one_and_is_free_again, AccountsFixture) {
  registered("ani@example.id");
  const Ask ani = signed_in("ani@example.id");
  const std::string code = new_code("+628123456789");
  BOOST_TEST(post("/v1/me/address", with_code("+628123456789", "00000000", good_password), ani).problem() ==
             "wrong-code");
  BOOST_TEST(post("/v1/me/address", with_code("+628123456789", code, good_password), ani).at("address") ==
             "+628123456789");
  BOOST_TEST(sign_in("ani@example.id").status() == 401);
  BOOST_TEST(sign_in("+628123456789").status() == 201);
  registered("ani@example.id");
}

BOOST_FIXTURE_TEST_CASE(an_address_of_somebody_else_cannot_be_taken, AccountsFixture) {
  registered("ani@example.id");
  registered("budi@example.id");
  const Ask ani = signed_in("ani@example.id");
  const std::string code = new_code("budi@example.id");
  BOOST_TEST(post("/v1/me/address", with_code("budi@example.id", code, good_password), ani).problem() ==
             "address-in-use");
}

BOOST_FIXTURE_TEST_CASE(a_name_is_corrected, AccountsFixture) {
  registered("ani@example.id");
  const Ask ani = signed_in("ani@example.id");
  BOOST_TEST(ask(http::Method::patch, "/v1/me", R"({"name":"Ani Susanti"})", ani).at("name") == "Ani Susanti");
  BOOST_TEST(ask(http::Method::patch, "/v1/me", R"({"name":""})", ani).status() == 422);
}

BOOST_FIXTURE_TEST_CASE(what_is_no_address_is_refused, AccountsFixture) {
  for (const std::string bad : {"ani", "ani@", "12", "ani@localhost", "\\u0000"})
    BOOST_TEST(post("/v1/accounts/codes", R"({"address":")" + bad + "\"}", anybody).status() == 422, bad);
}

BOOST_FIXTURE_TEST_CASE(codes_to_one_address_keep_a_distance, AccountsFixture) {
  BOOST_TEST(post("/v1/accounts/codes", R"({"address":"ani@example.id"})", anybody).status() == 202);
  BOOST_TEST(post("/v1/accounts/codes", R"({"address":"ani@example.id"})", anybody).problem() == "too-many-requests");
}

BOOST_FIXTURE_TEST_CASE(messages_are_for_gateways_alone, AccountsFixture) {
  for (const std::string role : {"reporter", "clerk", "national_admin", "officer:kota-35.78", "auditor"})
    BOOST_TEST(get("/v1/messages?channel=sms", {role, {}}).status() == 403, role);
  BOOST_TEST(get("/v1/messages?channel=sms", anybody).status() == 401);
  BOOST_TEST(get("/v1/messages", gateway).status() == 400);
  BOOST_TEST(get("/v1/messages?channel=pigeon", gateway).status() == 400);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(sessions)

BOOST_FIXTURE_TEST_CASE(signing_out_ends_the_session_at_once, AccountsFixture) {
  registered("ani@example.id");
  const Ask first = signed_in("ani@example.id");
  const Ask second = signed_in("ani@example.id");
  BOOST_TEST(get("/v1/me", first).status() == 200);
  BOOST_TEST(ask(http::Method::del, "/v1/sessions/current", "", first).status() == 204);
  BOOST_TEST(get("/v1/me", first).status() == 401);
  BOOST_TEST(get("/v1/me", second).status() == 200);
  BOOST_TEST(ask(http::Method::del, "/v1/sessions", "", second).status() == 204);
  BOOST_TEST(get("/v1/me", second).status() == 401);
}

BOOST_FIXTURE_TEST_CASE(a_session_ends_in_time_and_when_it_is_idle, AccountsFixture) {
  registered("ani@example.id");
  const Ask ani = signed_in("ani@example.id");
  const auto& options = identity.options;
  const Instant began = clock.now();
  clock.move_to(began + options.session_idle - 1ms);
  BOOST_TEST(get("/v1/me", ani).status() == 200);
  clock.move_to(clock.now() + options.session_idle);
  BOOST_TEST(get("/v1/me", ani).status() == 401);
  const Ask busy = signed_in("ani@example.id");
  const Instant end = clock.now() + options.session_lifetime;
  while (clock.now() + options.session_idle / 2 < end) {
    BOOST_TEST(get("/v1/me", busy).status() == 200);
    clock.move_to(clock.now() + options.session_idle / 2);
  }
  clock.move_to(end - 1ms);
  BOOST_TEST(get("/v1/me", busy).status() == 200);
  clock.move_to(end);
  BOOST_TEST(get("/v1/me", busy).status() == 401);
}

BOOST_FIXTURE_TEST_CASE(strange_and_altered_tokens_are_nobodys, AccountsFixture) {
  registered("ani@example.id");
  std::string token = signed_in("ani@example.id").as;
  token.back() = token.back() == 'A' ? 'B' : 'A';
  for (const std::string& bad : {token, std::string("bearer:lps_"), std::string("bearer:lpk_x"),
                                 std::string("bearer:x"), "bearer:lps_" + std::string(43, 'A')})
    BOOST_TEST(get("/v1/me", {bad, {}}).problem() == "unknown-token", bad);
  BOOST_TEST(get("/v1/me", anybody).problem() == "sign-in-needed");
  BOOST_TEST(get("/v1/me", admin).problem() == "sign-in-needed");
}

BOOST_FIXTURE_TEST_CASE(browsers_get_a_cookie_that_scripts_cannot_read, AccountsFixture) {
  registered("ani@example.id");
  const Answer session = sign_in("ani@example.id", good_password, R"(,"cookie":true)");
  BOOST_REQUIRE_EQUAL(session.status(), 201);
  BOOST_TEST(!session.has("token"));
  const std::string cookie = session.header("Set-Cookie");
  BOOST_TEST(cookie.starts_with("lapor_session=lps_"));
  for (const std::string_view part : {"; Path=/", "; HttpOnly", "; SameSite=Strict", "; Max-Age=2592000"})
    BOOST_TEST(cookie.find(part) != std::string::npos, part);
  const http::Header sent{"cookie", "other=1; " + cookie.substr(0, cookie.find(';'))};
  const Answer me = get("/v1/me", {"", {sent}});
  BOOST_TEST(me.status() == 200);
  BOOST_TEST(me.at("csrf_token") == session.at("csrf_token"));
  const auto rename = [&](std::vector<http::Header> headers) {
    return ask(http::Method::patch, "/v1/me", R"({"name":"Ani S."})", {"", std::move(headers)});
  };
  BOOST_TEST(rename({sent}).problem() == "csrf-token-needed");
  BOOST_TEST(rename({sent, {"x-csrf-token", std::string(32, '0')}}).problem() == "csrf-token-needed");
  BOOST_TEST(rename({sent, {"x-csrf-token", session.at("csrf_token")}}).status() == 200);
  const Answer out =
      ask(http::Method::del, "/v1/sessions/current", "", {"", {sent, {"x-csrf-token", session.at("csrf_token")}}});
  BOOST_TEST(out.status() == 204);
  BOOST_TEST(out.header("Set-Cookie").find("Max-Age=0") != std::string::npos);
  BOOST_TEST(get("/v1/me", {"", {sent}}).problem() == "sign-in-needed");
  BOOST_TEST(get("/v1/reports", {"", {sent}}).status() == 200);
}

struct BehindTls : AccountsFixture {
  static IdentityOptions options() {
    IdentityOptions options;
    options.secure_cookies = true;
    return options;
  }
  BehindTls() : AccountsFixture(options()) {}
};

BOOST_FIXTURE_TEST_CASE(behind_tls_the_cookie_never_leaves_in_clear, BehindTls) {
  registered("ani@example.id");
  const std::string cookie = sign_in("ani@example.id", good_password, R"(,"cookie":true)").header("Set-Cookie");
  BOOST_TEST(cookie.starts_with("__Host-lapor_session="));
  BOOST_TEST(cookie.find("; Secure") != std::string::npos);
}

BOOST_FIXTURE_TEST_CASE(a_reporter_with_an_account_has_the_own_reports, AccountsFixture) {
  registered("ani@example.id");
  registered("budi@example.id");
  const Ask ani = signed_in("ani@example.id");
  const std::string id = submit("", ani);
  BOOST_TEST(page(id, ani).status() == 200);
  BOOST_TEST(page(id, signed_in("budi@example.id")).status() == 404);
  BOOST_TEST(page(id, signed_in("ani@example.id")).status() == 200);
}

BOOST_FIXTURE_TEST_CASE(the_history_has_sign_ins_and_refused_ones, AccountsFixture) {
  registered("ani@example.id");
  for (int i = 0; i < 3; ++i) BOOST_TEST(sign_in("ani@example.id", "salah salah salah").status() == 401);
  const Ask ani = signed_in("ani@example.id");
  const Answer history = get("/v1/me/history", ani);
  BOOST_TEST(history.status() == 200);
  std::string events;
  for (const auto& item : history.body.at("items").as_array())
    events += std::string(item.at("event").as_string()) + " ";
  BOOST_TEST(events == "account_registered sign_ins_refused signed_in ");
}

BOOST_FIXTURE_TEST_CASE(ten_thousand_wrong_passwords_lock_nobody_else_out, AccountsFixture) {
  registered("ani@example.id");
  registered("budi@example.id");
  signed_in("ani@example.id");
  int slowed_down = 0;
  const Instant began = clock.now();
  for (int i = 0; i < 10'000; ++i) {
    const Answer wrong = sign_in("ani@example.id", "salah salah salah");
    BOOST_REQUIRE(wrong.status() == 401 || wrong.status() == 429);
    slowed_down += wrong.status() == 429 ? 1 : 0;
    if (wrong.status() == 429) BOOST_REQUIRE(!wrong.header("Retry-After").empty());
  }
  BOOST_TEST((clock.now() == began));
  BOOST_TEST(slowed_down == 9'990);
  BOOST_TEST(sign_in("budi@example.id").status() == 201);
  clock.move_to(clock.now() + 1min);
  const Ask ani = signed_in("ani@example.id");
  std::size_t refused = 0;
  const Answer history = get("/v1/me/history", ani);
  for (const auto& item : history.body.at("items").as_array())
    refused += item.at("event").as_string() == "sign_ins_refused" ? 1 : 0;
  BOOST_TEST(refused == 5U);  // at 1, 10, 100, 1000, 10000
}

BOOST_AUTO_TEST_SUITE_END()
