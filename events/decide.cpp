#include "events/decide.hpp"

#include <algorithm>

#include "events/capacities.hpp"
#include "events/clock_term.hpp"
#include "events/ensure.hpp"
#include "events/retention.hpp"
#include "events/sealed_text.hpp"

namespace lapor {
namespace {

using Decision = Result<Events, Refusal>;

constexpr unsigned last_escalation_level = 3;

/// Decides one command on one report. The table (events/transitions.hpp) has already said who may ask; each overload
/// says when there is nothing to do, and otherwise what happens.
class Decider {
 public:
  Decider(const ReportState& state, const Command& command, Capacities as, const Rulebook& rules,
          const WorkingCalendar& calendar)
      : state_(state),
        command_(command),
        row_(transitions[command.body.index()]),
        as_(as),
        rules_(rules),
        calendar_(calendar),
        policy_(policy_at(command.now, rules.policies)) {}

  Decision operator()(const SubmitReport& submit) const {
    if (state_.exists()) return refuse(RefusalReason::report_exists, "The report exists already; submit a new one.");
    if (const auto refusal = refused_as_closed(submit.institution, submit.category)) return fail(*refusal);
    return events(ReportSubmitted{submit.title, submit.text, submit.classification, submit.occurred_on, submit.category,
                                  submit.institution, submit.place, submit.anonymous, submit.confidential,
                                  submit.display_name, submit.contact, submit.attachments,
                                  deadline(Status::awaiting_verification, submit.institution)});
  }

  /// Flags only tighten here: nobody loses anonymity because a verifier forgot a field.
  Decision operator()(const VerifyReport& verify) const {
    if (!row_.from.contains(state_.status)) return forbidden();
    if (const auto refusal = refused_as_closed(verify.forward_to, verify.category)) return fail(*refusal);
    const int limit = policy_.resolution_limit(verify.classification);
    const Zone zone = zone_of(verify.forward_to);
    return events(
        ReportVerified{verify.title, verify.public_text, verify.classification, verify.category, verify.tags,
                       state_.anonymous || verify.anonymous, state_.confidential || verify.confidential,
                       calendar_.limit(command_.now, limit, zone).due},
        ReportForwarded{verify.forward_to, "", verify.copies, deadline(Status::awaiting_follow_up, verify.forward_to)});
  }

  Decision operator()(const HoldReport& hold) const {
    if (state_.status == Status::on_hold) return nothing();
    if (!row_.from.contains(state_.status)) return forbidden();
    return events(ReportHeld{hold.reason, hold.question, deadline(Status::on_hold, state_.chosen)});
  }

  Decision operator()(const CompleteReport& complete) const {
    if (!row_.from.contains(state_.status)) return forbidden();
    if (const auto refusal = refused_as_closed("", complete.category)) return fail(*refusal);
    return events(ReportCompleted{complete.text, complete.title, complete.occurred_on, complete.category,
                                  complete.place, complete.attachments,
                                  deadline(Status::awaiting_verification, state_.chosen)});
  }

  Decision operator()(const AddInformation& add) const {
    if (!row_.from.contains(state_.status)) return forbidden();
    return events(InformationAdded{add.text, add.attachments});
  }

  Decision operator()(const WithdrawReport& withdraw) const {
    return archive(Initiator::reporter, ArchiveReason::withdrawn, withdraw.reason);
  }

  /// The clock starts anew when the institution changes, and after a decline, which had stopped it. What an institution
  /// had when it was closed may still move within it.
  Decision operator()(const ForwardReport& forward) const {
    if (!row_.from.contains(state_.status)) return forbidden();
    const bool declined = state_.status == Status::awaiting_reassignment;
    if (!declined && forward.to == state_.holder && has_all_copies(forward.copies)) return nothing();
    const bool institution_changes =
        rules_.institutions.root_of(forward.to) != rules_.institutions.root_of(state_.holder);
    if (institution_changes)
      if (const auto refusal = refused_as_closed(forward.to, "")) return fail(*refusal);
    ReportForwarded event{forward.to, forward.note, forward.copies, std::nullopt};
    if (declined || institution_changes) event.deadline = deadline(Status::awaiting_follow_up, forward.to);
    return events(std::move(event));
  }

  Decision operator()(const DeclineReport& decline) const {
    if (!row_.from.contains(state_.status)) return forbidden();
    return events(
        ReportDeclined{decline.reason, decline.proposed, deadline(Status::awaiting_reassignment, state_.holder)});
  }

