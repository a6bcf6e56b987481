#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "events/directory.hpp"
#include "events/events.hpp"

/// How the rulebook changes (`rulebook/1`). Facts only: all of it is public, nothing is sealed, and nothing in it may
/// be anybody's personal data.
namespace lapor {

/// `zone` is that of the region's province, WIB without a region; a fact, because no later map may move it.
struct InstitutionOpened {
  Slug slug;
  std::string name;
  std::string abbreviation;
  std::string kind;
  std::string region;
  Zone zone{Zone::wib};
  bool operator==(const InstitutionOpened&) const = default;
};

/// An institution or a unit has another name from now on.
struct InstitutionNamed {
  Slug slug;
  std::string name;
  std::string abbreviation;
  bool operator==(const InstitutionNamed&) const = default;
};

/// An institution with all its units, or a unit with those below it, takes no new reports and keeps its own.
struct InstitutionClosed {
  Slug slug;
  std::string reason;
  Slug successor;
  bool operator==(const InstitutionClosed&) const = default;
};

struct UnitOpened {
  Slug slug;
  Slug parent;
  std::string name;
  bool operator==(const UnitOpened&) const = default;
};

struct CategoryOpened {
  std::string code;
  std::string label;
  bool operator==(const CategoryOpened&) const = default;
};

struct CategoryLabelled {
  std::string code;
  std::string label;
  bool operator==(const CategoryLabelled&) const = default;
};

/// A topic with all its parts, or one part, takes no new reports and keeps its own.
struct CategoryClosed {
  std::string code;
  std::string reason;
  std::string successor;
  bool operator==(const CategoryClosed&) const = default;
};

/// The whole list of a year. A later one replaces it.
struct HolidaysDecreed {
  int year{};
  HolidayDecree decree;
  bool operator==(const HolidaysDecreed&) const = default;
};

struct PolicyAdopted {
  DeadlinePolicy policy;
  bool operator==(const PolicyAdopted&) const = default;
};

struct RetentionAdopted {
  RetentionPeriods periods;
  bool operator==(const RetentionAdopted&) const = default;
};

/// `institution` is empty for a text of everybody's.
struct AnswerTemplateSet {
  Slug institution;
  std::string name;
  std::string text;
  bool operator==(const AnswerTemplateSet&) const = default;
};

struct AnswerTemplateRemoved {
  Slug institution;
  std::string name;
  bool operator==(const AnswerTemplateRemoved&) const = default;
};

using RulebookEvent = std::variant<InstitutionOpened, InstitutionNamed, InstitutionClosed, UnitOpened, CategoryOpened,
                                   CategoryLabelled, CategoryClosed, HolidaysDecreed, PolicyAdopted, RetentionAdopted,
                                   AnswerTemplateSet, AnswerTemplateRemoved>;
using RulebookEvents = std::vector<RulebookEvent>;
using RulebookRecord = RecordOf<RulebookEvent>;

/// snake_case name of an event: `holidays_decreed`.
[[nodiscard]] std::string_view name_of(const RulebookEvent& event);

}  // namespace lapor
