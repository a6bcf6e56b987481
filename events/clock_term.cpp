#include "events/clock_term.hpp"

#include "events/capacities.hpp"

namespace lapor {

std::optional<ClockTerm> clock_in(Status status, std::string_view desk, const DeadlinePolicy& policy,
                                  const InstitutionTree& institutions) {
  const auto term = [&](DeadlineKind kind, int working_days) {
    return ClockTerm{kind, working_days, zone_in_charge(status, desk, institutions)};
  };
  switch (status) {
    case Status::awaiting_verification:
      return term(DeadlineKind::verification, policy.verification);
    case Status::on_hold:
      return term(DeadlineKind::completion, policy.completion);
    case Status::awaiting_follow_up:
    case Status::replied:
      return term(DeadlineKind::follow_up, policy.follow_up);
    case Status::awaiting_reassignment:
      return term(DeadlineKind::verification, policy.reassignment);
    case Status::in_progress:
      return term(DeadlineKind::auto_close, policy.auto_close);
    case Status::none:
    case Status::closed:
    case Status::archived:
    case Status::merged:
      return std::nullopt;
  }
  return std::nullopt;
}

const DeadlinePolicy& policy_at(Instant from, const PolicyBook& policies) {
  return policies.on(local_date(from, Zone::wib));
}

}  // namespace lapor
