#pragma once

#include <optional>

#include "events/finding.hpp"
#include "events/rulebook_history.hpp"

namespace lapor {

/// Judges one record of the rulebook as an auditor: what it tells of is decided again, by the version before it and at
/// its instant, and must lead to the same event. Nothing when the record stands.
[[nodiscard]] std::optional<Finding> judge(const Rulebook& before, const RulebookRecord& record);

/// How long after the next version's instant a record may still be decided by the one before: a command's instant is
/// that of its arrival, and it may wait.
inline constexpr std::chrono::hours longest_lag{1};

/// Whether a record that says it was decided at `at` by this version of the rulebook may say so: the version stands in
/// the log before it, and no later one had come into force long before.
[[nodiscard]] std::optional<Finding> judge_version(Version version, Instant at, const RulebookHistory& rulebooks);

}  // namespace lapor