  Decision operator()(const PostFollowUp& post) const {
    if (!row_.from.contains(state_.status)) return forbidden();
    return events(FollowUpPosted{post.text, post.attachments, deadline(Status::in_progress, state_.holder)});
  }

  Decision operator()(const ReplyToFollowUp& reply) const {
    if (!row_.from.contains(state_.status)) return forbidden();
    return events(ReplyPosted{initiator(), reply.text, reply.attachments, deadline(Status::replied, state_.holder)});
  }

  Decision operator()(const CloseReport& close) const {
    if (state_.status == Status::closed) return nothing();
    if (!row_.from.contains(state_.status)) return forbidden();
    return events(closed(initiator(), close.reason));
  }

  Decision operator()(const ArchiveReport& archive_report) const {
    return archive(Initiator::administrator, archive_report.reason, archive_report.note);
  }

  Decision operator()(const MergeReport& merge) const {
    if (state_.status == Status::merged && state_.merged_into == merge.into) return nothing();
    if (!row_.from.contains(state_.status)) return forbidden();
    if (merge.into == state_.id)
      return refuse(RefusalReason::same_report, "A report cannot be merged into itself; name the other one.");
    return events(ReportMerged{merge.into});
  }

  Decision operator()(const ReopenReport& reopen) const {
    if (!row_.from.contains(state_.status)) return forbidden();
    if (const auto refusal = second_chance_refused(state_.reopened)) return fail(*refusal);
    return events(ReportReopened{initiator(), reopen.reason, deadline(Status::awaiting_follow_up, state_.holder)});
  }

  Decision operator()(const RestoreReport& restore) const {
    if (!row_.from.contains(state_.status)) return forbidden();
    if (const auto refusal = second_chance_refused(state_.appealed)) return fail(*refusal);
    return events(ReportRestored{initiator(), restore.reason, deadline(Status::awaiting_verification, state_.chosen)});
  }

  Decision operator()(const RateReport& rate) const {
    if (!row_.from.contains(state_.status)) return forbidden();
    if (rate.score == state_.rating && rate.text.empty()) return nothing();
    return events(ReportRated{rate.score, rate.text});
  }

  Decision operator()(const ChangeVisibility& change) const {
    if (change.anonymous == state_.anonymous && change.confidential == state_.confidential) return nothing();
    const bool loosens = (state_.anonymous && !change.anonymous) || (state_.confidential && !change.confidential);
    if (loosens && !as_.contains(Capacity::verifier))
      return refuse(RefusalReason::only_tighten, "A reporter may hide more, not less; ask the verifier.");
    return events(VisibilityChanged{change.anonymous, change.confidential});
  }

  Decision operator()(const RedactText& redact) const {
    if (!state_.published)
      return refuse(RefusalReason::not_published,
                    "Nothing is published yet; verify the report with a clean public text.");
    return events(TextRedacted{redact.title, redact.public_text, redact.reason});
  }

  Decision operator()(const AddSupport&) const {
    if (!state_.is_public()) return not_published();
    return supports() ? nothing() : events(SupportAdded{});
  }

  Decision operator()(const WithdrawSupport&) const {
    if (!state_.is_public()) return not_published();
    return supports() ? events(SupportWithdrawn{}) : nothing();
  }

  Decision operator()(const AddComment& add) const {
    if (!state_.is_public()) return not_published();
    return events(CommentAdded{state_.comments + 1, add.text});
  }

  Decision operator()(const HideComment& hide) const {
    if (hide.comment == 0 || hide.comment > state_.comments)
      return refuse(RefusalReason::unknown_comment, "The report has no comment with this number; see its timeline.");
    if (std::ranges::binary_search(state_.hidden_comments, hide.comment)) return nothing();
    return events(CommentHidden{hide.comment, hide.reason});
  }

  Decision operator()(const AddNote& add) const { return events(NoteAdded{add.text, add.attachments}); }

  Decision operator()(const RescheduleDeadline& reschedule) const {
    if (!state_.has_running_deadline)
      return refuse(RefusalReason::deadline_not_running, "No deadline runs in this state; there is nothing to move.");
    if (reschedule.due == state_.deadline.due && reschedule.provisional == state_.deadline.provisional)
      return nothing();
    if (reschedule.due <= command_.now)
      return refuse(RefusalReason::deadline_in_past, "The new due instant has passed already; name a later one.");
    return events(DeadlineRescheduled{
        {state_.deadline.kind, reschedule.due, reschedule.provisional}, state_.deadline.due, reschedule.reason});
  }

