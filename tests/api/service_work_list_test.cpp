#include "service_fixture.hpp"

using namespace lapor;
using namespace lapor::api;
using namespace lapor::api::testing;

namespace {

const Ask reporter{"reporter", {}};
const Ask coordinator{"coordinator:kota-35.78", {}};
const Ask officer{"officer:kota-35.78", {}};

constexpr const char* point = R"(,"place":{"region":"35.78","lat":-7.26123,"lng":112.75321})";

struct WorkListFixture : ServiceFixture {
  Answer work(Ask by, const std::string& query = "") {
    by.headers.emplace_back("lapor-position", std::to_string(number(journal.last_position())));
    by.headers.emplace_back("prefer", "wait=10");
    return get("/v1/worklist?" + query, by);
  }
  std::string waiting(const Ask& by, const std::string& query = "") {
    const Answer answer = work(by, query);
    BOOST_REQUIRE_MESSAGE(answer.status() == 200, answer.response.body);
    std::string ids;
    for (const auto& item : answer.body.at("items").as_array())
      ids += (ids.empty() ? "" : " ") + json::serialize(item.at("id"));
    return ids;
  }
  void advance(const char* target) {
    BOOST_REQUIRE(post("/v1/clock", std::string(R"({"advance_to":")") + target + R"("})", {}).status() == 200);
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(work_lists, WorkListFixture)

BOOST_AUTO_TEST_CASE(the_national_admin_verifies_what_no_institution_was_chosen_for) {
  const std::string open = submit();
  const std::string chosen = submit(R"(,"institution":"kota-35.78")");
  BOOST_TEST(waiting(admin) == open);
  BOOST_TEST(waiting(coordinator) == chosen);
  BOOST_TEST(waiting(officer) == "");
}

BOOST_AUTO_TEST_CASE(a_desk_has_what_it_must_follow_up_until_it_has_answered) {
  const std::string id = submit_and_verify();
  BOOST_TEST(waiting(officer) == id);
  BOOST_TEST(waiting(coordinator) == id);
  BOOST_TEST(waiting({"officer:kota-33.74", {}}) == "");
  BOOST_TEST(command(id, "follow-ups", R"({"text":"Kami perbaiki."})", officer).status() == 201);
  BOOST_TEST(waiting(officer) == "");
  BOOST_TEST(waiting(reporter) == id);
  BOOST_TEST(command(id, "replies", R"({"text":"Belum selesai."})", reporter).status() == 201);
  BOOST_TEST(waiting(officer) == id);
  BOOST_TEST(waiting(reporter) == "");
}

BOOST_AUTO_TEST_CASE(a_declined_report_waits_for_the_national_admin) {
  const std::string id = submit_and_verify();
  BOOST_TEST(
      command(id, "decline", R"({"reason":"Bukan wewenang kami.","proposed":"kota-33.74"})", coordinator).status() ==
      200);
  BOOST_TEST(waiting(admin) == id);
  BOOST_TEST(waiting(coordinator) == "");
}

BOOST_AUTO_TEST_CASE(a_held_report_waits_for_its_reporter) {
  const std::string id = submit();
  BOOST_TEST(command(id, "hold", R"({"reason":"incomplete","question":"Di mana?"})", admin).status() == 200);
  BOOST_TEST(waiting(admin) == "");
  BOOST_TEST(waiting(reporter) == id);
  BOOST_TEST(waiting({"reporter_2", {}}) == "");
}

BOOST_AUTO_TEST_CASE(what_is_due_next_comes_first_with_its_working_hours_left) {
  // Friday 9:00. The verified one is due in five working days, the other in three.
  const std::string later = submit_and_verify();
  const std::string sooner = submit(R"(,"institution":"kota-35.78")");
  BOOST_TEST(waiting(coordinator) == sooner + " " + later);
  const auto items = work(coordinator).body.at("items").as_array();
  BOOST_TEST(items.at(0).at("working_hours_left").to_number<double>() == 7.0 + 3 * 8);
  BOOST_TEST(items.at(1).at("working_hours_left").to_number<double>() == 7.0 + 5 * 8);
}

BOOST_AUTO_TEST_CASE(behind_the_deadline_the_time_left_is_negative) {
  submit();
  advance("2026-11-26T10:30:00+07:00");
  BOOST_TEST(work(admin).body.at("items").at(0).at("working_hours_left").to_number<double>() == -2.5);
}

BOOST_AUTO_TEST_CASE(what_escalates_reaches_the_admin_at_level_two_and_the_supervisor_at_level_three) {
  const std::string id = submit_and_verify();
  advance("2026-11-28T00:00:00+07:00");
  BOOST_TEST(waiting(admin) == "");
  advance("2026-12-05T00:00:00+07:00");
  BOOST_TEST(waiting(admin) == id);
  BOOST_TEST(waiting({"supervisor", {}}) == "");
  advance("2026-12-12T00:00:00+07:00");
  BOOST_TEST(waiting(admin) == id);
  BOOST_TEST(waiting({"supervisor", {}}) == id);
}

BOOST_AUTO_TEST_CASE(it_narrows_counts_and_pages_like_any_list) {
  for (int i = 0; i < 3; ++i) submit();
  const Answer first = work(admin, "limit=2&facets=state&channel=web,api");
  BOOST_TEST(first.at("total") == "3");
  BOOST_TEST(first.at("facets.state") == R"({"awaiting_verification":3})");
  BOOST_TEST(
      work(admin, "limit=2&channel=web,api&cursor=" + first.at("next_cursor")).body.at("items").as_array().size() ==
      1u);
  BOOST_TEST(list("limit=2&channel=web,api&sort=due&cursor=" + first.at("next_cursor"), admin).status() == 400);
}

BOOST_AUTO_TEST_CASE(it_is_never_answered_with_not_modified_because_time_passes) {
  submit();
  BOOST_TEST(work(admin).header("ETag") == "");
}

BOOST_AUTO_TEST_CASE(whoever_does_not_act_on_reports_has_none) {
  for (const char* other : {"", "auditor", "gateway", "clerk"}) {
    const Answer answer = work({other, {}});
    BOOST_TEST(answer.status() == 403, other);
    BOOST_TEST(answer.problem() == "not-permitted");
  }
}

BOOST_AUTO_TEST_CASE(open_and_missed_deadlines_are_metrics) {
  submit();
  submit_and_verify();
  closed();
  list("", {"national_admin", {}});
  const auto metrics = [&] { return get("/metrics", {"", {}}).response.body; };
  BOOST_TEST(metrics().find("\nlapor_deadlines_open 2\n") != std::string::npos);
  BOOST_TEST(metrics().find("\nlapor_deadlines_missed 0\n") != std::string::npos);
  BOOST_TEST(post("/v1/clock", R"({"advance_to":"2026-12-01T00:00:00+07:00"})", {"", {}}).status() == 200);
  BOOST_TEST(metrics().find("\nlapor_deadlines_open 2\n") != std::string::npos);
  BOOST_TEST(metrics().find("\nlapor_deadlines_missed 2\n") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(list_formats, ServiceFixture)

BOOST_AUTO_TEST_CASE(a_list_as_csv_shows_what_its_reader_may_see) {
  submit_and_verify(point);
  const Answer answer = list("format=csv", {"", {}});
  BOOST_TEST(answer.response.content_type == "text/csv; charset=utf-8");
  const std::string& body = answer.response.body;
  BOOST_TEST(body.starts_with("id,state,label_id,title,text,classification,category,tags,institution,"));
  BOOST_TEST(
      body.find("1000001,awaiting_follow_up,Belum Ditindaklanjuti,Jalan berlubang di Gubeng,Lubang besar di jalan.,") !=
      std::string::npos);
  BOOST_TEST(body.find(",-7.261,112.753,") != std::string::npos);
  BOOST_TEST(body.find("Lubang besar di depan rumah saya") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_list_as_geojson_has_the_rounded_points_for_the_public) {
  submit_and_verify(point);
  submit_and_verify();
  const Answer answer = list("", {"", {{"accept", "application/geo+json"}}});
  BOOST_TEST(answer.response.content_type == "application/geo+json");
  const auto& features = answer.body.at("features").as_array();
  BOOST_REQUIRE(features.size() == 1u);
  BOOST_TEST(json::serialize(features.at(0).at("geometry").at("coordinates")) == "[1.12753E2,-7.261E0]");
  BOOST_TEST(features.at(0).at("properties").at("id").as_int64() == 1000001);
}

BOOST_AUTO_TEST_CASE(each_format_has_its_own_tag) {
  submit_and_verify();
  const std::string tag = list("format=ndjson&limit=9", {"", {}}).header("ETag");
  BOOST_TEST(list("format=ndjson&limit=9", {"", {{"if-none-match", tag}}}).status() == 304);
  BOOST_TEST(list("format=csv&limit=9", {"", {{"if-none-match", tag}}}).status() == 200);
}

BOOST_AUTO_TEST_CASE(without_a_limit_a_table_is_the_whole_list_and_with_one_a_page) {
  for (int i = 0; i < 401; ++i) submit();
  const auto lines = [&](const std::string& query) {
    return std::ranges::count(list(query, {"national_admin", {}}).response.body, '\n');
  };
  BOOST_TEST(lines("format=csv") == 402);
  BOOST_TEST(lines("format=ndjson&sort=oldest") == 401);
  BOOST_TEST(lines("format=csv&limit=7") == 8);
}

BOOST_AUTO_TEST_SUITE_END()
