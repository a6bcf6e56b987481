#include "config/reference.hpp"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "config/check.hpp"
#include "config/codes.hpp"
#include "config/tables.hpp"

namespace lapor::config {

namespace {

using Zones = std::unordered_map<std::string_view, Zone>;

Zones province_zones(const ReferenceTables& tables) {
  Zones zones;
  for (const auto& row : tables.provinces) zones.emplace(row.code, zone_of_timezone(row.timezone).value());
  return zones;
}

/// Institutions first, then the units, each in the zone of the institution at the top of its branch.
InstitutionTree build_institutions(const ReferenceTables& tables) {
  const auto zones = province_zones(tables);
  Zones of_institution;
  std::vector<Institution> all;
  all.reserve(tables.institutions.size() + tables.units.size());
  for (const auto& row : tables.institutions) {
    const auto zone = row.region.empty() ? Zone::wib : zones.at(province_of(row.region));
    of_institution.emplace(row.slug, zone);
    all.push_back({row.slug, row.name, row.abbreviation, row.kind, "", zone, row.region});
  }
  for (const auto& row : tables.units) {
    const auto root = std::string_view{row.slug}.substr(0, row.slug.find('/'));
    all.push_back({row.slug, row.name, "", "unit", row.parent, of_institution.at(root)});
  }
  return InstitutionTree{std::move(all)};
}

Regions build_regions(const ReferenceTables& tables) {
  const auto zones = province_zones(tables);
  Regions regions;
  regions.reserve(tables.provinces.size() + tables.regencies.size() + tables.districts.size());
  const auto add = [&](const auto& row, std::optional<Point> label) {
    regions.emplace(row.code, Region{row.name, zones.at(province_of(row.code)), label});
  };
  for (const auto& row : tables.provinces) add(row, parse_point(row.label_latitude, row.label_longitude));
  for (const auto& row : tables.regencies) add(row, parse_point(row.label_latitude, row.label_longitude));
  for (const auto& row : tables.districts) add(row, std::nullopt);
  return regions;
}

/// A repeated subtopic keeps the code and the label of its first row.
CategoryTable build_categories(const ReferenceTables& tables) {
  CategoryTable categories;
  for (const auto& row : tables.topics) categories.set({slug_of(row.label), row.label, std::nullopt});
  for (const auto& row : tables.subtopics)
    if (const auto code = subtopic_code(row.topic, row.label); !categories.contains(code))
      categories.set({code, row.label, std::nullopt});
  return categories;
}

HolidayDecrees build_decrees(const ReferenceTables& tables) {
  HolidayDecrees decrees;
  for (const auto& row : tables.decrees) decrees[parse_count(row.year).value()].decree = row.decree;
  for (const auto& row : tables.holidays) {
    const Date date = parse_iso_date(row.date).value();
    decrees.at(static_cast<int>(date.year())).days.push_back({date, row.name, holiday_kind(row.kind).value()});
  }
  for (auto& [year, decree] : decrees) std::ranges::sort(decree.days, {}, &Holiday::date);
  return decrees;
}

RetentionSchedule build_retention(const ReferenceTables& tables) {
  std::vector<RetentionPeriods> periods;
  for (const auto& row : tables.retention) {
    RetentionPeriods& each = periods.emplace_back(RetentionPeriods{row.effective_from, row.standard, {}});
    for (const auto& own : row.own) each.own.emplace(own.slug, own.years);
  }
  return RetentionSchedule{std::move(periods)};
}

std::string first_of(const std::vector<std::string>& findings) {
  if (findings.size() == 1) return findings.front();
  return findings.front() + " (and " + std::to_string(findings.size() - 1) + " more findings)";
}

Rulebook build_rulebook(const ReferenceTables& tables) {
  Rulebook rulebook;
  rulebook.decrees = build_decrees(tables);
  rulebook.calendar = working_calendar(rulebook.decrees);
  rulebook.policies = PolicyBook{tables.policies};
  rulebook.retention = build_retention(tables);
  rulebook.institutions = build_institutions(tables);
  rulebook.regions = build_regions(tables);
  rulebook.categories = build_categories(tables);
  return rulebook;
}

/// The findings with the full path of their file, as the messages about unreadable files have it.
std::vector<std::string> check_in(const std::filesystem::path& folder, const ReferenceTables& tables) {
  auto findings = check_tables(tables);
  for (auto& finding : findings) finding = (folder / finding).string();
  return findings;
}

}  // namespace

Result<Rulebook, std::string> load_rulebook(const std::filesystem::path& folder) {
  const auto tables = read_tables(folder);
  if (!tables) return fail(first_of(tables.error()));
  const auto findings = check_in(folder, *tables);
  if (!findings.empty()) return fail(first_of(findings));
  return build_rulebook(*tables);
}

std::vector<std::string> check_reference(const std::filesystem::path& folder) {
  const auto tables = read_tables(folder);
  return tables ? check_in(folder, *tables) : tables.error();
}

}  // namespace lapor::config
