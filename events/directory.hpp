#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "events/calendar.hpp"
#include "events/holidays.hpp"
#include "events/policy.hpp"
#include "events/retention.hpp"
#include "events/shared.hpp"
#include "events/shared_table.hpp"
#include "events/values.hpp"

namespace lapor {

/// An institution or a category that has ended: it takes nothing new and keeps what it has. `successor` takes its place
/// for what is new; empty when nothing does.
struct Closing {
  Instant at{};
  std::string reason;
  std::string successor;
  bool operator==(const Closing&) const = default;
};

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
  /// Of itself; who stands below a closed one is closed as well (`InstitutionTree::closed_at_or_above`).
  std::optional<Closing> closing{};
};

/// A province, a regency or city, or a district. Its code says which: `35`, `35.78`, `35.78.08`.
struct Region {
  std::string name;
  Zone zone{Zone::wib};
  /// A point inside it, where a map writes its name; nothing where the data have none (districts).
  std::optional<Point> label{};
};

/// By official code.
using Regions = std::unordered_map<std::string, Region>;

/// A topic (`perhubungan`) or a part of one (`perhubungan/angkutan-umum`).
struct Category {
  std::string code;
  std::string label;
  std::optional<Closing> closing{};
};

/// Institutions and the units below them: a tree that grows and whose nodes never move. Copies share their nodes.
class InstitutionTree {
 public:
  InstitutionTree() = default;
  explicit InstitutionTree(const std::vector<Institution>& institutions);

  [[nodiscard]] const Institution* find(std::string_view slug) const { return nodes_.find(slug); }
  /// The institution at the top of `slug`'s branch: the part before the first slash.
  [[nodiscard]] static Slug root_of(std::string_view slug);
  /// Whether `upper` is `lower` or stands above it.
  [[nodiscard]] bool is_same_or_above(std::string_view upper, std::string_view lower) const;
  /// WIB for an unknown slug and for the central government.
  [[nodiscard]] Zone zone_of(std::string_view slug) const;
  /// The one that is closed, `slug` or the nearest above it; null when all of them are open or `slug` is unknown.
  [[nodiscard]] const Institution* closed_at_or_above(std::string_view slug) const;
  /// In the order in which they were added.
  [[nodiscard]] const SharedTable<Institution>& all() const { return nodes_; }

  /// Adds a node, or replaces the one of the same slug.
  void set(Institution institution);

 private:
  SharedTable<Institution> nodes_;
};

/// Categories by their codes, in two levels. Copies share their rows.
class CategoryTable {
 public:
  CategoryTable() = default;
  /// Codes with their labels.
  CategoryTable(std::initializer_list<std::pair<std::string, std::string>> labels);

  [[nodiscard]] const Category* find(std::string_view code) const { return categories_.find(code); }
  [[nodiscard]] bool contains(std::string_view code) const { return categories_.contains(code); }
  /// The category or its topic, whichever is closed; null when both are open or `code` is unknown.
  [[nodiscard]] const Category* closed_at_or_above(std::string_view code) const;
  /// In the order in which they were added.
  [[nodiscard]] const SharedTable<Category>& all() const { return categories_; }

  /// Adds a category, or replaces the one of the same code.
  void set(Category category);

 private:
  SharedTable<Category> categories_;
};

/// A text from which a desk begins an answer. Versions of the rulebook share the texts.
struct AnswerTemplate {
  std::string name;
  Shared<std::string> text;
  bool operator==(const AnswerTemplate& other) const { return name == other.name && *text == *other.text; }
};

/// Everything outside a report that a decision reads, in one version: the reference files (config/) are version 0, each
/// record of the stream `rulebook/1` makes the next one. Immutable once shared between threads; a copy shares all that
/// it does not change.
struct Rulebook {
  Version version{};
  Shared<WorkingCalendar> calendar;
  PolicyBook policies;
  Shared<RetentionSchedule> retention;
  InstitutionTree institutions;
  /// What the calendar is made of, by year.
  Shared<HolidayDecrees> decrees;
  /// Official codes; only a new edition of the reference files changes them.
  Shared<Regions> regions;
  CategoryTable categories;
  /// By the slug of the institution or unit whose desks use them, each list in the order of its names; under the empty
  /// slug those of everybody.
  SharedTable<std::vector<AnswerTemplate>> templates;
};

}  // namespace lapor
