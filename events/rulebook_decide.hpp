#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "events/result.hpp"
#include "events/rulebook_commands.hpp"
#include "events/rulebook_events.hpp"

namespace lapor {

/// Why the rulebook is not changed.
enum class RulebookRefusalReason : std::uint8_t {
  not_permitted,
  unknown_institution,
  unknown_category,
  unknown_region,
  malformed_code,      // not of the form that slugs and codes have
  code_taken,          // by something else, be it closed: codes are for ever
  institution_closed,  // it, or one above it
  category_closed,     // it, or its topic
  wrong_kind,          // the kind and the region do not go together
  wrong_successor,     // itself, below itself, or closed
  wrong_days,          // twice the same, or of another year
  year_over,           // no decree changes a year that has ended
  already_in_force,    // what has begun is not changed: adopt another from a later day on
  too_many,
};

/// `field` is the name of the command's field to look at, empty when it is none; `detail` one English sentence that
/// says what to do.
struct RulebookRefusal {
  RulebookRefusalReason reason{};
  std::string_view field;
  std::string detail;
};

/// Templates of one institution or unit: what the newest versions of them all need in memory is bounded by this.
inline constexpr std::size_t most_answer_templates = 100;

/// What `command` does to the rulebook `rules`: the events, none when the wish is already so, or a refusal. Pure.
///
/// Whatever it allows leaves older records right: slugs and codes are for ever, nothing is deleted, institutions
/// neither move in the tree nor change zone, and what is adopted begins on a later day.
[[nodiscard]] Result<RulebookEvents, RulebookRefusal> decide_rulebook(const Rulebook& rules,
                                                                      const RulebookCommand& command);

/// The rulebook after `record`, one version on. Total: an event about something that `rules` does not have (because the
/// reference files are others) changes nothing but the version.
[[nodiscard]] Rulebook evolve(Rulebook rules, const RulebookRecord& record);

/// The command that causes this event alone.
[[nodiscard]] RulebookCommandBody told_command(const RulebookEvent& event);

}  // namespace lapor
