#include "config/check.hpp"

#include <array>
#include <map>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "config/codes.hpp"
#include "config/message.hpp"

namespace lapor::config {

namespace {

using Sentences = std::vector<std::string>;

/// The codes of one table, viewed in place.
using Codes = std::unordered_set<std::string_view>;

/// The findings about one file.
class File {
 public:
  File(std::string_view name, Sentences& findings) : name_{name}, findings_{findings} {}

  void require(bool holds, std::size_t line, const std::string& sentence) {
    if (!holds) findings_.push_back(at_line(name_, line, sentence));
  }

  /// Notes `code` among `seen`, and whether it stands there a second time.
  void require_unique(Codes& seen, std::string_view code, std::size_t line) {
    if (!seen.insert(code).second)
      findings_.push_back(at_line(name_, line, shown(code) + " stands here a second time; remove one of the two"));
  }

 private:
  std::string_view name_;
  Sentences& findings_;
};

template <class Row>
Codes codes_of(const std::vector<Row>& rows) {
  Codes codes;
  codes.reserve(rows.size());
  for (const auto& row : rows) codes.insert(row.code);
  return codes;
}

std::unordered_map<std::string_view, std::string_view> timezones(const std::vector<ProvinceRow>& provinces) {
  std::unordered_map<std::string_view, std::string_view> zones;
  for (const auto& row : provinces) zones.emplace(row.code, row.timezone);
  return zones;
}

template <class Row>
void check_region(File& file, Codes& seen, const Row& row, int levels) {
  static constexpr std::array<std::string_view, 3> kinds{"province", "regency", "district"};
  file.require(is_region_code(row.code, levels), row.line,
               shown(row.code) + " is no code of a " + std::string{kinds.at(static_cast<std::size_t>(levels) - 1)} +
                   "; codes look like 35, 35.78 and 35.78.08");
  file.require(!row.name.empty(), row.line, shown(row.code) + " has no name; give it one");
  file.require_unique(seen, row.code, row.line);
}

template <class Row>
void check_label(File& file, const Row& row) {
  file.require(parse_point(row.label_latitude, row.label_longitude).has_value(), row.line,
               shown(row.label_latitude) + ", " + shown(row.label_longitude) +
                   " is no point in degrees; write it like -7.25 and 112.75");
}

template <class Row>
void check_parent(File& file, const Codes& parents, const Row& row, std::string_view parent_file) {
  file.require(parents.contains(row.parent), row.line,
               shown(row.code) + " lies in " + shown(row.parent) + ", which is not in " + std::string{parent_file} +
                   "; correct one of them");
  file.require(parent_of(row.code, '.') == row.parent, row.line,
               shown(row.code) + " does not begin with the code of " + shown(row.parent) + "; correct one of them");
}

void check_provinces(const ReferenceTables& tables, Sentences& findings) {
  File file{file::provinces, findings};
  Codes seen;
  for (const auto& row : tables.provinces) {
    check_region(file, seen, row, 1);
    check_label(file, row);
    file.require(zone_of_timezone(row.timezone).has_value(), row.line,
                 "unknown time zone " + shown(row.timezone) + "; use Asia/Jakarta, Asia/Makassar or Asia/Jayapura");
  }
}

void check_regencies(const ReferenceTables& tables, Sentences& findings) {
  File file{file::regencies, findings};
  const auto provinces = codes_of(tables.provinces);
  const auto zones = timezones(tables.provinces);
  Codes seen;
  Codes seen_2018;
  for (const auto& row : tables.regencies) {
    check_region(file, seen, row, 2);
    check_label(file, row);
    check_parent(file, provinces, row, file::provinces);
    file.require_unique(seen_2018, row.code_2018, row.line);
    const auto zone = zones.find(row.parent);
    file.require(zone == zones.end() || zone->second == row.timezone, row.line,
                 shown(row.code) + " has the zone " + row.timezone + ", its province another; a province has one zone");
  }
}

void check_districts(const ReferenceTables& tables, Sentences& findings) {
  File file{file::districts, findings};
  const auto regencies = codes_of(tables.regencies);
  Codes seen;
  for (const auto& row : tables.districts) {
    check_region(file, seen, row, 3);
    check_parent(file, regencies, row, file::regencies);
  }
}

/// Current code -> code of 2018, of provinces and regencies.
std::unordered_map<std::string_view, std::string_view> codes_of_2018(const ReferenceTables& tables) {
  std::unordered_map<std::string_view, std::string_view> codes;
  for (const auto& row : tables.provinces) codes.emplace(row.code, row.code_2018);
  for (const auto& row : tables.regencies) codes.emplace(row.code, row.code_2018);
  return codes;
}

/// What the slug of a regional government begins with; empty for the central government.
std::string_view regional_prefix(std::string_view kind) {
  if (kind == "provinsi") return "prov-";
  if (kind == "kabupaten") return "kab-";
  if (kind == "kota") return "kota-";
  return {};
}

void check_regional(File& file, const InstitutionRow& row,
                    const std::unordered_map<std::string_view, std::string_view>& regions) {
  const auto region = regions.find(row.region);
  file.require(region != regions.end(), row.line,
               shown(row.slug) + " governs " + shown(row.region) + ", which is no known region; correct its code");
  file.require(region == regions.end() || region->second == row.region_2018, row.line,
               shown(row.slug) + " had the code " + shown(row.region_2018) +
                   " in 2018, the region's row has another; correct one of them");
  file.require(row.slug == std::string{regional_prefix(row.kind)} + row.region_2018, row.line,
               shown(row.slug) + " is not made of its kind and its code of 2018; a slug once published stays");
}

void check_institutions(const ReferenceTables& tables, Sentences& findings) {
  File file{file::institutions, findings};
  const auto regions = codes_of_2018(tables);
  Codes seen;
  for (const auto& row : tables.institutions) {
    file.require_unique(seen, row.slug, row.line);
    file.require(!row.slug.empty() && row.slug.find('/') == std::string::npos, row.line,
                 shown(row.slug) + " is no slug of an institution; units stand in " + std::string{file::units});
    file.require(!row.name.empty(), row.line, shown(row.slug) + " has no name; give it one");
    if (regional_prefix(row.kind).empty())
      file.require(row.region.empty(), row.line,
                   shown(row.slug) + " is central but has a region; leave the code empty");
    else
      check_regional(file, row, regions);
  }
}

void check_units(const ReferenceTables& tables, Sentences& findings) {
  File file{file::units, findings};
  Codes above;
  for (const auto& row : tables.institutions) above.insert(row.slug);
  for (const auto& row : tables.units) above.insert(row.slug);
  Codes seen;
  for (const auto& row : tables.units) {
    const auto short_name = std::string_view{row.slug}.substr(row.slug.rfind('/') + 1);
    file.require_unique(seen, row.slug, row.line);
    file.require(above.contains(row.parent), row.line,
                 shown(row.slug) + " is below " + shown(row.parent) + ", which does not exist; correct the parent");
    file.require(!row.parent.empty() && parent_of(row.slug, '/') == row.parent && slug_of(short_name) == short_name &&
                     !short_name.empty(),
                 row.line, shown(row.slug) + " is not PARENT/short with a short of a-z, 0-9 and single -; rename it");
    file.require(!row.name.empty(), row.line, shown(row.slug) + " has no name; give it one");
  }
}

void check_topics(const ReferenceTables& tables, Sentences& findings) {
  File file{file::topics, findings};
  std::unordered_set<std::string> seen;
  Codes ordinals;
  for (const auto& row : tables.topics) {
    const auto code = slug_of(row.label);
    file.require_unique(ordinals, row.ordinal, row.line);
    file.require(!code.empty(), row.line, shown(row.label) + " makes no code; a label needs a letter or a digit");
    file.require(seen.insert(code).second, row.line, "the code " + shown(code) + " is taken; change the label");
  }
}

/// A row flagged as a repeat must repeat an earlier one, and only such a row may.
void check_subtopics(const ReferenceTables& tables, Sentences& findings) {
  File file{file::subtopics, findings};
  std::unordered_map<std::string_view, std::string_view> topics;
  for (const auto& row : tables.topics) topics.emplace(row.ordinal, row.label);
  std::unordered_set<std::string> seen;
  for (const auto& row : tables.subtopics) {
    const auto topic = topics.find(row.topic_ordinal);
    file.require(topic != topics.end() && topic->second == row.topic, row.line,
                 "the topic " + row.topic_ordinal + " " + shown(row.topic) + " is not in " + std::string{file::topics} +
                     "; correct one of them");
    file.require(!slug_of(row.label).empty(), row.line,
                 shown(row.label) + " makes no code; a label needs a letter or a digit");
    const auto code = subtopic_code(row.topic, row.label);
    const bool first = seen.insert(code).second;
    file.require(row.repeat == (first ? "0" : "1"), row.line,
                 shown(code) + (first ? " is flagged as a repeat but is the first; flag it 0"
                                      : " stands above already; flag it 1 or change the label"));
  }
}

/// Closed days of one year: public holidays, collective leave.
struct DayCount {
  int public_holidays{};
  int collective_leave{};
};

/// The year of a holiday; nothing when its date is none.
std::optional<int> check_holiday(File& file, Codes& seen, const HolidayRow& row) {
  const auto date = parse_iso_date(row.date);
  file.require(date.has_value(), row.line, shown(row.date) + " is no date; write it like 2026-08-17");
  file.require(holiday_kind(row.kind).has_value(), row.line,
               "unknown kind " + shown(row.kind) + "; use libur_nasional or cuti_bersama");
  file.require(!row.name.empty(), row.line, shown(row.date) + " has no name; say what is celebrated");
  file.require_unique(seen, row.date, row.line);
  if (!date) return std::nullopt;
  return static_cast<int>(date->year());
}

/// Counts the holidays of every decreed year, finding those that lie in no such year.
std::map<int, DayCount> count_holidays(const ReferenceTables& tables, Sentences& findings) {
  File file{file::holidays, findings};
  std::map<int, DayCount> counts;
  for (const auto& row : tables.decrees)
    if (const auto year = parse_count(row.year)) counts[*year];
  Codes seen;
  for (const auto& row : tables.holidays) {
    const auto year = check_holiday(file, seen, row);
    if (!year) continue;
    const auto count = counts.find(*year);
    file.require(count != counts.end(), row.line,
                 shown(row.date) + " lies in a year without a decree; add one to " + std::string{file::decrees});
    if (count != counts.end())
      ++(holiday_kind(row.kind) == HolidayKind::public_holiday ? count->second.public_holidays
                                                               : count->second.collective_leave);
  }
  return counts;
}

void check_decree(File& file, const DecreeRow& row, const DayCount& listed) {
  const auto public_holidays = parse_count(row.public_holidays);
  const auto leave = parse_count(row.collective_leave);
  file.require(!row.decree.empty(), row.line, "the decree of " + row.year + " has no name; cite it");
  file.require(public_holidays && leave, row.line, "the counts of " + row.year + " are no whole numbers; correct them");
  if (!public_holidays || !leave) return;
  file.require(listed.public_holidays >= *public_holidays && listed.collective_leave >= *leave, row.line,
               "the decrees of " + row.year + " give " + row.public_holidays + " public holidays and " +
                   row.collective_leave + " days of collective leave, " + std::string{file::holidays} + " lists " +
                   std::to_string(listed.public_holidays) + " and " + std::to_string(listed.collective_leave) +
                   "; add what is missing");
}

void check_calendar(const ReferenceTables& tables, Sentences& findings) {
  File file{file::decrees, findings};
  const auto counts = count_holidays(tables, findings);
  Codes seen;
  for (const auto& row : tables.decrees) {
    const auto year = parse_count(row.year);
    file.require(year && *year >= 1'945 && *year <= 9'999, row.line, shown(row.year) + " is no year; correct it");
    file.require_unique(seen, row.year, row.line);
    if (year) check_decree(file, row, counts.at(*year));
  }
}

void check_retention(const ReferenceTables& tables, Sentences& findings) {
  File file{file::retention, findings};
  Codes slugs;
  for (const auto& row : tables.institutions) slugs.insert(row.slug);
  for (const auto& row : tables.units) slugs.insert(row.slug);
  for (const auto& row : tables.retention)
    for (const auto& own : row.own)
      file.require(
          slugs.contains(own.slug), own.line,
          shown(own.slug) + " is neither effective_from, years nor the slug of an institution or unit; correct it");
}

}  // namespace

std::vector<std::string> check_tables(const ReferenceTables& tables) {
  Sentences findings;
  for (const auto check : {check_provinces, check_regencies, check_districts, check_institutions, check_units,
                           check_topics, check_subtopics, check_calendar, check_retention})
    check(tables, findings);
  return findings;
}

}  // namespace lapor::config
