#pragma once

#include <boost/test/unit_test.hpp>
#include <string>

#include "events/rulebook_history.hpp"

/// given / when / then over the rulebook: two cities and a unit, a ministry, two topics, the decree of 2026.
namespace lapor::scenario {

/// What the reference files of the tests say.
[[nodiscard]] const Rulebook& first_edition();

/// A whole policy from a day on, with another limit than the one in force.
[[nodiscard]] DeadlinePolicy policy_from(const char* day);

/// The rulebook's story. Every record of it must stand before an auditor. It is Friday 2026-11-20 09:00 WIB.
class RulebookStory {
 public:
  RulebookStory& on(const char* rfc3339);
  /// Runs a command that must be accepted.
  RulebookStory& given(const Party& by, RulebookCommandBody body);
  RulebookStory& when(const Party& by, RulebookCommandBody body);

  /// Exactly this event happened; "" for nothing to do.
  RulebookStory& then(const std::string& name);
  /// The field that the refusal names is `field`.
  RulebookStory& then_refused(RulebookRefusalReason reason, const std::string& field);

  [[nodiscard]] const Rulebook& rules() const { return history_.newest(); }
  [[nodiscard]] const RulebookHistory& history() const { return history_; }

 private:
  Instant now_{*parse_rfc3339("2026-11-20T09:00:00+07:00")};
  RulebookHistory history_{first_edition()};
  Result<RulebookEvents, RulebookRefusal> result_{RulebookEvents{}};
};

/// One of each event, every field filled.
[[nodiscard]] RulebookEvents rich_rulebook_events();

[[nodiscard]] RulebookRecord rulebook_record(Version version, RulebookEvent event);

}  // namespace lapor::scenario
