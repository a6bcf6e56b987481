#include <boost/test/unit_test.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "config/reference.hpp"
#include "config/text_file.hpp"

namespace {

using Findings = std::vector<std::string>;

/// A copy of the shipped reference data in a temporary folder, to be damaged; removed with the object.
class Copy {
 public:
  Copy() {
    std::string name = (std::filesystem::temp_directory_path() / "lapor-reference-XXXXXX").string();
    BOOST_REQUIRE(mkdtemp(name.data()) != nullptr);
    folder_ = name;
    std::filesystem::copy(LAPOR_SOURCE_DIR "/config/reference", folder_);
  }
  ~Copy() { std::filesystem::remove_all(folder_); }
  Copy(const Copy&) = delete;
  Copy& operator=(const Copy&) = delete;

  /// Replaces the only place where `before` stands in `file`.
  Copy& replace(std::string_view file, std::string_view before, std::string_view after) {
    auto text = lapor::config::read_text_file(folder_ / file).value();
    const auto place = text.find(before);
    BOOST_REQUIRE_MESSAGE(place != std::string::npos, before << " does not stand in " << file);
    BOOST_REQUIRE_MESSAGE(text.find(before, place + 1) == std::string::npos, before << " stands twice in " << file);
    text.replace(place, before.size(), after);
    std::ofstream{folder_ / file, std::ios::binary} << text;
    return *this;
  }

  Copy& append(std::string_view file, std::string_view line) {
    std::ofstream{folder_ / file, std::ios::binary | std::ios::app} << line << '\n';
    return *this;
  }

  Copy& remove(std::string_view file) {
    BOOST_REQUIRE(std::filesystem::remove(folder_ / file));
    return *this;
  }

  [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }

  /// What check_reference finds, without the folder's path; the rulebook must be refused for the first of it.
  [[nodiscard]] Findings findings() const {
    const auto rulebook = lapor::config::load_rulebook(folder_);
    auto findings = lapor::config::check_reference(folder_);
    BOOST_REQUIRE(rulebook.has_value() == findings.empty());
    if (!findings.empty()) BOOST_TEST(rulebook.error().starts_with(findings.front()));
    for (auto& finding : findings) finding.erase(0, folder_.string().size() + 1);
    return findings;
  }

