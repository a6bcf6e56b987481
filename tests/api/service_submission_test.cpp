#include "service_fixture.hpp"

using namespace lapor;
using namespace lapor::api;
using namespace lapor::api::testing;

namespace {

const std::string minimal = R"({"title":"Jalan berlubang","text":"Lubang besar.","occurred_on":"2026-11-18"})";

}  // namespace

BOOST_FIXTURE_TEST_SUITE(submission, ServiceFixture)

BOOST_AUTO_TEST_CASE(a_filed_report_is_answered_with_its_standing_and_receipt) {
  const Answer answer = post("/v1/reports", minimal, {"reporter", {}});
  BOOST_TEST(answer.status() == 201);
  BOOST_TEST(answer.header("Location") == "/v1/reports/1000001");
  BOOST_TEST(answer.header("ETag") == "\"1\"");
  BOOST_TEST(answer.at("id") == "1000001");
  BOOST_TEST(answer.at("version") == "1");
  BOOST_TEST(answer.at("position") == "1");
  BOOST_TEST(answer.at("state") == "awaiting_verification");
  BOOST_TEST(answer.at("deadline") ==
             R"({"kind":"verification","due":"2026-11-26T00:00:00+07:00","provisional":false,"missed":false})");
  BOOST_TEST(answer.at("receipt").size() == 19U);
}

BOOST_AUTO_TEST_CASE(the_deadline_stands_in_the_zone_of_who_must_act) {
  const std::string id = submit(R"(,"institution":"prov-91")");
  BOOST_TEST(page(id, {"reporter", {}}).at("deadline.due") == "2026-11-26T00:00:00+09:00");
}

BOOST_AUTO_TEST_CASE(anybody_may_file_but_staff_may_not) {
  for (const char* role : {"", "reporter", "gateway", "clerk"})
    BOOST_TEST(post("/v1/reports", minimal, {role, {}}).status() == 201, role);
  for (const char* role : {"national_admin", "supervisor", "auditor", "data_officer", "officer:kota-35.78"}) {
    const Answer answer = post("/v1/reports", minimal, {role, {}});
    BOOST_TEST(answer.status() == 403, role);
    BOOST_TEST(answer.problem() == "not-permitted");
  }
}

BOOST_AUTO_TEST_CASE(a_receipt_lets_its_holder_act_as_the_reporter_of_that_report_only) {
  const Answer filed = post("/v1/reports", minimal, {});
  const Answer other = post("/v1/reports", minimal, {});
  const Ask holder{"receipt:" + filed.at("receipt"), {}};
  const std::string id = filed.at("id");
  BOOST_TEST(page(id, {}).status() == 404);
  BOOST_TEST(page(id, holder).at("text") == "Lubang besar.");
  BOOST_TEST(command(id, "information", R"({"text":"Makin besar."})", holder).status() == 201);
  BOOST_TEST(page(other.at("id"), holder).problem() == "unknown-receipt");
  BOOST_TEST(command(other.at("id"), "withdrawal", "", holder).status() == 401);
  BOOST_TEST(command(id, "withdrawal", "", holder).at("state") == "archived");
}

BOOST_AUTO_TEST_CASE(a_wrong_receipt_says_nothing_about_existence) {
  const std::string id = submit();
  const Ask wrong{"receipt:0000-0000-0000-0000", {}};
  const Answer existing = page(id, wrong);
  const Answer missing = page("1999999", wrong);
  BOOST_TEST(existing.status() == 401);
  BOOST_TEST(existing.response.body == missing.response.body);
  BOOST_TEST(existing.header("WWW-Authenticate") == missing.header("WWW-Authenticate"));
}

BOOST_AUTO_TEST_CASE(two_without_an_account_are_two_persons) {
  const Answer first = post("/v1/reports", minimal, {});
  const Answer second = post("/v1/reports", minimal, {});
  const std::string reason = R"({"reason":"Pemeriksaan."})";
  const Answer one = command(first.at("id"), "identity", reason, {"national_admin", {}});
  const Answer two = command(second.at("id"), "identity", reason, {"national_admin", {}});
  BOOST_TEST(one.at("identity.person") != two.at("identity.person"));
  BOOST_TEST(one.at("identity.person") != "null");
}

BOOST_AUTO_TEST_CASE(the_same_key_files_once) {
  const Ask by{"reporter", {{"idempotency-key", "abc-1"}}};
  const Answer first = post("/v1/reports", minimal, by);
  const Answer again = post("/v1/reports", minimal, by);
  BOOST_TEST(first.status() == 201);
  BOOST_TEST(again.status() == 201);
  BOOST_TEST(first.response.body == again.response.body);
  BOOST_TEST(number(journal.last_position()) == 1U);
  const Answer changed = post("/v1/reports", minimal + " ", by);
  BOOST_TEST(changed.status() == 422);
  BOOST_TEST(changed.problem() == "request-key-reused");
}

BOOST_AUTO_TEST_CASE(the_same_key_of_another_caller_is_another_request) {
  const std::vector<http::Header> key{{"idempotency-key", "abc-1"}};
  const Answer first = post("/v1/reports", minimal, {"reporter", key});
  const Answer second = post("/v1/reports", minimal, {"reporter_2", key});
  BOOST_TEST(first.at("id") != second.at("id"));
}

BOOST_AUTO_TEST_CASE(wrong_values_are_named) {
  const Answer answer = post("/v1/reports", R"({"title":"a","text":"a","occurred_on":"2027-01-01"})", {});
  BOOST_TEST(answer.status() == 422);
  BOOST_TEST(answer.problem() == "date-out-of-range");
  BOOST_TEST(answer.at("field") == "occurred_on");
  BOOST_TEST(answer.response.content_type == "application/problem+json");
  BOOST_TEST(number(journal.last_position()) == 0U);
}

BOOST_AUTO_TEST_CASE(malformed_requests_are_refused_before_anything_is_written) {
  BOOST_TEST(post("/v1/reports", "", {}).problem() == "malformed-json");
  BOOST_TEST(post("/v1/reports", "{", {}).problem() == "malformed-json");
  BOOST_TEST(post("/v1/reports", "{\"title\":\"\xFF\"}", {}).problem() == "invalid-utf8");
  BOOST_TEST(post("/v1/reports", minimal, {"", {{"content-type", "text/plain"}}}).status() == 415);
  BOOST_TEST(post("/v1/reports", minimal, {"", {{"idempotency-key", "a b"}}}).problem() == "malformed-header");
  BOOST_TEST(post("/v1/reports", minimal, {"", {{"authorization", "Bearer nobody"}}}).status() == 401);
  BOOST_TEST(number(journal.last_position()) == 0U);
}

BOOST_AUTO_TEST_CASE(a_failed_journal_is_answered_with_503_and_when_to_come_back) {
  journal.fail_for_good();
  const Answer answer = post("/v1/reports", minimal, {"reporter", {}});
  BOOST_TEST(answer.status() == 503);
  BOOST_TEST(answer.header("Retry-After") == "1");
}

BOOST_AUTO_TEST_SUITE_END()
