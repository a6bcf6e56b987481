#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "config/retention_file.hpp"
#include "events/policy.hpp"
#include "events/result.hpp"

/// The reference files as rows, read and not yet judged: every field is the text of the file, `line` its line there.
namespace lapor::config {

/// Names of the files in a reference folder.
namespace file {
inline constexpr std::string_view provinces{"provinces.csv"};
inline constexpr std::string_view regencies{"regencies.csv"};
inline constexpr std::string_view districts{"districts.csv"};
inline constexpr std::string_view institutions{"institutions_2019.csv"};
inline constexpr std::string_view units{"units.csv"};
inline constexpr std::string_view topics{"categories_top.csv"};
inline constexpr std::string_view subtopics{"categories_sub.csv"};
inline constexpr std::string_view holidays{"holidays.csv"};
inline constexpr std::string_view decrees{"decrees.csv"};
inline constexpr std::string_view policies{"policy.toml"};
inline constexpr std::string_view retention{"retention.toml"};
}  // namespace file

/// `timezone` is the tz database's name; `code_2018` the code in force when the institutions were listed;
/// the label's point is in degrees.
struct ProvinceRow {
  std::string code;
  std::string name;
  std::string timezone;
  std::string label_latitude;
  std::string label_longitude;
  std::string code_2018;
  std::size_t line{};
};

/// A regency or city; `parent` is its province.
struct RegencyRow {
  std::string code;
  std::string parent;
  std::string name;
  std::string timezone;
  std::string label_latitude;
  std::string label_longitude;
  std::string code_2018;
  std::size_t line{};
};

/// `parent` is its regency or city.
struct DistrictRow {
  std::string code;
  std::string parent;
  std::string name;
  std::size_t line{};
};

/// An institution as of 2019; the region codes are empty for the central government.
struct InstitutionRow {
  std::string slug;
  std::string name;
  std::string abbreviation;
  std::string kind;
  std::string region_2018;
  std::string region;
  std::size_t line{};
};

struct UnitRow {
  std::string slug;
  std::string parent;
  std::string name;
  std::size_t line{};
};

struct TopicRow {
  std::string ordinal;
  std::string label;
  std::size_t line{};
};

/// `repeat` is "1" where the source lists the same subtopic again; the first one counts.
struct SubtopicRow {
  std::string topic_ordinal;
  std::string topic;
  std::string label;
  std::string repeat;
  std::size_t line{};
};

struct HolidayRow {
  std::string date;
  std::string name;
  std::string kind;
  std::size_t line{};
};

/// How many days of each kind the decrees of a year give, and what they are called.
struct DecreeRow {
  std::string year;
  std::string public_holidays;
  std::string collective_leave;
  std::string decree;
  std::size_t line{};
};

struct ReferenceTables {
  std::vector<ProvinceRow> provinces;
  std::vector<RegencyRow> regencies;
  std::vector<DistrictRow> districts;
  std::vector<InstitutionRow> institutions;
  std::vector<UnitRow> units;
  std::vector<TopicRow> topics;
  std::vector<SubtopicRow> subtopics;
  std::vector<HolidayRow> holidays;
  std::vector<DecreeRow> decrees;
  std::vector<DeadlinePolicy> policies;
  std::vector<RetentionRow> retention;
};

/// Reads every file of `folder`. The error has one sentence for each file that cannot be read.
[[nodiscard]] Result<ReferenceTables, std::vector<std::string>> read_tables(const std::filesystem::path& folder);

}  // namespace lapor::config
