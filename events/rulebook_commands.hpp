#pragma once

#include <string>
#include <variant>

#include "events/directory.hpp"

/// What somebody wants of the rulebook. Fields hold values that are valid by themselves (lengths, numbers of days);
/// whether they fit the rulebook, and the caller may ask, is `decide_rulebook`'s business.
namespace lapor {

struct OpenInstitution {
  Slug slug;
  std::string name;
  std::string abbreviation;
  std::string kind;
  std::string region;
};

/// Of an institution or a unit.
struct NameInstitution {
  Slug slug;
  std::string name;
  std::string abbreviation;
};

/// An institution or a unit, with all below it. `successor` may be empty.
struct CloseInstitution {
  Slug slug;
  std::string reason;
  Slug successor;
};

/// `slug` is the parent's with one part behind a slash.
struct OpenUnit {
  Slug slug;
  Slug parent;
  std::string name;
};

struct OpenCategory {
  std::string code;
  std::string label;
};

struct LabelCategory {
  std::string code;
  std::string label;
};

/// `successor` may be empty.
struct CloseCategory {
  std::string code;
  std::string reason;
  std::string successor;
};

/// The whole list of a year, also when one day of it was revised.
struct DecreeHolidays {
  int year{};
  HolidayDecree decree;
};

struct AdoptPolicy {
  DeadlinePolicy policy;
};

struct AdoptRetention {
  RetentionPeriods periods;
};

/// An empty `institution` means everybody's desks.
struct SetAnswerTemplate {
  Slug institution;
  std::string name;
  std::string text;
};

struct RemoveAnswerTemplate {
  Slug institution;
  std::string name;
};

using RulebookCommandBody =
    std::variant<OpenInstitution, NameInstitution, CloseInstitution, OpenUnit, OpenCategory, LabelCategory,
                 CloseCategory, DecreeHolidays, AdoptPolicy, AdoptRetention, SetAnswerTemplate, RemoveAnswerTemplate>;

/// A wish with its circumstances, as for reports (events/commands.hpp).
struct RulebookCommand {
  Instant now{};
  Party by;
  Channel channel{Channel::api};
  std::string request_id;
  RulebookCommandBody body;
};

}  // namespace lapor
