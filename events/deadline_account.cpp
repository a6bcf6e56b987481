#include "events/deadline_account.hpp"

#include <utility>

#include "events/capacities.hpp"
#include "events/clock_term.hpp"
#include "events/evolve.hpp"

namespace lapor {
namespace {

/// What an event does to the clock that runs before it: leaves it, or ends it as said if it was in time. One overload
/// for every event; the table stands in the header.
struct EndOf {
  DeadlineKind kind{};

  using Answer = std::optional<DeadlineEnd>;

  Answer operator()(const ReportSubmitted&) const { return DeadlineEnd::lapsed; }
  Answer operator()(const ReportVerified&) const { return std::nullopt; }  // its report_forwarded ends the clock
  Answer operator()(const ReportForwarded& event) const {
    if (!event.deadline) return std::nullopt;
    return met_if(DeadlineKind::verification);
  }
  Answer operator()(const ReportHeld&) const { return met_if(DeadlineKind::verification); }
  Answer operator()(const ReportCompleted&) const { return met_if(DeadlineKind::completion); }
  Answer operator()(const InformationAdded&) const { return std::nullopt; }
  Answer operator()(const ReportArchived& event) const {
    if (event.initiator == Initiator::system) return DeadlineEnd::enforced;
    if (event.initiator == Initiator::reporter) return DeadlineEnd::lapsed;
    return met_if(DeadlineKind::verification);
  }
  Answer operator()(const ReportDeclined&) const { return DeadlineEnd::lapsed; }
  Answer operator()(const FollowUpPosted&) const { return met_if(DeadlineKind::follow_up); }
  Answer operator()(const ReplyPosted&) const { return met_if(DeadlineKind::auto_close); }
  Answer operator()(const ReportClosed& event) const {
    if (event.initiator == Initiator::system) return DeadlineEnd::enforced;
    return met_if(DeadlineKind::auto_close);
  }
  Answer operator()(const ReportMerged&) const { return met_if(DeadlineKind::verification); }
  Answer operator()(const ReportReopened&) const { return DeadlineEnd::lapsed; }
  Answer operator()(const ReportRestored&) const { return DeadlineEnd::lapsed; }
  Answer operator()(const ReportRated&) const { return std::nullopt; }
  Answer operator()(const VisibilityChanged&) const { return std::nullopt; }
  Answer operator()(const TextRedacted&) const { return std::nullopt; }
  Answer operator()(const SupportAdded&) const { return std::nullopt; }
  Answer operator()(const SupportWithdrawn&) const { return std::nullopt; }
  Answer operator()(const CommentAdded&) const { return std::nullopt; }
  Answer operator()(const CommentHidden&) const { return std::nullopt; }
  Answer operator()(const NoteAdded&) const { return std::nullopt; }
  Answer operator()(const DeadlineRescheduled&) const { return DeadlineEnd::moved; }
  Answer operator()(const IdentityRevealed&) const { return std::nullopt; }
  Answer operator()(const ReporterErased&) const { return std::nullopt; }
  Answer operator()(const DeadlineMissed&) const { return std::nullopt; }
  Answer operator()(const LegalHoldPlaced&) const { return std::nullopt; }
  Answer operator()(const LegalHoldLifted&) const { return std::nullopt; }

 private:
  [[nodiscard]] DeadlineEnd met_if(DeadlineKind waits) const {
    return kind == waits ? DeadlineEnd::met : DeadlineEnd::lapsed;
  }
};

/// One record's place and time, and what it leads to.
struct Step {
  Position position;
  Instant at;
  const ReportState& after;
  const Rulebook& rules;
};

DeadlineAccount opened(const Deadline& deadline, const Step& step, const std::optional<DeadlineAccount>& replaced) {
  DeadlineAccount account;
  account.kind = deadline.kind;
  account.provisional = deadline.provisional;
  account.due = deadline.due;
  account.set_at = step.at;
  account.set_by = step.position;
  account.rulebook = step.rules.version;
  account.rescheduled = replaced.has_value();
  account.counted_from = replaced ? replaced->counted_from : step.at;
  const DeadlinePolicy& policy = policy_at(account.counted_from, step.rules.policies);
  account.policy_from = policy.effective_from;
  const auto term = clock_in(step.after.status, desk_in_charge(step.after), policy, step.rules.institutions);
  if (term) account.working_days = term->working_days;
  if (term) account.zone = term->zone;
  return account;
}

/// A deadline that had passed is missed whatever came then, but for what the system does at it.
void close(DeadlineAccount& account, DeadlineEnd end, const Step& step) {
  const bool late = !account.escalations.empty() || step.at >= account.due;
  account.end = late && end != DeadlineEnd::enforced ? DeadlineEnd::missed : end;
  account.ended_at = step.at;
  account.ended_by = step.position;
}

/// Lets one event act on the running deadline; true when it ended it.
bool is_ended(DeadlineAccount& running, const Event& event, const Step& step) {
  if (const auto* missed = std::get_if<DeadlineMissed>(&event)) {
    running.end = DeadlineEnd::missed;
    running.escalations.push_back({missed->level, step.at, step.position});
  }
  const auto end = std::visit(EndOf{running.kind}, event);
  if (!end) return false;
  close(running, *end, step);
  if (const auto* moved = std::get_if<DeadlineRescheduled>(&event)) running.moved_to = moved->deadline.due;
  return true;
}

}  // namespace

WorkingDays counted(const DeadlineAccount& account, const WorkingCalendar& calendar) {
  return counted(calendar, account.counted_from, account.working_days, account.zone);
}

std::optional<DeadlineAccount> DeadlineLedger::add(Position position, const Record& facts, const ReportState& after,
                                                   const Rulebook& rules) {
  const Step step{position, facts.at, after, rules};
  std::optional<DeadlineAccount> ended;
  for (const Event& event : facts.events) {
    if (running_ && is_ended(*running_, event, step)) ended = std::exchange(running_, std::nullopt);
    const bool moves = std::holds_alternative<DeadlineRescheduled>(event);
    if (const Deadline* deadline = deadline_in(event)) running_ = opened(*deadline, step, moves ? ended : std::nullopt);
  }
  return ended;
}

std::vector<DeadlineAccount> deadlines_of(std::span<const PlacedFacts> records, const RulebookHistory& rulebooks) {
  std::vector<DeadlineAccount> accounts;
  DeadlineLedger ledger;
  ReportState state;
  for (const auto& [position, facts] : records) {
    state = evolve(std::move(state), facts);
    if (auto ended = ledger.add(position, facts, state, rulebooks.of(facts.rulebook)))
      accounts.push_back(std::move(*ended));
  }
  if (ledger.running()) accounts.push_back(*ledger.running());
  return accounts;
}

}  // namespace lapor
