#include "audit_fixture.hpp"

using namespace lapor;
using namespace lapor::api;
using namespace lapor::api::testing;
using namespace std::chrono_literals;

namespace {

struct AuditedDeadlines : AuditFixture {
  void advance(const char* target) {
    BOOST_REQUIRE(post("/v1/clock", std::string(R"({"advance_to":")") + target + R"("})", {}).status() == 200);
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(audit_of_deadlines, AuditedDeadlines)

BOOST_AUTO_TEST_CASE(every_deadline_that_ran_is_told_in_the_order_of_reports) {
  const std::string one = in_progress();
  const std::string two = submit();
  const auto read = lines("deadlines");
  BOOST_TEST(all(read, "report") == one + " " + one + " " + one + " " + two);
  BOOST_TEST(all(read, "kind") == "verification follow_up auto_close verification");
  BOOST_TEST(all(read, "outcome") == "met met running running");
}

BOOST_AUTO_TEST_CASE(a_deadline_comes_with_the_arithmetic_that_gave_it) {
  submit();
  const auto deadline = lines("deadlines").front();
  BOOST_TEST(deadline.at("set_at").as_string() == "2026-11-20T09:00:00+07:00");
  BOOST_TEST(deadline.at("due").as_string() == "2026-11-26T00:00:00+07:00");
  BOOST_TEST(deadline.at("ended_at").is_null());
  BOOST_TEST(deadline.at("provisional").as_bool() == false);
  const auto& calendar = deadline.at("calendar");
  BOOST_TEST(calendar.at("zone").as_string() == "WIB");
  BOOST_TEST(calendar.at("day_zero").as_string() == "2026-11-20");
  BOOST_TEST(calendar.at("working_days").to_number<int>() == 3);
  BOOST_TEST(calendar.at("due").as_string() == "2026-11-26T00:00:00+07:00");
  BOOST_TEST(calendar.at("decreed").as_bool());
  BOOST_TEST(json::serialize(calendar.at("skipped")) ==
             R"([{"date":"2026-11-21","kind":"saturday"},{"date":"2026-11-22","kind":"sunday"}])");
}

BOOST_AUTO_TEST_CASE(a_missed_deadline_says_who_was_told_and_when) {
  submit();
  advance("2026-11-26T00:00:00+07:00");
  const auto read = lines("deadlines?outcome=missed");
  BOOST_TEST_REQUIRE(read.size() == 1U);
  const auto& levels = read.front().at("levels").as_array();
  BOOST_TEST_REQUIRE(levels.size() == 1U);
  BOOST_TEST(levels[0].at("level").to_number<int>() == 1);
  BOOST_TEST(levels[0].at("at").as_string() == "2026-11-26T00:00:00+07:00");
  BOOST_TEST(all(lines("records?kind=deadline_missed"), "position") == json::serialize(levels[0].at("position")));
}

BOOST_AUTO_TEST_CASE(nothing_is_missed_one_step_before) {
  submit();
  clock.move_to(*parse_rfc3339("2026-11-25T23:59:59+07:00"));
  BOOST_TEST(lines("deadlines?outcome=missed").empty());
  BOOST_TEST(lines("deadlines?outcome=running").size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_moved_deadline_is_told_beside_the_one_in_its_place) {
  const std::string id = submit_and_verify();
  BOOST_REQUIRE(command(id, "deadline", R"({"due":"2026-12-24T00:00:00+07:00","reason":"Hujan."})", admin).status() ==
                200);
  const auto read = lines("deadlines?kind=follow_up");
  BOOST_TEST(all(read, "outcome") == "moved running");
  BOOST_TEST(read[0].at("moved_to").as_string() == "2026-12-24T00:00:00+07:00");
  BOOST_TEST(all(read, "rescheduled") == "false true");
}

BOOST_AUTO_TEST_CASE(deadlines_can_be_asked_for_by_desk_outcome_kind_and_due_instant) {
  const std::string id = submit_and_verify();
  submit(R"(,"institution":"kota-33.74")");
  BOOST_TEST(all(lines("deadlines?institution=kota-35.78"), "kind") == "follow_up");
  BOOST_TEST(all(lines("deadlines?institution=kota-33.74"), "kind") == "verification");
  BOOST_TEST(lines("deadlines?institution=prov-91").empty());
  BOOST_TEST(all(lines("deadlines?outcome=met,missed"), "report") == id);
  BOOST_TEST(all(lines("deadlines?kind=follow_up,auto_close"), "kind") == "follow_up");
  BOOST_TEST(lines("deadlines?from=2026-11-26T00:00:00%2B07:00").size() == 3U);
  BOOST_TEST(all(lines("deadlines?from=2026-11-26T00:00:01%2B07:00"), "kind") == "follow_up");
  BOOST_TEST(lines("deadlines?to=2026-11-26T00:00:00%2B07:00").empty());
}

BOOST_AUTO_TEST_CASE(a_units_deadlines_are_its_institutions_too) {
  const std::string id = submit_and_verify();
  const std::string to_unit = R"({"to":"kota-35.78/dishub","note":"","copies":[]})";
  BOOST_REQUIRE(command(id, "forwarding", to_unit, {"coordinator:kota-35.78", {}}).status() == 200);
  BOOST_TEST(lines("deadlines?institution=kota-35.78&kind=follow_up").size() ==
             lines("deadlines?kind=follow_up").size());
}

BOOST_AUTO_TEST_CASE(deadlines_go_on_behind_any_report_and_none_is_torn) {
  for (int i = 0; i < 9; ++i) i % 2 == 0 ? in_progress() : submit();
  const std::string whole = body("deadlines");
  std::string pieces;
  for (std::string from = "0"; pieces.size() < whole.size();) {
    const std::string piece = body("deadlines?limit=2&after=" + from);
    BOOST_TEST_REQUIRE(!piece.empty());
    from = json::serialize(lines_of(piece).back().at("report"));
    pieces += piece;
  }
  BOOST_TEST((pieces == whole));
}

BOOST_AUTO_TEST_CASE(more_reports_than_one_portion_looks_at_come_all) {
  for (int i = 0; i < 900; ++i) submit();
  const std::string last = submit_and_verify();
  BOOST_TEST(all(lines("deadlines?kind=follow_up"), "report") == last);
  BOOST_TEST(lines("deadlines").size() == 902U);
}

BOOST_AUTO_TEST_CASE(without_reports_there_are_no_deadlines) {
  BOOST_TEST(body("deadlines").empty());
  BOOST_TEST(body("deadlines?after=5000000").empty());
}

BOOST_AUTO_TEST_CASE(deadlines_are_for_auditors) {
  check_doors("deadlines");
}

BOOST_AUTO_TEST_CASE(conditions_that_mean_nothing_are_refused) {
  check_bad("deadlines?outcome=late", "outcome");
  check_bad("deadlines?outcome=missed,", "outcome");
  check_bad("deadlines?kind=report_closed", "kind");
  check_bad("deadlines?institution=kota-99", "institution");
  check_bad("deadlines?limit=0", "limit");
  check_unknown("deadlines?state=closed");
}

BOOST_AUTO_TEST_SUITE_END()
