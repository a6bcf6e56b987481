#include <set>

#include "accounts_fixture.hpp"

using namespace lapor;
using namespace lapor::api;
using namespace lapor::api::testing;
using namespace std::chrono_literals;

namespace {

struct Histories : AccountsFixture {
  /// Names of the events that the data officer is given of somebody.
  std::set<std::string> events_of(const std::string& person) {
    const Answer data = get("/v1/people/" + person + "/data", data_officer);
    BOOST_REQUIRE_EQUAL(data.status(), 200);
    std::set<std::string> names;
    for (const auto& item : data.body.at("history").as_array()) names.emplace(item.at("event").as_string());
    return names;
  }

  Ask with_code(const std::string& address) {
    clock.move_to(clock.now() + 30s);  // each code counts once
    return signed_in(address, good_password, R"(,"code":")" + totp_of(address) + "\"");
  }

  void administer(const std::string& person, const std::string& what) {
    BOOST_TEST(post("/v1/staff/" + person + "/" + what, R"({"reason":"Uji."})", admin).status() == 200, what);
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(histories_of_persons, Histories)

BOOST_AUTO_TEST_CASE(everything_that_happens_to_an_account_is_told) {
  const std::string person = staff("budi@example.id", R"(["officer"])", "kota-35.78");
  sign_in("budi@example.id", "salah salah salah");
  const Ask budi = with_code("budi@example.id");
  BOOST_TEST(ask(http::Method::patch, "/v1/me", R"({"name":"Budi S."})", budi).status() == 200);
  const std::string code = new_code("+628123456789");
  BOOST_TEST(post("/v1/me/address",
                  R"({"address":"+628123456789","password":"kuda laut biru 42","code":")" + code + "\"}", budi)
                 .status() == 200);
  secrets["+628123456789"] = secrets["budi@example.id"];
  BOOST_TEST(ask(http::Method::del, "/v1/sessions/current", "", budi).status() == 204);
  BOOST_TEST(ask(http::Method::del, "/v1/sessions", "", with_code("+628123456789")).status() == 204);
  for (const char* what : {"suspension", "reinstatement", "second-factor-reset"}) administer(person, what);
  const std::set<std::string> expected{
      "account_registered", "account_suspended",     "account_reinstated", "address_changed", "data_exported",
      "name_changed",       "password_changed",      "sign_ins_refused",   "signed_in",       "signed_out",
      "staff_appointed",    "signed_out_everywhere", "totp_enrolled",      "totp_confirmed",  "totp_reset"};
  BOOST_TEST(events_of(person) == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(everything_that_happens_to_a_service_is_told) {
  const Answer made = post("/v1/keys", R"({"name":"SMS","role":"gateway","scopes":["messages"]})", admin);
  const std::string sms = made.at("person");
  BOOST_TEST(get("/v1/messages?channel=sms", {"bearer:" + made.at("secret"), {}}).status() == 200);
  BOOST_TEST(post("/v1/keys/" + sms + "/rotation", "", admin).status() == 200);
  BOOST_TEST(post("/v1/keys/" + sms + "/revocation", R"({"reason":"Bocor."})", admin).status() == 200);
  const std::set<std::string> expected{"api_key_issued", "api_key_revoked",    "api_key_used",
                                       "data_exported",  "service_registered", "staff_appointed"};
  BOOST_TEST(events_of(sms) == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(who_did_it_is_told_by_role_and_oneself_as_oneself) {
  registered("ani@example.id");
  sign_in("ani@example.id", "salah salah salah");
  const Answer history = get("/v1/me/history", signed_in("ani@example.id"));
  std::string told;
  for (const auto& item : history.body.at("items").as_array())
    told += std::string(item.at("event").as_string()) + ":" + std::string(item.at("by").as_string()) + " ";
  BOOST_TEST(told == "account_registered:anyone sign_ins_refused:system signed_in:themselves ");
}

BOOST_AUTO_TEST_SUITE_END()
