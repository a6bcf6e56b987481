#include "accounts_fixture.hpp"

using namespace lapor;
using namespace lapor::api;
using namespace lapor::api::testing;

namespace {

struct HistoryFixture : AccountsFixture {
  HistoryFixture() : AccountsFixture(without_second_factor()) {}

  /// Names of the events in a history, with blanks between.
  static std::string story(const Answer& answer) {
    BOOST_REQUIRE_MESSAGE(answer.status() == 200, answer.response.body);
    std::string names;
    for (const auto& item : answer.body.at("items").as_array())
      names += (names.empty() ? "" : " ") + std::string(item.at("event").as_string());
    return names;
  }

  std::string new_service(const std::string& role, const std::string& institution) {
    const Answer made = post(
        "/v1/keys",
        R"({"name":"Sistem","role":")" + role + R"(","scopes":["read"],"institution":")" + institution + "\"}", admin);
    BOOST_REQUIRE_MESSAGE(made.status() == 201, made.response.body);
    return made.at("person");
  }
};

const Ask coordinator{"coordinator:kota-35.78", {}};
const Ask other_coordinator{"coordinator:kota-33.74", {}};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(histories_for_administrators, HistoryFixture)

BOOST_AUTO_TEST_CASE(a_member_of_staff_has_everything_that_happened_with_who_did_it) {
  const std::string person = staff("budi@example.id", R"(["officer"])", "kota-35.78");
  BOOST_TEST(post("/v1/staff/" + person + "/suspension", R"({"reason":"Cuti panjang."})", coordinator).status() == 200);
  const Answer history = get("/v1/staff/" + person + "/history", coordinator);
  BOOST_TEST(story(history) == "account_registered staff_appointed password_changed account_suspended");
  const auto& appointed = history.body.at("items").at(1);
  BOOST_TEST(json::serialize(appointed.at("roles")) == R"(["officer"])");
  BOOST_TEST(appointed.at("by").as_string() == "national_admin");
  const auto& suspended = history.body.at("items").at(3);
  BOOST_TEST(suspended.at("by").as_string() == "coordinator");
  BOOST_TEST(suspended.at("by_institution").as_string() == "kota-35.78");
  BOOST_TEST(suspended.at("by_person").is_int64());
  BOOST_TEST(suspended.at("at").as_string() == "2026-11-20T09:02:00+07:00");
  BOOST_TEST(history.body.at("items").at(2).at("by").as_string() == "themselves");
}

BOOST_AUTO_TEST_CASE(nothing_that_is_sealed_is_told) {
  const std::string person = staff("budi@example.id", R"(["officer"])", "kota-35.78");
  signed_in("budi@example.id");
  post("/v1/staff/" + person + "/suspension", R"({"reason":"Cuti panjang."})", admin);
  const std::string body = get("/v1/staff/" + person + "/history", admin).response.body;
  BOOST_TEST(body.find("signed_in") != std::string::npos);
  for (const char* sealed : {"budi@example.id", "Budi", "Cuti panjang.", "reason", "source", "address"})
    BOOST_TEST(body.find(sealed) == std::string::npos, sealed);
}

BOOST_AUTO_TEST_CASE(only_who_administers_somebody_reads_their_history) {
  const std::string person = staff("budi@example.id", R"(["officer"])", "kota-35.78");
  const std::string path = "/v1/staff/" + person + "/history";
  const Answer hidden = get(path, other_coordinator);
  BOOST_TEST(hidden.status() == 404);
  BOOST_TEST(hidden.response.body == get("/v1/staff/123/history", other_coordinator).response.body);
  BOOST_TEST(get(path, {"officer:kota-35.78", {}}).status() == 404);
  BOOST_TEST(get(path, anybody).problem() == "sign-in-needed");
}

BOOST_AUTO_TEST_CASE(who_is_not_staff_any_more_still_has_a_history_and_who_never_was_has_none) {
  const std::string person = staff("budi@example.id", R"(["officer"])", "kota-35.78");
  BOOST_TEST(post("/v1/staff/" + person + "/appointment", R"({"roles":[]})", admin).status() == 200);
  BOOST_TEST(story(get("/v1/staff/" + person + "/history", admin)) ==
             "account_registered staff_appointed password_changed staff_appointed");
  BOOST_TEST(get("/v1/staff/" + registered("ani@example.id") + "/history", admin).status() == 404);
}

BOOST_AUTO_TEST_CASE(a_key_has_its_history_too) {
  const std::string key = new_service("officer", "kota-35.78");
  BOOST_TEST(post("/v1/keys/" + key + "/rotation", "", coordinator).status() == 200);
  BOOST_TEST(post("/v1/keys/" + key + "/revocation", R"({"reason":"Bocor."})", admin).status() == 200);
  const Answer history = get("/v1/keys/" + key + "/history", coordinator);
  BOOST_TEST(story(history) == "service_registered staff_appointed api_key_issued api_key_issued api_key_revoked");
  BOOST_TEST(history.response.body.find("Bocor") == std::string::npos);
  BOOST_TEST(get("/v1/keys/" + key + "/history", other_coordinator).status() == 404);
  BOOST_TEST(get("/v1/keys/" + staff("budi@example.id", R"(["officer"])", "kota-35.78") + "/history", admin).status() ==
             404);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(forbidden, ServiceFixture)

BOOST_AUTO_TEST_CASE(who_may_not_is_told_as_whom_they_asked_and_who_may) {
  const std::string id = submit_and_verify();
  const Answer closing = command(id, "closing", "", {"officer:kota-35.78", {}});
  BOOST_TEST(closing.status() == 403);
  BOOST_TEST(closing.at("detail") ==
             "You ask as officer of kota-35.78. Only its reporter or a national administrator may do this.");
  BOOST_TEST(command(id, "follow-ups", R"({"text":"Sudah."})", {"coordinator:kota-33.74", {}}).at("detail") ==
             "You ask as coordinator of kota-33.74. Only a coordinator of the institution that holds it or an officer "
             "of the desk that holds it may do this.");
  BOOST_TEST(command(id, "supports", "", anybody).at("detail") ==
             "You ask as somebody who has not signed in. Only somebody with an account may do this.");
  BOOST_TEST(get("/v1/retention", admin).at("detail") ==
             "You ask as national_admin. Only the data officer may read this.");
  BOOST_TEST(get("/v1/audit/records", admin).at("detail") ==
             "You ask as national_admin. Only auditors replay the history.");
}

BOOST_AUTO_TEST_SUITE_END()
