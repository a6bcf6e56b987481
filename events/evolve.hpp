#pragma once

#include "events/events.hpp"
#include "events/report_state.hpp"

namespace lapor {

/// Folds one record into the state: each of its events, then its version. Never refuses: what is recorded has happened.
/// `record.stream` must be the report's own.
[[nodiscard]] ReportState evolve(ReportState state, const Record& record);

}  // namespace lapor
