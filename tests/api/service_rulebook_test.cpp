#include <thread>

#include "accounts_fixture.hpp"
#include "audit_fixture.hpp"

using namespace lapor;
using namespace lapor::api;
using namespace lapor::api::testing;

namespace {

const Ask coordinator{"coordinator:kota-35.78", {}};
const Ask officer{"officer:kota-35.78", {}};
const Ask unit_officer{"officer:kota-35.78/dishub", {}};

constexpr const char* decree_of_2027 = R"({"year":2027,"decree":"SKB 1/2026","days":[)"
                                       R"({"date":"2027-01-04","name":"Cuti Bersama","kind":"collective_leave"},)"
                                       R"({"date":"2027-01-01","name":"Tahun Baru","kind":"public_holiday"}]})";

constexpr const char* limits =
    R"("verification":2,"completion":10,"follow_up":5,"reassignment":3,"auto_close":10,"reopen_window":10,)"
    R"("appeal_window":10,"escalation":[5,10],"office_hours":[8,16],"resolve_information_request":5,)"
    R"("resolve_aspiration":5,"resolve_complaint":14,"resolve_supervised_complaint":60)";

struct RulebookFixture : AuditFixture {
  Answer change(const std::string& what, const std::string& body, Ask by = admin) {
    return post("/v1/rulebook/" + what, body, by);
  }
  void changed(const std::string& what, const std::string& body, const Ask& by = admin) {
    const Answer answer = change(what, body, by);
    BOOST_REQUIRE_MESSAGE(answer.status() == 200, what << ": " << answer.response.body);
    BOOST_TEST(answer.header("ETag") == '"' + answer.at("version") + '"');
  }
  /// Its problem, with the field that it is about.
  std::string refused(const std::string& what, const std::string& body, const Ask& by = admin) {
    const Answer answer = change(what, body, by);
    BOOST_TEST(answer.status() >= 400, what);
    return answer.problem() + (answer.has("field") ? " " + answer.at("field") : "");
  }
  std::string policy(const std::string& from, const std::string& more = "") {
    return R"({"effective_from":")" + from + "\"," + limits + more + "}";
  }
  /// The names of all events of the history that fits, the newest first.
  std::string history(const std::string& query, const Ask& by = admin) {
    const Answer answer = get("/v1/rulebook/history" + query, by);
    BOOST_REQUIRE_MESSAGE(answer.status() == 200, answer.response.body);
    return kinds(
        std::vector<json::value>(answer.body.at("items").as_array().begin(), answer.body.at("items").as_array().end()));
  }
  std::string templates(const std::string& query, const Ask& by) {
    const Answer answer = get("/v1/answer-templates" + query, by);
    BOOST_REQUIRE_MESSAGE(answer.status() == 200, answer.response.body);
    std::string names;
    for (const auto& item : answer.body.at("items").as_array())
      names += (names.empty() ? "" : " ") + std::string(item.at("name").as_string());
    return names;
  }
  static Ask with(Ask by, const char* name, const char* value) {
    by.headers.emplace_back(name, value);
    return by;
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(service_rulebook, RulebookFixture)

BOOST_AUTO_TEST_CASE(a_change_answers_its_version_and_position) {
  const Answer answer = change("holidays", decree_of_2027);
  BOOST_TEST(answer.status() == 200);
  BOOST_TEST(answer.response.body == R"({"version":1,"position":1})");
  BOOST_TEST(answer.header("ETag") == "\"1\"");
  BOOST_TEST(change("holidays", decree_of_2027).response.body == R"({"version":1,"position":null})");
}

BOOST_AUTO_TEST_CASE(every_change_is_in_force_at_once) {
  changed("institutions", R"({"slug":"kab-91.01","name":"Kabupaten Merauke","kind":"provinsi","region":"91"})");
  changed("institution-names", R"({"slug":"kab-91.01","name":"Pemkab Merauke","abbreviation":"Merauke"})");
  changed("units", R"({"slug":"kab-91.01/dlh","parent":"kab-91.01","name":"DLH Merauke"})");
  changed("categories", R"({"code":"perhubungan/parkir","label":"Parkir"})");
  changed("category-labels", R"({"code":"perhubungan/parkir","label":"Parkir Liar"})");
  changed("holidays", decree_of_2027);
  changed("policies", policy("2026-12-01"));
  changed("retention", R"({"effective_from":"2027-01-01","years":6,"own":[{"institution":"kab-91.01","years":9}]})");
  changed("answer-templates", R"({"name":"Salam","text":"Terima kasih."})");
  changed("answer-template-removals", R"({"name":"Salam"})");
  changed("category-closings", R"({"code":"perhubungan/parkir","reason":"Pindah","successor":"kebersihan"})");
  changed("institution-closings", R"({"slug":"kab-91.01","reason":"Digabung","successor":"prov-91"})");
  const Rulebook& now = rulebooks.now();
  BOOST_TEST(number(now.version) == 12U);
  BOOST_TEST(now.institutions.find("kab-91.01")->name == "Pemkab Merauke");
  BOOST_TEST(now.institutions.closed_at_or_above("kab-91.01/dlh")->closing->successor == "prov-91");
  BOOST_TEST(now.categories.find("perhubungan/parkir")->label == "Parkir Liar");
  BOOST_TEST((now.decrees->at(2027).days.front().date == *parse_iso_date("2027-01-01")));
  BOOST_TEST(now.policies.on(*parse_iso_date("2026-12-01")).verification == 2);
  BOOST_TEST((now.retention->on(*parse_iso_date("2027-01-01")).of("kab-91.01/dlh") == std::chrono::years{9}));
}

BOOST_AUTO_TEST_CASE(the_history_tells_who_changed_what) {
  changed("categories", R"({"code":"kesehatan","label":"Kesehatan"})");
  changed("units", R"({"slug":"kota-35.78/rsud","parent":"kota-35.78","name":"RSUD"})", coordinator);
  changed("holidays", decree_of_2027);
  BOOST_TEST(history("") == "holidays_decreed unit_opened category_opened");
  BOOST_TEST(history("?about=institutions") == "unit_opened");
  BOOST_TEST(history("?about=holidays") == "holidays_decreed");
  BOOST_TEST(history("?about=policies") == "");
  const Answer unit = get("/v1/rulebook/history?about=institutions", officer);
  BOOST_TEST(json::serialize(unit.body.at("items").at(0).at("events")) ==
             R"([{"kind":"unit_opened","slug":"kota-35.78/rsud","parent":"kota-35.78","name":"RSUD"}])");
  BOOST_TEST(unit.body.at("items").at(0).at("by").at("role").as_string() == "coordinator");
  BOOST_TEST(unit.body.at("items").at(0).at("at").as_string() == "2026-11-20T09:00:00+07:00");
}

BOOST_AUTO_TEST_CASE(the_history_comes_page_by_page) {
  for (const char* code : {"a", "b", "c", "d", "e"})
    changed("categories", R"({"code":")" + std::string(code) + R"(","label":"X"})");
  changed("holidays", decree_of_2027);
  std::string seen;
  std::string query = "?about=categories&limit=2";
  for (int pages = 0; pages < 5; ++pages) {
    const Answer page = get("/v1/rulebook/history" + query, admin);
    for (const auto& item : page.body.at("items").as_array())
      seen += std::string(item.at("events").at(0).at("code").as_string());
    if (page.body.at("next_cursor").is_null()) break;
    query = "?about=categories&limit=2&cursor=" + page.at("next_cursor");
  }
  BOOST_TEST(seen == "edcba");
  BOOST_TEST(get("/v1/rulebook/history?about=x", admin).at("field") == "about");
  BOOST_TEST(get("/v1/rulebook/history?limit=201", admin).at("field") == "limit");
  BOOST_TEST(get("/v1/rulebook/history?cursor=x", admin).at("field") == "cursor");
  BOOST_TEST(get("/v1/rulebook/history?page=2", admin).problem() == "unknown-parameter");
}

BOOST_AUTO_TEST_CASE(history_and_templates_are_for_staff) {
  for (const char* path : {"/v1/rulebook/history", "/v1/answer-templates"}) {
    BOOST_TEST(get(path, anybody).problem() == "sign-in-needed");
    BOOST_TEST(get(path, {"reporter", {}}).problem() == "not-permitted");
    for (const char* role : {"officer:kota-35.78", "auditor", "supervisor", "national_admin"})
      BOOST_TEST(get(path, {role, {}}).status() == 200, role);
  }
}

BOOST_AUTO_TEST_CASE(a_desk_sees_its_templates_those_above_and_everybodys) {
  changed("answer-templates", R"({"name":"Semua","text":"Terima kasih."})");
  changed("answer-templates", R"({"institution":"kota-35.78","name":"Kota","text":"Terima kasih."})", coordinator);
  changed("answer-templates", R"({"institution":"kota-35.78/dishub","name":"Dinas","text":"Terima kasih."})",
          coordinator);
  BOOST_TEST(templates("", unit_officer) == "Dinas Kota Semua");
  BOOST_TEST(templates("", officer) == "Kota Semua");
  BOOST_TEST(templates("", admin) == "Semua");
  BOOST_TEST(templates("?institution=kota-35.78/dishub", admin) == "Dinas Kota Semua");
  BOOST_TEST(get("/v1/answer-templates?institution=x", admin).at("field") == "institution");
  changed("answer-template-removals", R"({"institution":"kota-35.78","name":"Kota"})", coordinator);
  BOOST_TEST(templates("", unit_officer) == "Dinas Semua");
}

BOOST_AUTO_TEST_CASE(if_match_names_the_rulebooks_version) {
  changed("holidays", decree_of_2027);
  const std::string category = R"({"code":"kesehatan","label":"Kesehatan"})";
  const Answer stale = change("categories", category, with(admin, "if-match", "\"0\""));
  BOOST_TEST(stale.status() == 412);
  BOOST_TEST(stale.problem() == "stale-version");
  BOOST_TEST(stale.header("ETag") == "\"1\"");
  BOOST_TEST(change("categories", category, with(admin, "if-match", "\"1\"")).at("version") == "2");
}

BOOST_AUTO_TEST_CASE(a_repeated_change_is_made_once) {
  const Ask keyed = with(admin, "idempotency-key", "first");
  const std::string body = R"({"code":"kesehatan","label":"Kesehatan"})";
  const Answer first = change("categories", body, keyed);
  changed("category-labels", R"({"code":"kesehatan","label":"Sehat"})");
  BOOST_TEST(change("categories", body, keyed).response.body == first.response.body);
  BOOST_TEST(change("holidays", decree_of_2027, keyed).problem() == "request-key-reused");
  BOOST_TEST(number(rulebooks.now().version) == 2U);
}

BOOST_AUTO_TEST_CASE(roles_change_what_is_theirs) {
  BOOST_TEST(refused("holidays", decree_of_2027, anybody) == "sign-in-needed");
  for (const char* role : {"reporter", "officer:kota-35.78", "auditor", "supervisor", "coordinator:kota-35.78"})
    BOOST_TEST(change("holidays", decree_of_2027, {role, {}}).status() == 403, role);
  const std::string unit = R"({"slug":"kota-35.78/rsud","parent":"kota-35.78","name":"RSUD"})";
  BOOST_TEST(refused("units", unit, {"coordinator:kota-33.74", {}}) == "not-permitted");
  changed("units", unit, coordinator);
  const Ask reading = key("national_admin", R"(["read"])");
  static_cast<void>(get("/v1/reports?limit=1", reading));
  BOOST_TEST(refused("holidays", decree_of_2027, reading) == "out-of-scope");
  changed("holidays", decree_of_2027, key("national_admin", R"(["administer"])"));
}

BOOST_AUTO_TEST_CASE(bodies_are_read_strictly) {
  BOOST_TEST(refused("holidays", R"({"year":2027,"decree":"SKB"})") == "missing-field days");
  BOOST_TEST(refused("holidays", R"({"year":2027,"decree":"SKB","days":[],"more":1})") == "unknown-field more");
  BOOST_TEST(refused("holidays", R"({"year":2027,"decree":"SKB","days":[{"date":"2027-01-01","name":"X"}]})") ==
             "missing-field days.kind");
  BOOST_TEST(refused("holidays", R"({"year":2027,"decree":"SKB","days":["2027-01-01"]})") == "wrong-type days");
  BOOST_TEST(refused("holidays", R"({"year":"2027","decree":"SKB","days":[]})") == "wrong-type year");
  BOOST_TEST(refused("policies", R"({"effective_from":"2027-01-01"})") == "missing-field verification");
  BOOST_TEST(refused("policies", policy("2027-01-01", R"(,"courtesy":1)")) == "unknown-field courtesy");
  BOOST_TEST(refused("retention", R"({"effective_from":"2027-01-01","years":0})") == "invalid-value years");
  BOOST_TEST(refused("retention",
                     R"({"effective_from":"2027-01-01","years":5,"own":[)"
                     R"({"institution":"kota-35.78","years":1},{"institution":"kota-35.78","years":2}]})") ==
             "invalid-value own.institution");
  std::string reversed = policy("2027-01-01");
  reversed.replace(reversed.find("[8,16]"), 6, "[16,8]");
  BOOST_TEST(refused("policies", reversed) == "invalid-value office_hours");
}

BOOST_AUTO_TEST_CASE(refusals_name_the_field) {
  BOOST_TEST(refused("holidays", R"({"year":2025,"decree":"SKB","days":[]})") == "date-out-of-range year");
  BOOST_TEST(refused("policies", policy("2026-11-20")) == "date-out-of-range effective_from");
  BOOST_TEST(refused("categories", R"({"code":"kebersihan","label":"Lain"})") == "code-taken code");
  BOOST_TEST(refused("units", R"({"slug":"x/a","parent":"x","name":"A"})") == "unknown-code parent");
  BOOST_TEST(refused("institutions", R"({"slug":"X","name":"A","kind":"kementerian"})") == "invalid-value slug");
}

BOOST_AUTO_TEST_CASE(a_name_has_no_characters_that_nobody_sees) {
  for (const char* unseen : {"\u200b", "\u202e", "\u2066", "\ufeff"})
    BOOST_TEST(refused("units", R"({"slug":"kota-35.78/tiru","parent":"kota-35.78","name":"Pemkot)" +
                                    std::string(unseen) + R"("})") == "invalid-value name");
  changed("units", R"({"slug":"kota-35.78/asli","parent":"kota-35.78","name":"Dinas “Anak” – Ibu"})");
}

BOOST_AUTO_TEST_CASE(what_waits_for_a_closed_institution_is_verified_by_the_national_admin) {
  const std::string report = submit(R"(,"institution":"kota-35.78")");
  BOOST_TEST(command(report, "hold", R"({"reason":"unclear","question":"Di mana?"})", admin).status() == 403);
  changed("institution-closings", R"({"slug":"kota-35.78","reason":"Digabung."})");
  BOOST_TEST(command(report, "hold", R"({"reason":"unclear","question":"Di mana?"})", admin).status() == 200);
}

BOOST_AUTO_TEST_CASE(what_everybody_reads_for_ever_has_nobodys_number) {
  BOOST_TEST(refused("answer-templates", R"({"name":"Salam","text":"NIK 3578010101900001"})") == "invalid-value text");
  changed("answer-templates", R"({"name":"Salam","text":"Hubungi 031-5312144."})");
}

BOOST_AUTO_TEST_CASE(a_closed_institution_takes_no_new_reports_and_keeps_its_own) {
  const std::string old = submit_and_verify();
  changed("institution-closings", R"({"slug":"kota-35.78","reason":"Digabung","successor":"kota-33.74"})");
  const Answer answer = post("/v1/reports",
                             R"({"title":"Lampu padam","text":"Sejak kemarin.","occurred_on":"2026-11-19",)"
                             R"("institution":"kota-35.78"})",
                             {"reporter", {}});
  BOOST_TEST(answer.status() == 409);
  BOOST_TEST(answer.problem() == "institution-closed");
  BOOST_TEST(command(old, "follow-ups", R"({"text":"Sudah diperbaiki."})", officer).status() == 201);
  BOOST_TEST(ids("institution=kota-35.78", anybody) == old);
}

BOOST_AUTO_TEST_CASE(a_new_unit_takes_reports_that_count_for_its_institution) {
  changed("units", R"({"slug":"kota-35.78/rsud","parent":"kota-35.78","name":"RSUD"})", coordinator);
  const std::string report = submit_and_verify();
  BOOST_TEST(command(report, "forwarding", R"({"to":"kota-35.78/rsud"})", coordinator).status() == 200);
  BOOST_TEST(ids("unit=kota-35.78/rsud", anybody) == report);
  BOOST_TEST(ids("institution=kota-35.78", anybody) == report);
  BOOST_TEST(page(report, anybody).at("institution_name") == "Pemerintah Kota Surabaya");
}

BOOST_AUTO_TEST_CASE(deadlines_are_accounted_for_by_the_rulebook_that_set_them) {
  clock.move_to(*parse_rfc3339("2026-12-30T09:00:00+07:00"));
  submit();
  changed("holidays", decree_of_2027);
  submit();
  const auto read = lines("deadlines");
  BOOST_TEST_REQUIRE(read.size() == 2U);
  BOOST_TEST(read[0].at("due").as_string() == "2027-01-05T00:00:00+07:00");
  BOOST_TEST(read[0].at("calendar").at("due").as_string() == "2027-01-05T00:00:00+07:00");
  BOOST_TEST(read[0].at("calendar").at("decreed").as_bool() == false);
  BOOST_TEST(read[1].at("due").as_string() == "2027-01-07T00:00:00+07:00");
  BOOST_TEST(read[1].at("calendar").at("due").as_string() == "2027-01-07T00:00:00+07:00");
  BOOST_TEST(read[1].at("calendar").at("decreed").as_bool());
}

BOOST_AUTO_TEST_CASE(everybody_reads_the_rulebook_as_it_stands_now) {
  const Answer before = get("/v1/institutions", anybody);
  changed("institution-closings", R"({"slug":"kota-35.78","reason":"Digabung","successor":"kota-33.74"})");
  changed("category-closings", R"({"code":"perhubungan","reason":"Pindah","successor":"kebersihan"})");
  changed("holidays", decree_of_2027);
  const Answer after = get("/v1/institutions", anybody);
  BOOST_TEST(before.at("version") == "0");
  BOOST_TEST(after.at("version") == "3");
  BOOST_TEST(after.header("ETag") != before.header("ETag"));
  for (const auto& item : after.body.at("items").as_array()) {
    const bool ends = std::string_view(item.at("slug").as_string()).starts_with("kota-35.78");
    BOOST_TEST(item.at("closed").as_bool() == ends);
    BOOST_TEST(json::serialize(item.at("successor")) == (ends ? "\"kota-33.74\"" : "null"));
  }
  const Answer categories = get("/v1/categories", anybody);
  for (const auto& item : categories.body.at("items").as_array())
    BOOST_TEST(item.at("closed").as_bool() == std::string_view(item.at("code").as_string()).starts_with("perhubungan"));
  const Answer calendar = get("/v1/calendar?year=2027", anybody);
  BOOST_TEST(calendar.at("decree") == "SKB 1/2026");
  BOOST_TEST(calendar.body.at("days").as_array().size() == 2U);
}

BOOST_AUTO_TEST_CASE(a_page_has_the_names_of_the_moment) {
  const std::string report = submit_and_verify();
  BOOST_TEST(page(report, anybody).at("institution_name") == "Pemerintah Kota Surabaya");
  changed("institution-names", R"({"slug":"kota-35.78","name":"Kota Pahlawan"})");
  BOOST_TEST(page(report, anybody).at("institution_name") == "Kota Pahlawan");
}

BOOST_AUTO_TEST_CASE(auditors_read_the_rulebooks_records) {
  submit();
  changed("holidays", decree_of_2027);
  submit();
  BOOST_TEST(all(lines("records?stream=rulebook"), "stream") == "rulebook/1");
  BOOST_TEST(kinds(lines("records?kind=holidays_decreed")) == "holidays_decreed");
  BOOST_TEST(all(lines("records?kind=report_submitted"), "rulebook") == "0 1");
}

BOOST_AUTO_TEST_CASE(views_made_anew_tell_the_same) {
  closed();
  changed("units", R"({"slug":"kota-35.78/rsud","parent":"kota-35.78","name":"RSUD"})", coordinator);
  changed("holidays", decree_of_2027);
  const std::string report = submit_and_verify();
  command(report, "forwarding", R"({"to":"kota-35.78/rsud"})", coordinator);
  const auto everything = [&] {
    const std::string listed = list("facets=state,institution,category&limit=50", admin).response.body;
    return listed + get("/v1/statistics/institutions", admin).response.body;
  };
  const std::string before = everything();
  BOOST_TEST(post("/v1/views/reports/rebuild", "", admin).status() == 202);
  while (get("/v1/views/reports/rebuild", admin).at("phase") != "done") std::this_thread::yield();
  BOOST_TEST(everything() == before);
}

BOOST_AUTO_TEST_SUITE_END()
