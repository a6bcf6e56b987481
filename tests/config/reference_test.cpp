#include "config/reference.hpp"

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <chrono>
#include <cmath>
#include <set>
#include <string>

#include "config/codes.hpp"

namespace {

using namespace std::chrono;
using lapor::Date;
using lapor::Rulebook;
using lapor::Zone;

/// The shipped reference data, loaded once for all cases.
const Rulebook& shipped() {
  static const auto rulebook = lapor::config::load_rulebook(LAPOR_SOURCE_DIR "/config/reference");
  BOOST_REQUIRE_MESSAGE(rulebook.has_value(), (rulebook ? "" : rulebook.error()));
  return *rulebook;
}

std::set<std::string> closed_weekdays(int year) {
  std::set<std::string> closed;
  for (sys_days day = sys_days{std::chrono::year{year} / 1 / 1}; Date{day}.year() == std::chrono::year{year};
       day += days{1}) {
    const weekday name{day};
    if (name != Saturday && name != Sunday && !shipped().calendar->is_working_day(Date{day}))
      closed.insert(lapor::to_iso(Date{day}));
  }
  return closed;
}

int working_days(int year) {
  int count = 0;
  for (sys_days day = sys_days{std::chrono::year{year} / 1 / 1}; Date{day}.year() == std::chrono::year{year};
       day += days{1})
    count += shipped().calendar->is_working_day(Date{day}) ? 1 : 0;
  return count;
}

BOOST_AUTO_TEST_SUITE(reference)

BOOST_AUTO_TEST_CASE(the_calendar_of_2026_closes_the_days_of_the_joint_decree) {
  const std::set<std::string> expected{
      "2026-01-01",                              // New Year
      "2026-01-16",                              // Isra Mikraj
      "2026-02-16", "2026-02-17",                // Imlek, with leave before it
      "2026-03-18", "2026-03-19",                // Nyepi, with leave before it
      "2026-03-20", "2026-03-23", "2026-03-24",  // leave around Idul Fitri, which is on a weekend
      "2026-04-03",                              // Good Friday
      "2026-05-01",                              // Labour Day
      "2026-05-14", "2026-05-15",                // Ascension, with leave after it
      "2026-05-27", "2026-05-28",                // Idul Adha, with leave after it
      "2026-06-01",                              // Pancasila
      "2026-06-16",                              // Islamic New Year
      "2026-08-17",                              // Independence
      "2026-08-25",                              // Maulid
      "2026-12-24", "2026-12-25",                // Christmas, with leave before it
  };
  const auto closed = closed_weekdays(2026);
  BOOST_TEST(closed == expected, boost::test_tools::per_element());
  BOOST_TEST(working_days(2026) == 261 - 21);  // 2026 has 261 days from Monday to Friday
}

BOOST_AUTO_TEST_CASE(the_years_2019_to_2027_are_decreed_and_no_others) {
  for (int year = 2019; year <= 2027; ++year) BOOST_TEST(shipped().calendar->is_decreed(year), year);
  BOOST_TEST(!shipped().calendar->is_decreed(2018));
  BOOST_TEST(!shipped().calendar->is_decreed(2028));
}

BOOST_AUTO_TEST_CASE(a_limit_over_idul_fitri_2026_counts_only_working_days) {
  const auto received = lapor::parse_rfc3339("2026-03-17T10:00:00+07:00").value();
  const auto limit = shipped().calendar->limit(received, 3, Zone::wib);  // Wed 25, Thu 26, Fri 27
  BOOST_TEST(lapor::to_rfc3339(limit.due, Zone::wib) == "2026-03-28T00:00:00+07:00");
  BOOST_TEST(!limit.provisional);
}

BOOST_AUTO_TEST_CASE(the_policy_is_that_of_regulation_62_of_2018) {
  const auto& policy = shipped().policies.on(Date{2026y / 11 / 20});
  BOOST_TEST((policy.effective_from == Date{2019y / 1 / 1}));
  BOOST_TEST(policy.verification == 3);
  BOOST_TEST(policy.follow_up == 5);
  BOOST_TEST(policy.auto_close == 10);
  BOOST_TEST(policy.completion == 10);
  BOOST_TEST(policy.reassignment == 3);
  BOOST_TEST(policy.reopen_window == 10);
  BOOST_TEST(policy.appeal_window == 10);
  BOOST_TEST(policy.escalation[0] == 5);
  BOOST_TEST(policy.escalation[1] == 10);
  BOOST_TEST(policy.resolution_limit(lapor::Classification::information_request) == 5);
  BOOST_TEST(policy.resolution_limit(lapor::Classification::aspiration) == 5);
  BOOST_TEST(policy.resolution_limit(lapor::Classification::complaint) == 14);
  BOOST_TEST(policy.resolution_limit(lapor::Classification::supervised_complaint) == 60);
}

BOOST_AUTO_TEST_CASE(reports_are_kept_for_five_years) {
  const auto& periods = shipped().retention->on(Date{2026y / 11 / 20});
  BOOST_TEST((periods.effective_from == Date{2019y / 1 / 1}));
  BOOST_TEST(periods.of("kota-35.78/dishub").count() == 5);
}

BOOST_AUTO_TEST_CASE(institutions_work_in_the_zone_of_their_province) {
  const auto zone = [](std::string_view slug) {
    BOOST_REQUIRE_MESSAGE(shipped().institutions.find(slug) != nullptr, slug);
    return shipped().institutions.zone_of(slug);
  };
  BOOST_CHECK(zone("kota-35.78") == Zone::wib);   // Surabaya
  BOOST_CHECK(zone("prov-61") == Zone::wib);      // Kalimantan Barat
  BOOST_CHECK(zone("kota-73.71") == Zone::wita);  // Makassar
  BOOST_CHECK(zone("prov-51") == Zone::wita);     // Bali
  BOOST_CHECK(zone("prov-81") == Zone::wit);      // Maluku
  BOOST_CHECK(zone("kemenkumham") == Zone::wib);  // the centre
  BOOST_CHECK(zone("ori") == Zone::wib);
}

BOOST_AUTO_TEST_CASE(papua_keeps_its_zone_through_the_splits_of_2022) {
  for (const auto* slug : {"kab-91.01", "kab-91.02", "kab-91.04", "kab-92.01", "kota-92.71", "prov-91", "prov-92"}) {
    const auto* institution = shipped().institutions.find(slug);
    BOOST_REQUIRE_MESSAGE(institution != nullptr, slug);
    BOOST_TEST((institution->zone == Zone::wit), slug);
  }
  BOOST_TEST(shipped().regions->at("93").name == "Papua Selatan");
  BOOST_TEST(shipped().regions->at("93.01").name == "Kabupaten Merauke");  // 91.01 before the split
  BOOST_TEST(!shipped().regions->contains("91.01"));
}

BOOST_AUTO_TEST_CASE(all_institutions_and_units_are_there) {
  std::size_t institutions = 0;
  for (const auto& node : shipped().institutions.all()) institutions += node.parent.empty() ? 1 : 0;
  BOOST_TEST(institutions == 695U);
  BOOST_TEST(shipped().institutions.all().size() == 695U + 25U);
}

BOOST_AUTO_TEST_CASE(units_hang_below_their_institution) {
  const auto& tree = shipped().institutions;
  const auto* unit = tree.find("kota-35.78/dishub");
  BOOST_REQUIRE(unit != nullptr);
  BOOST_TEST(unit->name == "Dinas Perhubungan Kota Surabaya");
  BOOST_TEST(unit->kind == "unit");
  BOOST_TEST(unit->parent == "kota-35.78");
  BOOST_TEST(tree.root_of("kota-35.78/dishub") == "kota-35.78");
  BOOST_TEST(tree.root_of("kemenkumham/ditjen-imigrasi/kanim-jakarta-selatan") == "kemenkumham");
  BOOST_TEST(tree.is_same_or_above("kemenkumham", "kemenkumham/ditjen-imigrasi/kanim-jakarta-selatan"));
  BOOST_TEST(!tree.is_same_or_above("kota-33.74", "kota-35.78/dishub"));
}

BOOST_AUTO_TEST_CASE(regions_reach_down_to_the_districts) {
  BOOST_TEST(shipped().regions->size() == 38U + 514U + 7'285U);
  BOOST_TEST(shipped().regions->at("35").name == "Jawa Timur");
  BOOST_TEST(shipped().regions->at("35.78").name == "Kota Surabaya");
  BOOST_TEST(shipped().regions->at("35.78.08").name == "Gubeng");
}

BOOST_AUTO_TEST_CASE(regions_have_the_zone_of_their_province_and_a_point_for_their_name) {
  const auto& surabaya = shipped().regions->at("35.78");
  BOOST_REQUIRE(surabaya.label.has_value());
  BOOST_TEST(std::abs(surabaya.label->latitude + 7.27) < 0.1);
  BOOST_TEST(std::abs(surabaya.label->longitude - 112.72) < 0.1);
  BOOST_CHECK(surabaya.zone == Zone::wib);
  BOOST_CHECK(shipped().regions->at("91.03.01").zone == Zone::wit);
  BOOST_TEST(!shipped().regions->at("35.78.08").label.has_value());
}

BOOST_AUTO_TEST_CASE(regional_governments_know_their_region_of_today) {
  BOOST_TEST(shipped().institutions.find("kota-35.78")->region == "35.78");
  BOOST_TEST(shipped().institutions.find("kab-91.01")->region == "93.01");  // Merauke moved to Papua Selatan
  BOOST_TEST(shipped().institutions.find("ori")->region == "");
}

BOOST_AUTO_TEST_CASE(a_decreed_year_has_its_decree_and_its_days_in_order) {
  const auto& decree = shipped().decrees->at(2026);
  BOOST_TEST(!decree.decree.empty());
  BOOST_TEST(decree.days.size() == 25U);
  BOOST_TEST(std::ranges::is_sorted(decree.days, {}, &lapor::Holiday::date));
  BOOST_TEST(decree.days.front().name == "Tahun Baru 2026 Masehi");
  BOOST_CHECK(decree.days.front().kind == lapor::HolidayKind::public_holiday);
  for (const auto& day : decree.days) BOOST_TEST(!shipped().calendar->is_working_day(day.date), day.name);
  BOOST_TEST(!shipped().decrees->contains(2028));
}

BOOST_AUTO_TEST_CASE(category_codes_are_unique_slugs_below_a_known_topic) {
  const auto& categories = shipped().categories;
  BOOST_TEST(categories.all().size() == 38U + 929U - 9U);  // nine subtopics are listed twice or three times
  for (const auto& category : categories.all()) {
    const std::string& code = category.code;
    const auto slash = code.find('/');
    const auto part = code.substr(slash == std::string::npos ? 0 : slash + 1);
    BOOST_TEST(lapor::config::slug_of(category.label) == part);
    if (slash != std::string::npos) BOOST_TEST(categories.contains(code.substr(0, slash)), code);
  }
  BOOST_TEST(categories.find("perhubungan")->label == "Perhubungan");
  BOOST_TEST(categories.find("perhubungan/jadwal-keberangkatan")->label == "Jadwal Keberangkatan");
  BOOST_TEST(categories.find("lingkungan-hidup-dan-kehutanan/redd")->label == "REDD+");
}

BOOST_AUTO_TEST_CASE(the_shipped_data_agree_with_themselves) {
  const auto findings = lapor::config::check_reference(LAPOR_SOURCE_DIR "/config/reference");
  BOOST_TEST(findings == std::vector<std::string>{}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(loading_takes_less_than_a_blink) {
  auto fastest = milliseconds::max();
  for (int i = 0; i < 5; ++i) {
    const auto begun = steady_clock::now();
    BOOST_REQUIRE(lapor::config::load_rulebook(LAPOR_SOURCE_DIR "/config/reference").has_value());
    fastest = std::min(fastest, duration_cast<milliseconds>(steady_clock::now() - begun));
  }
  BOOST_TEST_MESSAGE("load_rulebook: " << fastest.count() << " ms");
  BOOST_TEST(fastest.count() < 500);  // some 10 ms measured; generous for a busy or instrumented build
}

BOOST_AUTO_TEST_CASE(slugs_are_lower_case_with_single_dashes_inside) {
  using lapor::config::slug_of;
  BOOST_TEST(slug_of("Perhubungan") == "perhubungan");
  BOOST_TEST(slug_of("  A & B -- (C)") == "a-b-c");
  BOOST_TEST(slug_of("SP4N LAPOR!") == "sp4n-lapor");
  BOOST_TEST(slug_of("é") == "");
}

BOOST_AUTO_TEST_CASE(region_codes_have_two_digits_a_level) {
  using lapor::config::is_region_code;
  BOOST_TEST(is_region_code("35", 1));
  BOOST_TEST(is_region_code("35.78", 2));
  BOOST_TEST(is_region_code("35.78.08", 3));
  for (const auto* code : {"", "3", "3578", "35-78", "35.7", "35.7a", "35.78."})
    BOOST_TEST(!is_region_code(code, 2), code);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