  Decision operator()(const RevealIdentity& reveal) const {
    if (state_.erased)
      return refuse(RefusalReason::erased, "The reporter's data was erased by law; nobody can see it.");
    return events(IdentityRevealed{reveal.reason});
  }

  /// What a pending case needs must not be destroyed (UU 43/2009 on archives, art. 51), and the subject's right to
  /// erasure yields to law enforcement (UU 27/2022, art. 15); a court may order it all the same.
  Decision operator()(const EraseReporter& erase) const {
    if (state_.erased) return nothing();
    if (state_.legal_hold && erase.ground != ErasureGround::court_order)
      return refuse(RefusalReason::legal_hold,
                    "A legal hold is on the report; lift it first, or name a court's order.");
    if (erase.ground == ErasureGround::retention_ended && !is_past_retention()) return retention_runs();
    return events(ReporterErased{erase.ground});
  }

  Decision operator()(const PlaceLegalHold& place) const {
    if (state_.legal_hold) return nothing();
    if (state_.erased)
      return refuse(RefusalReason::erased, "The report's text was erased by law; nothing is left to hold.");
    return events(LegalHoldPlaced{place.reason});
  }

  Decision operator()(const LiftLegalHold& lift) const {
    return state_.legal_hold ? events(LegalHoldLifted{lift.reason}) : nothing();
  }

  /// A ring that comes early, twice, or for a clock that has stopped finds nothing to do.
  Decision operator()(const DeadlineReached& reached) const {
    const auto alarm = state_.alarm();
    if (!alarm || alarm->kind != reached.kind || command_.now < alarm->at) return nothing();
    switch (reached.kind) {
      case DeadlineKind::completion:
        return events(ReportArchived{Initiator::system, ArchiveReason::not_completed, "", appeal_until()});
      case DeadlineKind::auto_close:
        return events(closed(Initiator::system, ""));
      case DeadlineKind::verification:
      case DeadlineKind::follow_up:
        return events(missed());
    }
    return nothing();
  }

 private:
  template <class... E>
  static Decision events(E... happened) {
    Events result;
    result.reserve(sizeof...(happened));
    (result.emplace_back(std::move(happened)), ...);
    return result;
  }

  static Decision nothing() { return Events{}; }

  [[nodiscard]] Decision refuse(RefusalReason reason, std::string detail) const {
    return fail(Refusal{reason, state_.status, std::move(detail)});
  }

  [[nodiscard]] Decision forbidden() const {
    return refuse(RefusalReason::forbidden_transition,
                  std::string(row_.command) + " is not possible while the report is " +
                      std::string(to_word(state_.status)) + "; read the report again.");
  }

  [[nodiscard]] Decision not_published() const {
    return refuse(RefusalReason::not_published,
                  "The report is not public; only public reports take supports and comments.");
  }

  /// Whoever has been closed takes nothing new. What is empty or unknown is not.
  [[nodiscard]] std::optional<Refusal> refused_as_closed(std::string_view institution,
                                                         std::string_view category) const {
    if (const Institution* node = rules_.institutions.closed_at_or_above(institution))
      return refused_as_closed(RefusalReason::institution_closed, node->name, node->closing->successor);
    if (const Category* entry = rules_.categories.closed_at_or_above(category))
      return refused_as_closed(RefusalReason::category_closed, entry->code, entry->closing->successor);
    return std::nullopt;
  }

  [[nodiscard]] Refusal refused_as_closed(RefusalReason reason, const std::string& what,
                                          const std::string& successor) const {
    return {reason, state_.status,
            what + " has been closed and takes no new reports; choose " + (successor.empty() ? "another" : successor) +
                "."};
  }

  [[nodiscard]] Zone zone_of(std::string_view slug) const { return rules_.institutions.zone_of(slug); }

  /// Of the clock that starts when the report comes into `status` on `desk`.
  [[nodiscard]] Deadline deadline(Status status, std::string_view desk) const {
    const auto term = clock_in(status, desk, policy_, rules_.institutions);
    ENSURE(term, std::string("no clock runs in ") + std::string(to_word(status)));
    const auto limit = calendar_.limit(command_.now, term->working_days, term->zone);
    return {term->kind, limit.due, limit.provisional};
  }

