#include "service_fixture.hpp"

using namespace lapor;
using namespace lapor::api;
using namespace lapor::api::testing;

namespace {

const Ask reporter{"reporter", {}};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(lists, ServiceFixture)

BOOST_AUTO_TEST_CASE(a_list_reads_the_callers_own_write) {
  const std::string id = submit();
  BOOST_TEST(ids("", admin) == id);
  BOOST_TEST(ids("", reporter) == id);
  BOOST_TEST(ids("", anybody) == "");
  BOOST_TEST(ids("", {"reporter_2", {}}) == "");
}

BOOST_AUTO_TEST_CASE(an_item_has_the_members_of_the_page_as_far_as_its_reader_may_see_them) {
  const std::string id =
      submit_and_verify(R"(,"place":{"region":"35.78","address":"Jl. Gubeng 1","lat":-7.26123,"lng":112.75321})");
  const auto item = list("", anybody).body.at("items").at(0).as_object();
  BOOST_TEST(item.at("title").as_string() == "Jalan berlubang di Gubeng");
  BOOST_TEST(item.at("state").as_string() == "awaiting_follow_up");
  BOOST_TEST(item.at("institution").as_string() == "kota-35.78");
  BOOST_TEST(json::serialize(item.at("place")) == R"({"region":"35.78","lat":-7.261E0,"lng":1.12753E2})");
  BOOST_TEST(!item.contains("anonymous"));
  BOOST_TEST(!item.contains("original"));
  const auto own = list("", reporter).body.at("items").at(0).as_object();
  BOOST_TEST(own.at("place").at("address").as_string() == "Jl. Gubeng 1");
  BOOST_TEST(own.contains("anonymous"));
}

BOOST_AUTO_TEST_CASE(own_reports_are_those_that_the_caller_has_filed_whatever_others_may_see_of_them) {
  const std::string waiting = submit();
  const std::string hidden = submit_and_verify(R"(,"confidential":true)");
  submit("", {"reporter_2", {}});
  BOOST_TEST(ids("own=true", reporter) == hidden + " " + waiting);
  BOOST_TEST(ids("own=true&state=awaiting_verification", reporter) == waiting);
  BOOST_TEST(ids("own=true", admin) == "");
  BOOST_TEST(ids("own=true", anybody) == "");
}

BOOST_AUTO_TEST_CASE(a_page_of_own_reports_goes_on_among_own_reports_only) {
  submit();
  const std::string second = submit();
  const Answer first = list("own=true&limit=1", reporter);
  const std::string cursor(first.body.at("next_cursor").as_string());
  BOOST_TEST(list("own=true&limit=1&cursor=" + cursor, reporter).status() == 200);
  BOOST_TEST(list("limit=1&cursor=" + cursor, reporter).problem() == "invalid-parameter");
  BOOST_TEST(list("own=yes", reporter).problem() == "invalid-parameter");
}

BOOST_AUTO_TEST_CASE(a_long_text_is_cut_between_characters) {
  std::string text;
  for (int i = 0; i < 250; ++i) text += "é";
  post("/v1/reports", R"({"title":"a","occurred_on":"2026-11-18","text":")" + text + R"("})", reporter);
  const auto answer = list("", reporter);
  const std::string shown(answer.body.at("items").at(0).at("text").as_string());
  BOOST_TEST(shown == text.substr(0, 400) + "…");
}

BOOST_AUTO_TEST_CASE(counts_never_betray_what_the_caller_may_not_see) {
  submit();
  submit_and_verify(R"(,"confidential":true)");
  submit_and_verify();
  const std::string query = "facets=state,institution,category,channel,late,tag,region";
  const Answer open = list(query, anybody);
  BOOST_TEST(open.at("total") == "1");
  BOOST_TEST(open.at("facets.state") == R"({"awaiting_follow_up":1})");
  BOOST_TEST(open.at("facets.institution") == R"({"kota-35.78":1})");
  BOOST_TEST(open.at("facets.category") == R"({"perhubungan":1,"perhubungan/jalan":1})");
  const Answer all = list(query, admin);
  BOOST_TEST(all.at("total") == "3");
  BOOST_TEST(all.at("facets.state") == R"({"awaiting_follow_up":2,"awaiting_verification":1})");
  const Answer auditor = list(query, {"auditor", {}});
  BOOST_TEST(auditor.at("total") == "3");
  BOOST_TEST(auditor.at("facets.tag") == R"({"jalan":1})");
  BOOST_TEST(list("tag=jalan", {"auditor", {}}).at("total") == "1");
  BOOST_TEST(list("", {"officer:kota-35.78", {}}).at("total") == "2");
  BOOST_TEST(list("", {"officer:kota-33.74", {}}).at("total") == "1");
}

BOOST_AUTO_TEST_CASE(conditions_narrow_together) {
  const std::string waiting = submit();
  const std::string handled = in_progress();
  BOOST_TEST(ids("state=in_progress", admin) == handled);
  BOOST_TEST(ids("state=in_progress,awaiting_verification", admin) == handled + " " + waiting);
  BOOST_TEST(ids("state=in_progress&state=awaiting_verification&sort=oldest", admin) == waiting + " " + handled);
  BOOST_TEST(ids("category=perhubungan", admin) == handled + " " + waiting);
  BOOST_TEST(ids("category=perhubungan/jalan", admin) == handled);
  BOOST_TEST(ids("category=perhubungan%2Fjalan&state=closed", admin) == "");
  BOOST_TEST(ids("from=2026-11-20&to=2026-11-20", admin) == handled + " " + waiting);
  BOOST_TEST(ids("from=2026-11-21", admin) == "");
  BOOST_TEST(ids("to=2026-11-19", admin) == "");
  BOOST_TEST(ids("late=false&institution=kota-35.78", admin) == handled);
}

BOOST_AUTO_TEST_CASE(what_becomes_late_is_found_as_late_and_ordered_by_its_due_instant) {
  const std::string first = submit();
  const std::string second = submit_and_verify();
  BOOST_TEST(ids("sort=due", admin) == first + " " + second);
  BOOST_TEST(ids("late=true", admin) == "");
  BOOST_TEST(post("/v1/clock", R"({"advance_to":"2026-11-26T00:00:00+07:00"})", {}).status() == 200);
  BOOST_TEST(get("/v1/reports?late=true", admin).at("total") == "1");
  BOOST_TEST(ids("late=true", admin) == first);
}

BOOST_AUTO_TEST_CASE(what_people_support_most_comes_first) {
  const std::string first = submit_and_verify();
  const std::string second = submit_and_verify();
  BOOST_TEST(command(first, "supports", "", {"reporter_2", {}}).status() == 201);
  BOOST_TEST(ids("sort=supports", anybody) == first + " " + second);
  BOOST_TEST(list("sort=supports", anybody).body.at("items").at(0).at("supports").as_int64() == 1);
}

BOOST_AUTO_TEST_CASE(pages_follow_each_other_whatever_arrives_meanwhile) {
  std::vector<std::string> filed;
  for (int i = 0; i < 5; ++i) filed.push_back(submit());
  const Answer first = list("limit=2", admin);
  BOOST_TEST(first.at("total") == "5");
  submit();
  const Answer second = list("limit=2&cursor=" + first.at("next_cursor"), admin);
  BOOST_TEST(second.body.at("items").at(0).at("id").to_number<std::uint64_t>() == std::stoull(filed[2]));
  const Answer third = list("limit=2&cursor=" + second.at("next_cursor"), admin);
  BOOST_TEST(third.body.at("items").as_array().size() == 1u);
  BOOST_TEST(third.at("next_cursor") == "null");
}

BOOST_AUTO_TEST_CASE(a_wrong_parameter_is_named) {
  submit();
  submit();
  const std::string cursor = list("limit=1", admin).at("next_cursor");
  const std::vector<std::pair<std::string, std::string>> wrong{
      {"state=open", "state"},
      {"state=", "state"},
      {"state=none", "state"},
      {"institution=nowhere", "institution"},
      {"region=99", "region"},
      {"category=x", "category"},
      {"tag=", "tag"},
      {"late=maybe", "late"},
      {"from=2026-02-30", "from"},
      {"from=2026-11-20&to=2026-11-19", "to"},
      {"bbox=1,2,3", "bbox"},
      {"bbox=a,b,c,d", "bbox"},
      {"bbox=1,2,3,4,5", "bbox"},
      {"bbox=113,-8,112,-7", "bbox"},
      {"bbox=nan,nan,nan,nan", "bbox"},
      {"bbox=112,-8,113,1e999", "bbox"},
      {"sort=best", "sort"},
      {"limit=0", "limit"},
      {"limit=201", "limit"},
      {"limit=-1", "limit"},
      {"limit=1&limit=2", "limit"},
      {"facets=state,colour", "facets"},
      {"cursor=AAAA", "cursor"},
      {"cursor=%00", ""},
      {"cursor=" + cursor + "&state=closed", "cursor"},
      {"cursor=" + cursor + "&sort=oldest", "cursor"},
      {"cursor=A" + cursor.substr(1), cursor.front() == 'A' ? "" : "cursor"},
  };
  for (const auto& [query, parameter] : wrong) {
    const Answer answer = get("/v1/reports?" + query, admin);
    if (query.starts_with("cursor=A" + cursor.substr(1)) && cursor.front() == 'A') continue;
    BOOST_TEST(answer.status() == 400, query);
    BOOST_TEST(answer.problem() == "invalid-parameter", query);
    if (!parameter.empty()) BOOST_TEST(answer.at("field") == parameter, query);
  }
  const Answer unknown = get("/v1/reports?stat=closed", admin);
  BOOST_TEST(unknown.problem() == "unknown-parameter");
  BOOST_TEST(unknown.at("detail").find("Did you mean state?") == 0u);
  std::string many = "tag=a";
  for (int i = 0; i < 60; ++i) many += ",a";
  BOOST_TEST(get("/v1/reports?" + many, admin).at("field") == "tag");
}

BOOST_AUTO_TEST_CASE(a_list_that_the_client_has_is_answered_304_until_something_is_recorded) {
  submit();
  const Answer first = list("", admin);
  const Ask again{"national_admin", {{"if-none-match", first.header("ETag")}}};
  BOOST_TEST(list("", again).status() == 304);
  submit();
  BOOST_TEST(list("", again).status() == 200);
}

BOOST_AUTO_TEST_CASE(a_position_that_is_not_there_yet_is_answered_503_with_what_is_missing) {
  submit();
  BOOST_TEST(list("", admin).status() == 200);
  const Answer answer = get("/v1/reports", {"national_admin", {{"lapor-position", "9"}}});
  BOOST_TEST(answer.status() == 503);
  BOOST_TEST(
      answer.at("detail") ==
      "The view reports stands at position 1, you asked for 9; ask again, or with Prefer: wait=SECONDS for longer.");
  BOOST_TEST(get("/v1/reports", {"national_admin", {{"lapor-position", "-1"}}}).problem() == "malformed-header");
}

BOOST_AUTO_TEST_CASE(readiness_and_metrics_tell_of_the_view) {
  submit();
  BOOST_TEST(list("", admin).status() == 200);
  const Answer ready = get("/readyz", {});
  BOOST_TEST(ready.status() == 200);
  BOOST_TEST(json::serialize(ready.body.at("checks").at(2)) == R"({"name":"view reports","ok":true,"detail":null})");
  const Answer metrics = get("/metrics", {});
  BOOST_TEST(metrics.response.body.find("lapor_projection_position{projection=\"reports\"} 1\n") != std::string::npos);
  BOOST_TEST(metrics.response.body.find("lapor_projection_records_behind{projection=\"reports\"} 0\n") !=
             std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_table_with_a_limit_names_its_next_page) {
  for (int i = 0; i < 3; ++i) submit_and_verify();
  const Answer first = list("format=csv&limit=2&state=awaiting_follow_up", {"", {}});
  const std::string link = first.header("Link");
  const auto end = link.find(">; rel=\"next\"");
  BOOST_TEST_REQUIRE(end != std::string::npos, link);
  const Answer second = get(link.substr(1, end - 1), {"", {}});
  BOOST_TEST(second.response.body.find("\r\n1000001,") != std::string::npos, second.response.body);
  BOOST_TEST(second.header("Link") == "");
}

BOOST_AUTO_TEST_CASE(a_wrong_value_is_named_with_what_could_stand_there) {
  const Answer wrong = get("/v1/reports?state=closed,bogus", {"", {}});
  BOOST_TEST(wrong.status() == 400);
  BOOST_TEST(wrong.at("detail").find("`bogus` is not known; give some of: ") != std::string::npos, wrong.at("detail"));
  BOOST_TEST(get("/v1/reports?bbox=105,-100,115,95", {"", {}}).at("field") == "bbox");
}

BOOST_AUTO_TEST_SUITE_END()
