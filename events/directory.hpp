#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "events/calendar.hpp"
#include "events/holidays.hpp"
#include "events/policy.hpp"
#include "events/retention.hpp"
#include "events/values.hpp"

namespace lapor {

/// A node of the institution tree. `parent` is empty for an institution, its institution's or unit's slug for a unit.
struct Institution {
  Slug slug;
  std::string name;
  std::string abbreviation;
  std::string kind;
  Slug parent;
  Zone zone{Zone::wib};
  /// The code of the region that it governs; empty for the central government and for units.
  std::string region{};
};

/// A province, a regency or city, or a district. Its code says which: `35`, `35.78`, `35.78.08`.
struct Region {
  std::string name;
  Zone zone{Zone::wib};
  /// A point inside it, where a map writes its name; nothing where the data have none (districts).
  std::optional<Point> label{};
};

/// Institutions and the units below them. Immutable after construction.
class InstitutionTree {
 public:
  InstitutionTree() = default;
  explicit InstitutionTree(std::vector<Institution> institutions);

  [[nodiscard]] const Institution* find(std::string_view slug) const;
  /// The institution at the top of `slug`'s branch; `slug` itself when it is one or is unknown.
  [[nodiscard]] Slug root_of(std::string_view slug) const;
  /// Whether `upper` is `lower` or stands above it.
  [[nodiscard]] bool is_same_or_above(std::string_view upper, std::string_view lower) const;
  /// WIB for an unknown slug and for the central government.
  [[nodiscard]] Zone zone_of(std::string_view slug) const;
  [[nodiscard]] const std::vector<Institution>& all() const { return institutions_; }

 private:
  std::vector<Institution> institutions_;
  std::unordered_map<std::string, std::size_t> by_slug_;
};

/// Everything outside a report that a decision reads. Loaded once (config/), immutable, shared by all threads.
struct Rulebook {
  WorkingCalendar calendar;
  PolicyBook policies;
  RetentionSchedule retention;
  InstitutionTree institutions;
  /// What the calendar is made of, by year.
  HolidayDecrees decrees;
  /// By official code.
  std::unordered_map<std::string, Region> regions;
  /// Category codes: `perhubungan`, `perhubungan/angkutan-umum`, with their labels.
  std::unordered_map<std::string, std::string> categories;
};

}  // namespace lapor