 private:
  std::filesystem::path folder_;
};

void check_findings(const Copy& copy, const Findings& expected) {
  BOOST_TEST(copy.findings() == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_SUITE(reference_check)

BOOST_AUTO_TEST_CASE(an_undamaged_copy_has_no_findings) {
  check_findings(Copy{}, {});
}

BOOST_AUTO_TEST_CASE(a_missing_folder_names_every_file) {
  const auto findings = lapor::config::check_reference("no/such/folder");
  BOOST_TEST(findings.size() == 11U);
  const auto rulebook = lapor::config::load_rulebook("no/such/folder");
  BOOST_REQUIRE(!rulebook.has_value());
  BOOST_TEST(
      rulebook.error() ==
      "no/such/folder/provinces.csv: there is no such file; restore it or correct the path (and 10 more findings)");
}

BOOST_AUTO_TEST_CASE(files_that_cannot_be_read_are_all_named) {
  Copy copy;
  copy.remove("units.csv").replace("holidays.csv", "date,name_id", "day,name_id").append("provinces.csv", "97");
  check_findings(copy, {"provinces.csv:40: has 1 fields where the header has 11; quote fields that contain a comma",
                        "units.csv: there is no such file; restore it or correct the path",
                        "holidays.csv:1: has no column `date`; add it to the header and to every row"});
}

BOOST_AUTO_TEST_CASE(a_province_needs_a_code_and_a_zone) {
  Copy copy;
  copy.append("provinces.csv", "97,Nowhere,,Europe/Paris,,,-7.2,112.7,,,97")
      .append("provinces.csv", "9x,Nowhere,,Asia/Jakarta,,,-7.2,112.7,,,9x");
  check_findings(
      copy, {"provinces.csv:40: unknown time zone `Europe/Paris`; use Asia/Jakarta, Asia/Makassar or Asia/Jayapura",
             "provinces.csv:41: `9x` is no code of a province; codes look like 35, 35.78 and 35.78.08"});
}

BOOST_AUTO_TEST_CASE(a_regency_keeps_the_zone_of_its_province) {
  Copy copy;
  copy.replace("regencies.csv", "Kota Surabaya,Surabaya,Asia/Jakarta", "Kota Surabaya,Surabaya,Asia/Makassar");
  check_findings(copy,
                 {"regencies.csv:265: `35.78` has the zone Asia/Makassar, its province another; a province has one "
                  "zone"});
}

BOOST_AUTO_TEST_CASE(a_regency_needs_its_province) {
  Copy copy;
  copy.append("regencies.csv", "97.01,97,kabupaten,Nowhere,Nowhere,Asia/Jakarta,,,-7.2,112.7,,,97.01")
      .append("regencies.csv", "35.99,36,kabupaten,Elsewhere,Elsewhere,Asia/Jakarta,,,-7.2,112.7,,,35.99");
  check_findings(copy, {"regencies.csv:516: `97.01` lies in `97`, which is not in provinces.csv; correct one of them",
                        "regencies.csv:517: `35.99` does not begin with the code of `36`; correct one of them"});
}

BOOST_AUTO_TEST_CASE(a_region_needs_a_point_for_its_name) {
  Copy copy;
  copy.append("provinces.csv", "97,Nowhere,,Asia/Jakarta,,,,,,,97")
      .append("regencies.csv", "97.01,97,kabupaten,Nowhere,Nowhere,Asia/Jakarta,,,97.2,112.7,,,97.01");
  check_findings(copy, {"provinces.csv:40: ``, `` is no point in degrees; write it like -7.25 and 112.75",
                        "regencies.csv:516: `97.2`, `112.7` is no point in degrees; write it like -7.25 and 112.75"});
}

BOOST_AUTO_TEST_CASE(a_district_needs_its_regency_and_a_name) {
  Copy copy;
  copy.append("districts.csv", "35.98.01,35.98,Nowhere").append("districts.csv", "35.78.99,35.78,");
  check_findings(copy,
                 {"districts.csv:7287: `35.98.01` lies in `35.98`, which is not in regencies.csv; correct one of them",
                  "districts.csv:7288: `35.78.99` has no name; give it one"});
}

BOOST_AUTO_TEST_CASE(nothing_may_stand_twice) {
  Copy copy;
  copy.append("districts.csv", "35.78.08,35.78,Gubeng")
      .append("institutions_2019.csv", "kpk,Komisi Pemberantasan Korupsi,KPK,lembaga_lns,,,,W,0,")
      .append("units.csv", "kota-35.78/dishub,kota-35.78,Dinas Perhubungan")
      .append("holidays.csv", "2026-08-17,Proklamasi Kemerdekaan,libur_nasional,,,1,")
      .append("decrees.csv", "2027,18,8,SKB");
  check_findings(copy, {"districts.csv:7287: `35.78.08` stands here a second time; remove one of the two",
                        "institutions_2019.csv:697: `kpk` stands here a second time; remove one of the two",
                        "units.csv:27: `kota-35.78/dishub` stands here a second time; remove one of the two",
                        "holidays.csv:216: `2026-08-17` stands here a second time; remove one of the two",
                        "decrees.csv:11: `2027` stands here a second time; remove one of the two"});
}

BOOST_AUTO_TEST_CASE(an_institution_needs_a_region_that_exists) {
  Copy copy;
  copy.append("institutions_2019.csv", "kota-35.97,Pemerintah Kota Nowhere,,kota,35.97,35.97,1,,0,")
      .append("institutions_2019.csv", "kota-99.99,Pemerintah Kota Twice,,kota,99.99,35.78,1,,0,")
      .append("institutions_2019.csv", "kab-11.01x,Pemerintah Kabupaten,,kabupaten,11.01,11.01,1,,0,")
      .append("institutions_2019.csv", "somewhere/else,Central,,lembaga_lns,,35.78,,,0,");
  check_findings(copy,
                 {"institutions_2019.csv:697: `kota-35.97` governs `35.97`, which is no known region; correct its code",
                  "institutions_2019.csv:698: `kota-99.99` had the code `99.99` in 2018, the region's row has another; "
                  "correct one of them",
                  "institutions_2019.csv:699: `kab-11.01x` is not made of its kind and its code of 2018; a slug once "
                  "published stays",
                  "institutions_2019.csv:700: `somewhere/else` is no slug of an institution; units stand in units.csv",
                  "institutions_2019.csv:700: `somewhere/else` is central but has a region; leave the code empty"});
}

BOOST_AUTO_TEST_CASE(a_unit_needs_its_parent_in_its_slug) {
  Copy copy;
  copy.append("units.csv", "kota-35.77/dishub,kota-35.770,Dinas Perhubungan")
      .append("units.csv", "kota-35.78/Dinas,kota-35.78,Dinas")
      .append("units.csv", "orphan,,Orphan");
  const auto rename = " is not PARENT/short with a short of a-z, 0-9 and single -; rename it";
  check_findings(copy,
                 {"units.csv:27: `kota-35.77/dishub` is below `kota-35.770`, which does not exist; correct the parent",
                  std::string{"units.csv:27: `kota-35.77/dishub`"} + rename,
                  std::string{"units.csv:28: `kota-35.78/Dinas`"} + rename,
                  "units.csv:29: `orphan` is below ``, which does not exist; correct the parent",
                  std::string{"units.csv:29: `orphan`"} + rename});
}

BOOST_AUTO_TEST_CASE(categories_need_their_topic_and_codes_of_their_own) {
  Copy copy;
  copy.append("categories_top.csv", "39,PERHUBUNGAN!,Perhubungan!,0,0,regular")
      .append("categories_sub.csv", "77,Nothing,1,X,X,0")
      .append("categories_sub.csv", "1,Agama,5,HAJI & UMROH,Haji dan  Umroh,0")
      .append("categories_sub.csv", "1,Agama,6,NEW,New,1")
      .append("categories_sub.csv", "1,Agama,7,!,!,0");
  check_findings(copy,
                 {"categories_top.csv:40: the code `perhubungan` is taken; change the label",
                  "categories_sub.csv:931: the topic 77 `Nothing` is not in categories_top.csv; correct one of them",
                  "categories_sub.csv:932: `agama/haji-dan-umroh` stands above already; flag it 1 or change the label",
                  "categories_sub.csv:933: `agama/new` is flagged as a repeat but is the first; flag it 0",
                  "categories_sub.csv:934: `!` makes no code; a label needs a letter or a digit"});
}

BOOST_AUTO_TEST_CASE(holidays_are_dates_of_a_known_kind_in_a_decreed_year) {
  Copy copy;
  copy.append("holidays.csv", "2026-02-30,Nothing,libur_nasional,,,1,")
      .append("holidays.csv", "2026-07-01,Nothing,long_weekend,,,1,")
      .append("holidays.csv", "2028-01-01,Tahun Baru,libur_nasional,,,1,");
  check_findings(copy, {"holidays.csv:216: `2026-02-30` is no date; write it like 2026-08-17",
                        "holidays.csv:217: unknown kind `long_weekend`; use libur_nasional or cuti_bersama",
                        "holidays.csv:218: `2028-01-01` lies in a year without a decree; add one to decrees.csv"});
}

BOOST_AUTO_TEST_CASE(holidays_and_decrees_have_names) {
  Copy copy;
  copy.append("holidays.csv", "2026-07-01,,libur_nasional,,,1,").append("decrees.csv", "2028,0,0,");
  check_findings(copy, {"holidays.csv:216: `2026-07-01` has no name; say what is celebrated",
                        "decrees.csv:11: the decree of 2028 has no name; cite it"});
}

BOOST_AUTO_TEST_CASE(a_lost_holiday_shows_in_the_count_of_its_decree) {
  Copy copy;
  copy.replace("holidays.csv", "2026-08-17,", "2025-12-31,");
  check_findings(copy, {"decrees.csv:9: the decrees of 2026 give 17 public holidays and 8 days of collective leave, "
                        "holidays.csv lists 16 and 8; add what is missing"});
}

BOOST_AUTO_TEST_CASE(a_decree_counts_in_whole_numbers) {
  Copy copy;
  copy.append("decrees.csv", "MMXXVIII,0,0,SKB").append("decrees.csv", "2029,many,0,SKB");
  check_findings(copy, {"decrees.csv:11: `MMXXVIII` is no year; correct it",
                        "decrees.csv:12: the counts of 2029 are no whole numbers; correct them"});
}

BOOST_AUTO_TEST_CASE(a_retention_period_is_of_an_institution_or_unit_that_there_is) {
  Copy copy;
  copy.append("retention.toml", "\"kota-35.78\" = 10").append("retention.toml", "\"kota-35.78/dishub\" = 2");
  check_findings(copy, {});
  BOOST_TEST(lapor::config::load_rulebook(copy.folder())->retention->on({}).of("kota-35.78/dishub").count() == 2);
  copy.append("retention.toml", "\"kota-35.99\" = 3").append("retention.toml", "yaers = 4");
  const std::string remedy = " is neither effective_from, years nor the slug of an institution or unit; correct it";
  check_findings(copy, {"retention.toml:23: `kota-35.99`" + remedy, "retention.toml:24: `yaers`" + remedy});
}

BOOST_AUTO_TEST_CASE(an_early_policy_after_a_late_one_is_refused) {
  Copy copy;
  const auto policy = lapor::config::read_text_file(LAPOR_SOURCE_DIR "/config/reference/policy.toml").value();
  copy.append("policy.toml", policy.substr(policy.rfind("[[policy]]\n")));
  BOOST_REQUIRE_EQUAL(copy.findings().size(), 1U);
  BOOST_TEST(copy.findings().front().ends_with(": does not begin after the policy before it; sort policies by date"));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
