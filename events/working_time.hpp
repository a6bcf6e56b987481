#pragma once

#include "events/calendar.hpp"
#include "events/policy.hpp"

namespace lapor {

/// The time between two instants that lies within office hours of working days, as `zone`'s clock shows them: what an
/// institution could have used. Each day counts by the office hours of the policy in force on it. Negative when `to`
/// lies before `from`. Whole minutes, the rest cut off.
[[nodiscard]] std::chrono::minutes working_time(Instant from, Instant to, Zone zone, const WorkingCalendar& calendar,
                                                const PolicyBook& policies);

}  // namespace lapor
