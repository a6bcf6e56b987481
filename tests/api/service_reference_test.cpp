#include "service_fixture.hpp"

using namespace lapor;
using namespace lapor::api;
using namespace lapor::api::testing;

namespace {

/// The item of a list whose member `key` is `value`, as text.
std::string item(const Answer& answer, std::string_view key, std::string_view value) {
  for (const auto& each : answer.body.at("items").as_array())
    if (each.at(key) == json::string(value)) return json::serialize(each);
  return "no such item";
}

/// One member of every item, with blanks between.
std::string all_of(const Answer& answer, std::string_view key) {
  std::string list;
  for (const auto& each : answer.body.at("items").as_array())
    list += (list.empty() ? "" : " ") + std::string(each.at(key).as_string());
  return list;
}

constexpr auto resources =
    std::to_array<const char*>({"/v1/institutions", "/v1/categories", "/v1/regions", "/v1/calendar?year=2026",
                                "/v1/policies", "/v1/retention/schedule"});

}  // namespace

BOOST_FIXTURE_TEST_SUITE(reference, ServiceFixture)

BOOST_AUTO_TEST_CASE(institutions_and_units_say_what_they_are_and_whom_they_are_below) {
  const Answer answer = get("/v1/institutions", anybody);
  BOOST_TEST(answer.at("version") == "0");
  BOOST_TEST(item(answer, "slug", "kota-35.78") ==
             R"({"slug":"kota-35.78","name":"Pemerintah Kota Surabaya","abbreviation":"Pemkot Surabaya","kind":"kota",)"
             R"("parent":null,"zone":"WIB","region":"35.78","closed":false,"successor":null})");
  BOOST_TEST(item(answer, "slug", "kota-35.78/dishub") ==
             R"({"slug":"kota-35.78/dishub","name":"Dinas Perhubungan","abbreviation":null,"kind":"dinas",)"
             R"("parent":"kota-35.78","zone":"WIB","region":null,"closed":false,"successor":null})");
  BOOST_TEST(answer.body.at("items").as_array().size() == rules().institutions.all().size());
}

BOOST_AUTO_TEST_CASE(categories_come_in_order_each_with_the_one_above_it) {
  const Answer answer = get("/v1/categories", anybody);
  BOOST_TEST(all_of(answer, "code") == "kebersihan perhubungan perhubungan/jalan");
  BOOST_TEST(item(answer, "code", "perhubungan/jalan") ==
             R"({"code":"perhubungan/jalan","label":"Jalan","parent":"perhubungan","closed":false,"successor":null})");
}

BOOST_AUTO_TEST_CASE(regions_are_the_provinces_or_a_level_or_what_lies_in_one) {
  BOOST_TEST(all_of(get("/v1/regions", anybody), "code") == "35 91");
  BOOST_TEST(all_of(get("/v1/regions?level=regency", anybody), "code") == "35.78");
  BOOST_TEST(all_of(get("/v1/regions?parent=35", anybody), "code") == "35.78");
  BOOST_TEST(all_of(get("/v1/regions?parent=35.78", anybody), "code") == "35.78.08");
  BOOST_TEST(all_of(get("/v1/regions?parent=35&level=district", anybody), "code") == "35.78.08");
  BOOST_TEST(all_of(get("/v1/regions?parent=91", anybody), "code") == "");
  BOOST_TEST(all_of(get("/v1/regions?parent=35.78.08", anybody), "code") == "");
}

BOOST_AUTO_TEST_CASE(a_region_has_its_zone_and_where_the_data_know_it_the_point_of_its_name) {
  BOOST_TEST(item(get("/v1/regions?level=regency", anybody), "code", "35.78") ==
             R"({"code":"35.78","name":"Kota Surabaya","level":"regency","parent":"35","zone":"WIB",)"
             R"("lat":-7.27E0,"lng":1.1272E2})");
  BOOST_TEST(item(get("/v1/regions?level=district", anybody), "code", "35.78.08") ==
             R"({"code":"35.78.08","name":"Gubeng","level":"district","parent":"35.78","zone":"WIB",)"
             R"("lat":null,"lng":null})");
}

