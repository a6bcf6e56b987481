#pragma once

#include <string>
#include <string_view>

#include "events/directory.hpp"
#include "events/report_state.hpp"
#include "events/transitions.hpp"

namespace lapor {

/// In what capacities `party` acts on this report. The chosen institution's coordinator verifies; the national admin
/// does when none was chosen, once the verification is two levels late, or after it has been declined (nobody's desk is
/// a dead end).
[[nodiscard]] Capacities capacities_of(const Party& party, const ReportState& state,
                                       const InstitutionTree& institutions);

/// For people: `officer of kota-35.78`, `somebody who has not signed in`.
[[nodiscard]] std::string role_text(const Party& party);

/// For people: `its reporter or a national administrator`.
[[nodiscard]] std::string capacities_text(Capacities capacities);

/// The zone of whoever must act now: the institution's province, WIB for the national admin (DOMAIN.md, Working days).
[[nodiscard]] Zone zone_in_charge(const ReportState& state, const InstitutionTree& institutions);

/// The same for a report in `status` on `desk` (`desk_in_charge`); a declined one is the national admin's.
[[nodiscard]] Zone zone_in_charge(Status status, std::string_view desk, const InstitutionTree& institutions);

/// Who must act: the institution that the reporter named while the report waits for a verifier, afterwards its holder.
[[nodiscard]] const Slug& desk_in_charge(const ReportState& state);

}  // namespace lapor