  [[nodiscard]] Instant appeal_until() const {
    return calendar_.limit(command_.now, policy_.appeal_window, Zone::wib).due;
  }

  [[nodiscard]] ReportClosed closed(Initiator by, std::string reason) const {
    return {by, std::move(reason), calendar_.limit(command_.now, policy_.reopen_window, zone_of(state_.holder)).due};
  }

  [[nodiscard]] Decision archive(Initiator by, ArchiveReason reason, const std::string& note) const {
    if (state_.status == Status::archived) return nothing();
    if (!row_.from.contains(state_.status)) return forbidden();
    return events(ReportArchived{by, reason, note, appeal_until()});
  }

  [[nodiscard]] DeadlineMissed missed() const {
    const auto level = state_.missed_level + 1U;
    DeadlineMissed event{state_.deadline.kind, state_.deadline.due, static_cast<std::uint8_t>(level), std::nullopt};
    if (level < last_escalation_level)
      event.next_level_at = calendar_
                                .limit_after(state_.deadline.due, policy_.escalation[level - 1U],
                                             zone_in_charge(state_, rules_.institutions))
                                .due;
    return event;
  }

  [[nodiscard]] std::optional<Instant> retention_until() const {
    return lapor::retention_until(state_, rules_.retention, local_date(command_.now, Zone::wib));
  }

  [[nodiscard]] bool is_past_retention() const {
    const auto until = retention_until();
    return until && command_.now >= *until;
  }

  [[nodiscard]] Decision retention_runs() const {
    const auto until = retention_until();
    return refuse(RefusalReason::retention_running,
                  until ? "The report must be kept until " + to_rfc3339(*until, Zone::wib) + "; erase it then."
                        : "The report has not ended, so its retention period has not begun.");
  }

  [[nodiscard]] Initiator initiator() const {
    return as_.contains(Capacity::reporter) ? Initiator::reporter : Initiator::administrator;
  }

  /// The reporter's window and single use; a national admin is bound by neither.
  [[nodiscard]] std::optional<Refusal> second_chance_refused(bool used) const {
    if (!as_.contains(Capacity::reporter)) return std::nullopt;
    if (used)
      return Refusal{RefusalReason::already_used, state_.status,
                     "This is possible once only; file a new report instead."};
    if (state_.window_until && command_.now >= *state_.window_until)
      return Refusal{RefusalReason::window_passed, state_.status,
                     "The time for this has passed; file a new report instead."};
    return std::nullopt;
  }

  [[nodiscard]] bool has_all_copies(const std::vector<Slug>& copies) const {
    return std::ranges::all_of(
        copies, [this](const Slug& copy) { return std::ranges::find(state_.copies, copy) != state_.copies.end(); });
  }

  [[nodiscard]] bool supports() const {
    return command_.by.person && std::ranges::binary_search(state_.supporters, *command_.by.person);
  }

  const ReportState& state_;
  const Command& command_;
  const Transition& row_;
  Capacities as_;
  const Rulebook& rules_;
  const WorkingCalendar& calendar_;
  const DeadlinePolicy& policy_;
};

/// After an erasure there is no key left to seal text with: only what has no text can still happen.
bool needs_destroyed_key(const ReportState& state, const Command& command, const Events& events) {
  return state.erased && !events.empty() && has_sealed_part(command.by, events);
}

}  // namespace

Result<Events, Refusal> decide(const ReportState& state, const Command& command, const Rulebook& rules) {
  return decide(state, command, rules, rules.calendar);
}

Result<Events, Refusal> decide(const ReportState& state, const Command& command, const Rulebook& rules,
                               const WorkingCalendar& calendar) {
  const bool submits = std::holds_alternative<SubmitReport>(command.body);
  if (!state.exists() && !submits)
    return fail(Refusal{RefusalReason::unknown_report, Status::none, "There is no report with this id."});
  const Capacities as = capacities_of(command.by, state, rules.institutions);
  const Capacities needed = transitions[command.body.index()].by;
  if (!needed.intersects(as))
    return fail(Refusal{RefusalReason::not_permitted, state.status,
                        "You ask as " + role_text(command.by) + ". Only " + capacities_text(needed) + " may do this."});
  Decision decision = std::visit(Decider{state, command, as, rules, calendar}, command.body);
  if (decision && needs_destroyed_key(state, command, *decision))
    return fail(
        Refusal{RefusalReason::erased, state.status, "The report's text was erased by law; nothing can be added."});
  return decision;
}

}  // namespace lapor
