#include "service_fixture.hpp"

using namespace lapor;
using namespace lapor::api;
using namespace lapor::api::testing;

namespace {

const Ask data_officer{"data_officer", {}};
const std::string reason = R"({"reason":"Perkara 12/Pid/2026"})";
const std::string by_retention = R"({"ground":"retention_ended"})";
const std::string by_request = R"({"ground":"subject_request"})";

/// Everybody but the data officer.
constexpr auto others =
    std::to_array<const char*>({"", "reporter", "reporter_2", "gateway", "clerk", "national_admin", "supervisor",
                                "auditor", "officer:kota-35.78", "coordinator:kota-35.78", "officer:kota-33.74"});

struct RetentionFixture : ServiceFixture {
  Answer past(const std::string& query = "", Ask by = data_officer) {
    by.headers.emplace_back("lapor-position", std::to_string(number(journal.last_position())));
    by.headers.emplace_back("prefer", "wait=10");
    return get("/v1/retention?" + query, by);
  }
  std::string past_ids(const std::string& query = "") {
    const Answer answer = past(query);
    BOOST_REQUIRE_MESSAGE(answer.status() == 200, answer.response.body);
    std::string ids;
    for (const auto& item : answer.body.at("items").as_array())
      ids += (ids.empty() ? "" : " ") + json::serialize(item.at("id"));
    return ids;
  }
  void advance(const char* target) {
    BOOST_REQUIRE(post("/v1/clock", std::string(R"({"advance_to":")") + target + R"("})", {}).status() == 200);
  }
  Answer hold(const std::string& id, const Ask& by = data_officer) { return command(id, "legal-hold", reason, by); }
  Answer lift(const std::string& id, const Ask& by = data_officer) {
    return command(id, "legal-hold/lifting", R"({"reason":"Perkara selesai."})", by);
  }
  Answer erase(const std::string& id, const std::string& ground) {
    return command(id, "erasure", ground, data_officer);
  }

  /// Handled and closed by Surabaya's unit `dlh`.
  std::string closed_by_unit() {
    const std::string id = submit_and_verify();
    const Ask unit{"coordinator:kota-35.78", {}};
    BOOST_REQUIRE(command(id, "forwarding", R"({"to":"kota-35.78/dlh","note":"","copies":[]})", unit).status() == 200);
    BOOST_REQUIRE(command(id, "follow-ups", R"({"text":"Sudah."})", unit).status() == 201);
    BOOST_REQUIRE(command(id, "closing", "", {"reporter", {}}).status() == 200);
    return id;
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(legal_holds, RetentionFixture)

BOOST_AUTO_TEST_CASE(a_hold_forbids_erasure_until_it_is_lifted) {
  const std::string id = submit_and_verify();
  BOOST_TEST(hold(id).status() == 200);
  const Answer refused = erase(id, by_request);
  BOOST_TEST(refused.status() == 409);
  BOOST_TEST(refused.problem() == "legal-hold");
  BOOST_TEST(page(id, {"national_admin", {}}).at("erased") == "false");
  BOOST_TEST(lift(id).status() == 200);
  BOOST_TEST(erase(id, by_request).status() == 200);
}

BOOST_AUTO_TEST_CASE(a_court_orders_an_erasure_in_spite_of_a_hold) {
  const std::string id = submit_and_verify();
  hold(id);
  BOOST_TEST(erase(id, R"({"ground":"court_order"})").status() == 200);
  BOOST_TEST(page(id, data_officer).at("erased") == "true");
  BOOST_TEST(page(id, data_officer).at("legal_hold") == "false");
  BOOST_TEST(hold(id).problem() == "erased");
}

BOOST_AUTO_TEST_CASE(a_hold_is_placed_once_and_for_a_reason) {
  const std::string id = submit_and_verify();
  BOOST_TEST(command(id, "legal-hold", "{}", data_officer).problem() == "missing-field");
  BOOST_TEST(command(id, "legal-hold/lifting", R"({"reason":" "})", data_officer).problem() == "blank-text");
  BOOST_TEST(hold(id).at("position") != "null");
  BOOST_TEST(hold(id).at("position") == "null");
  BOOST_TEST(lift(id).at("position") != "null");
  BOOST_TEST(lift(id).at("position") == "null");
}

BOOST_AUTO_TEST_CASE(nobody_else_places_or_lifts_one) {
  const std::string id = submit_and_verify();
  for (const char* other : others) BOOST_TEST(hold(id, {other, {}}).status() == 403, other);
  hold(id);
  for (const char* other : others) BOOST_TEST(lift(id, {other, {}}).status() == 403, other);
}

BOOST_AUTO_TEST_CASE(on_an_unpublished_report_others_are_told_that_there_is_none) {
  const std::string id = submit();
  for (const char* other : {"", "reporter_2", "officer:kota-33.74"}) {
    const Answer answer = hold(id, {other, {}});
    BOOST_TEST(answer.status() == 404, other);
    BOOST_TEST(answer.response.body == hold("1999999", {other, {}}).response.body);
  }
}

BOOST_AUTO_TEST_CASE(the_page_and_the_timeline_tell_of_it_to_those_only_who_may_know) {
  const std::string id = submit_and_verify();
  hold(id);
  lift(id);
  hold(id);
  const std::string common = "report_submitted report_verified report_forwarded";
  for (const char* role : {"data_officer", "auditor", "national_admin"}) {
    BOOST_TEST(page(id, {role, {}}).at("legal_hold") == "true", role);
    BOOST_TEST(story(id, {role, {}}) == common + " legal_hold_placed legal_hold_lifted legal_hold_placed", role);
    BOOST_TEST(timeline(id, {role, {}}).response.body.find("Perkara 12/Pid/2026") != std::string::npos, role);
  }
  for (const char* role : {"", "reporter", "reporter_2", "supervisor", "officer:kota-35.78", "officer:kota-33.74"}) {
    BOOST_TEST(page(id, {role, {}}).at("legal_hold") == "absent", role);
    BOOST_TEST(story(id, {role, {}}) == common, role);
  }
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(retention, RetentionFixture)

BOOST_AUTO_TEST_CASE(nothing_is_listed_one_moment_before_its_period_ends_and_it_is_at_the_end) {
  const std::string id = closed();
  advance("2031-11-20T23:59:59+07:00");
  BOOST_TEST(past_ids() == "");
  BOOST_TEST(erase(id, by_retention).problem() == "retention-running");
  advance("2031-11-21T00:00:00+07:00");
  BOOST_TEST(past_ids() == id);
  BOOST_TEST(erase(id, by_retention).status() == 200);
}

BOOST_AUTO_TEST_CASE(an_item_says_whose_it_is_and_since_when_it_may_go) {
  const std::string id = closed_by_unit();
  advance("2028-11-21T00:00:00+07:00");
  const Answer answer = past();
  BOOST_REQUIRE(answer.body.at("items").as_array().size() == 1u);
  BOOST_TEST(json::serialize(answer.body.at("items").at(0)) ==
             R"({"id":)" + id +
                 R"(,"state":"closed","institution":"kota-35.78","unit":"kota-35.78/dlh",)"
                 R"("ended_at":"2026-11-20T09:00:00+07:00","retention_until":"2028-11-21T00:00:00+07:00"})");
  BOOST_TEST(answer.at("total") == "1");
  BOOST_TEST(answer.at("next_cursor") == "null");
  BOOST_TEST(answer.at("position") == std::to_string(number(journal.last_position())));
}

BOOST_AUTO_TEST_CASE(a_report_that_no_institution_had_is_kept_as_long_as_any) {
  const std::string id = submit();
  BOOST_TEST(command(id, "archive", R"({"reason":"unclear","note":""})", admin).status() == 200);
  advance("2031-11-21T00:00:00+07:00");
  const Answer answer = past();
  BOOST_TEST(answer.body.at("items").at(0).at("institution").is_null());
  BOOST_TEST(answer.body.at("items").at(0).at("state").as_string() == "archived");
}

BOOST_AUTO_TEST_CASE(what_is_held_erased_or_open_is_not_listed) {
  const std::string held = closed();
  const std::string erased = closed();
  const std::string free = closed();
  const std::string reopened = closed();
  command(reopened, "reopening", R"({"reason":"Belum."})", {"reporter", {}});
  hold(held);
  erase(erased, by_request);
  advance("2031-11-21T00:00:00+07:00");
  BOOST_TEST(past_ids() == free);
  lift(held);
  BOOST_TEST(past_ids() == held + " " + free);
  hold(free);
  BOOST_TEST(past_ids() == held);
  erase(held, by_retention);
  BOOST_TEST(past_ids() == "");
}

BOOST_AUTO_TEST_CASE(it_pages_by_the_day_of_the_end_and_narrows_to_an_institution) {
  const std::string late = submit_and_verify();
  const std::string first = closed();
  const std::string other = submit();
  command(other, "archive", R"({"reason":"unclear","note":""})", admin);
  advance("2026-11-23T10:00:00+07:00");
  command(late, "follow-ups", R"({"text":"Sudah."})", {"officer:kota-35.78", {}});
  command(late, "closing", "", {"reporter", {}});
  advance("2032-01-01T00:00:00+07:00");
  BOOST_TEST(past_ids() == first + " " + other + " " + late);
  BOOST_TEST(past_ids("institution=kota-35.78") == first + " " + late);
  BOOST_TEST(past_ids("institution=kota-33.74") == "");
  const Answer page = past("limit=2");
  BOOST_TEST(page.at("total") == "3");
  BOOST_TEST(past_ids("limit=2&cursor=" + page.at("next_cursor")) == late);
  BOOST_TEST(erase(first, by_retention).status() == 200);
  BOOST_TEST(erase(other, by_retention).status() == 200);
  BOOST_TEST(past_ids("limit=2&cursor=" + page.at("next_cursor")) == late);
}

BOOST_AUTO_TEST_CASE(a_cursor_is_good_for_its_own_query_only) {
  closed();
  closed();
  advance("2032-01-01T00:00:00+07:00");
  const std::string cursor = past("limit=1").at("next_cursor");
  BOOST_TEST(past("limit=1&cursor=" + cursor).status() == 200);
  BOOST_TEST(past("limit=1&institution=kota-35.78&cursor=" + cursor).status() == 400);
  BOOST_TEST(list("limit=1&cursor=" + cursor, admin).status() == 400);
  BOOST_TEST(past("limit=1&cursor=" + list("limit=1", admin).at("next_cursor")).status() == 400);
}

BOOST_AUTO_TEST_CASE(a_wrong_parameter_is_named) {
  for (const char* query : {"limit=0", "limit=201", "limit=x", "limit=1&limit=2", "institution=kota-35.99",
                            "institution=", "cursor=abc", "sort=newest"}) {
    const Answer answer = past(query);
    BOOST_TEST(answer.status() == 400, query);
    BOOST_TEST(std::string(query).starts_with(answer.at("field")), query);
  }
}

BOOST_AUTO_TEST_CASE(it_is_the_data_officers_alone) {
  for (const char* other : others) {
    const Answer answer = past("", {other, {}});
    BOOST_TEST(answer.status() == 403, other);
    BOOST_TEST(answer.problem() == "not-permitted");
  }
}

BOOST_AUTO_TEST_CASE(it_is_never_answered_with_not_modified_because_days_pass) {
  closed();
  BOOST_TEST(past().header("ETag") == "");
}

BOOST_AUTO_TEST_CASE(a_view_made_anew_lists_the_same) {
  closed();
  hold(closed());
  erase(closed(), by_request);
  advance("2032-01-01T00:00:00+07:00");
  const std::string before = past().response.body;
  storage::MemoryViews rows;
  const auto words = storage::TextIndex::in_memory();
  ReportsView view(store_of(rows, *words), journal, vault, rulebooks);
  BOOST_REQUIRE(view.load().has_value());
  BOOST_REQUIRE(view.fold(*journal.read(Position{1}, 1'000)).has_value());
  const auto page = view.past_retention({local_date(clock.now(), Zone::wib), "", {}, 20});
  BOOST_REQUIRE(page.has_value());
  BOOST_TEST(page->total == 1u);
  BOOST_TEST(before.find(R"("id":)" + std::to_string(number(page->rows.at(0).state.id))) != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
