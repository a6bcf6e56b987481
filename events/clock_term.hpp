#pragma once

#include <optional>
#include <string_view>

#include "events/directory.hpp"

namespace lapor {

/// What a clock gives to whoever must act: so many working days, counted in this zone.
struct ClockTerm {
  DeadlineKind kind{};
  int working_days{};
  Zone zone{Zone::wib};
  bool operator==(const ClockTerm&) const = default;
};

/// The clock that starts when a report comes into `status` on `desk`: the institution that the reporter named while it
/// waits for a verifier, its holder afterwards. Nothing for ends, where no clock runs. The numbers of days are
/// DOMAIN.md's table, the zone is that of `zone_in_charge` (events/capacities.hpp).
[[nodiscard]] std::optional<ClockTerm> clock_in(Status status, std::string_view desk, const DeadlinePolicy& policy,
                                                const InstitutionTree& institutions);

/// The policy that a limit counted from `from` follows: the one in force on that day in WIB, whoever must act.
[[nodiscard]] const DeadlinePolicy& policy_at(Instant from, const PolicyBook& policies);

}  // namespace lapor