BOOST_AUTO_TEST_CASE(the_calendar_of_a_year_names_its_decree_and_every_closed_day) {
  const Answer answer = get("/v1/calendar?year=2026", anybody);
  BOOST_TEST(answer.response.body ==
             R"({"year":2026,"decreed":true,"decree":"SKB for 2026","days":[)"
             R"({"date":"2026-01-01","name":"Tahun Baru Masehi","kind":"public_holiday"},)"
             R"({"date":"2026-03-20","name":"Cuti Bersama Nyepi","kind":"collective_leave"}],"version":0})");
  BOOST_TEST(get("/v1/calendar", anybody).at("year") == "2026");  // it is November of that year
}

BOOST_AUTO_TEST_CASE(a_year_without_a_decree_has_no_days) {
  BOOST_TEST(get("/v1/calendar?year=2031", anybody).response.body ==
             R"({"year":2031,"decreed":false,"decree":null,"days":[],"version":0})");
}

BOOST_AUTO_TEST_CASE(policies_have_every_limit_of_the_law) {
  const Answer answer = get("/v1/policies", anybody);
  BOOST_TEST(item(answer, "effective_from", "2019-01-01") ==
             R"({"effective_from":"2019-01-01","verification":3,"completion":10,"follow_up":5,"reassignment":3,)"
             R"("auto_close":10,"reopen_window":10,"appeal_window":10,"resolve_information_request":5,)"
             R"("resolve_aspiration":5,"resolve_complaint":14,"resolve_supervised_complaint":60,)"
             R"("escalation":[5,10],"office_hours":[8,16]})");
}

BOOST_AUTO_TEST_CASE(the_retention_schedule_names_those_with_periods_of_their_own) {
  BOOST_TEST(get("/v1/retention/schedule", anybody).response.body ==
             R"({"items":[{"effective_from":"2019-01-01","years":5,)"
             R"("own":[{"institution":"kota-35.78/dlh","years":2}]}],"version":0})");
}

BOOST_AUTO_TEST_CASE(everybody_reads_the_same_and_may_keep_it_for_a_minute) {
  for (const char* path : resources) {
    const Answer first = get(path, anybody);
    BOOST_TEST(first.status() == 200, path);
    BOOST_TEST(first.header("Cache-Control") == "public, max-age=60", path);
    BOOST_TEST(get(path, {"officer:kota-35.78", {}}).response.body == first.response.body, path);
  }
}

BOOST_AUTO_TEST_CASE(who_has_it_already_is_told_so) {
  for (const char* path : resources) {
    const std::string etag = get(path, anybody).header("ETag");
    const Answer again = get(path, {"", {{"if-none-match", etag}}});
    BOOST_TEST(again.status() == 304, path);
    BOOST_TEST(again.response.body.empty(), path);
    BOOST_TEST(again.header("ETag") == etag, path);
    BOOST_TEST(get(path, {"", {{"if-none-match", "\"older\""}}}).status() == 200, path);
  }
}

BOOST_AUTO_TEST_CASE(another_rulebook_has_another_tag) {
  const std::string before = ReferencePages(rules()).etag();
  BOOST_TEST(ReferencePages(rules()).etag() == before);
  Rulebook next = rules();
  next.version = Version{1};
  BOOST_TEST(ReferencePages(next).etag() != before);
  HolidayDecrees decrees = rules().decrees;
  decrees.at(2026).days.front().name = "Tahun Baru";
  Rulebook changed = rules();
  changed.decrees = decrees;
  BOOST_TEST(ReferencePages(changed).etag() != before);
}

BOOST_AUTO_TEST_CASE(what_no_reference_has_is_refused) {
  const auto problem_of = [&](const std::string& path) { return get(path, anybody).problem(); };
  BOOST_TEST(problem_of("/v1/institutions?kind=kota") == "unknown-parameter");
  BOOST_TEST(problem_of("/v1/regions?parent=99") == "invalid-parameter");
  BOOST_TEST(problem_of("/v1/regions?level=village") == "invalid-parameter");
  BOOST_TEST(problem_of("/v1/calendar?year=26") == "invalid-parameter");
  BOOST_TEST(problem_of("/v1/calendar?year=-202") == "invalid-parameter");
}

BOOST_AUTO_TEST_CASE(the_clock_is_told_to_everybody_and_never_kept) {
  const Answer answer = get("/v1/clock", anybody);
  BOOST_TEST(answer.response.body == R"({"now":"2026-11-20T09:00:00+07:00","simulated":true})");
  BOOST_TEST(answer.header("Cache-Control") == "no-store");
}

BOOST_AUTO_TEST_SUITE_END()
