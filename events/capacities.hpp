#pragma once

#include "events/directory.hpp"
#include "events/report_state.hpp"
#include "events/transitions.hpp"

namespace lapor {

/// In what capacities `party` acts on this report. The chosen institution's coordinator verifies; the national admin
/// does when none was chosen, once the verification is two levels late, or after it has been declined (nobody's desk is
/// a dead end).
[[nodiscard]] Capacities capacities_of(const Party& party, const ReportState& state,
                                       const InstitutionTree& institutions);

/// The zone of whoever must act now: the institution's province, WIB for the national admin (DOMAIN.md, Working days).
[[nodiscard]] Zone zone_in_charge(const ReportState& state, const InstitutionTree& institutions);

}  // namespace lapor
