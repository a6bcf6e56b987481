#pragma once

#include "events/commands.hpp"
#include "events/directory.hpp"
#include "events/events.hpp"
#include "events/refusal.hpp"
#include "events/report_state.hpp"
#include "events/result.hpp"

namespace lapor {

/// What `command` does to a report in `state`: the events, in order; none when the wish is already so; or a refusal,
/// with nothing to write. Pure: the same arguments give the same answer on any machine at any time.
[[nodiscard]] Result<Events, Refusal> decide(const ReportState& state, const Command& command, const Rulebook& rules);

/// The same by another calendar than the rulebook's: what would have been decided before some decree was known.
[[nodiscard]] Result<Events, Refusal> decide(const ReportState& state, const Command& command, const Rulebook& rules,
                                             const WorkingCalendar& calendar);

}  // namespace lapor
