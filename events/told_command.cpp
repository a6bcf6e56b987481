#include "events/told_command.hpp"

#include <limits>

#include "events/sealed_text.hpp"

namespace lapor {
namespace {

constexpr PersonId some_reporter{std::numeric_limits<std::uint64_t>::max()};
constexpr std::string_view some_text = "-";

using Told = std::optional<CommandBody>;

/// One overload for every event: the command that causes it alone.
struct Tell {
  Told operator()(const ReportSubmitted& e) const {
    return SubmitReport{e.title, e.text,      e.classification, e.occurred_on,  e.category, e.institution,
                        e.place, e.anonymous, e.confidential,   e.display_name, e.contact,  e.attachments};
  }
  Told operator()(const ReportVerified&) const { return std::nullopt; }  // never without where it is forwarded to
  Told operator()(const ReportForwarded& e) const { return ForwardReport{e.to, e.note, e.copies}; }
  Told operator()(const ReportHeld& e) const { return HoldReport{e.reason, e.question}; }
  Told operator()(const ReportCompleted& e) const {
    return CompleteReport{e.text, e.title, e.occurred_on, e.category, e.place, e.attachments};
  }
  Told operator()(const InformationAdded& e) const { return AddInformation{e.text, e.attachments}; }
  Told operator()(const ReportArchived& e) const {
    if (e.initiator == Initiator::system) return DeadlineReached{DeadlineKind::completion};
    if (e.initiator == Initiator::reporter) return WithdrawReport{e.note};
    const bool is_anothers = e.reason == ArchiveReason::withdrawn || e.reason == ArchiveReason::not_completed;
    return is_anothers ? std::nullopt : Told{ArchiveReport{e.reason, e.note}};
  }
  Told operator()(const ReportDeclined& e) const { return DeclineReport{e.reason, e.proposed}; }
  Told operator()(const FollowUpPosted& e) const { return PostFollowUp{e.text, e.attachments}; }
  Told operator()(const ReplyPosted& e) const { return ReplyToFollowUp{e.text, e.attachments}; }
  Told operator()(const ReportClosed& e) const {
    if (e.initiator == Initiator::system) return DeadlineReached{DeadlineKind::auto_close};
    return CloseReport{e.reason};
  }
  Told operator()(const ReportMerged& e) const { return MergeReport{e.into}; }
  Told operator()(const ReportReopened& e) const { return ReopenReport{e.reason}; }
  Told operator()(const ReportRestored& e) const { return RestoreReport{e.reason}; }
  Told operator()(const ReportRated& e) const {
    return RateReport{e.score, e.text.empty() ? std::string(some_text) : e.text};
  }
  Told operator()(const VisibilityChanged& e) const { return ChangeVisibility{e.anonymous, e.confidential}; }
  Told operator()(const TextRedacted& e) const { return RedactText{e.title, e.public_text, e.reason}; }
  Told operator()(const SupportAdded&) const { return AddSupport{}; }
  Told operator()(const SupportWithdrawn&) const { return WithdrawSupport{}; }
  Told operator()(const CommentAdded& e) const { return AddComment{e.text}; }
  Told operator()(const CommentHidden& e) const { return HideComment{e.comment, e.reason}; }
  Told operator()(const NoteAdded& e) const { return AddNote{e.text, e.attachments}; }
  Told operator()(const DeadlineRescheduled& e) const {
    return RescheduleDeadline{e.deadline.due, e.deadline.provisional, e.reason};
  }
  Told operator()(const IdentityRevealed& e) const { return RevealIdentity{e.reason}; }
  Told operator()(const ReporterErased& e) const { return EraseReporter{e.ground}; }
  Told operator()(const DeadlineMissed& e) const { return DeadlineReached{e.kind}; }
  Told operator()(const LegalHoldPlaced& e) const { return PlaceLegalHold{e.reason}; }
  Told operator()(const LegalHoldLifted& e) const { return LiftLegalHold{e.reason}; }
};

Told told_verification(const Event& first, const Event& second) {
  const auto* verified = std::get_if<ReportVerified>(&first);
  const auto* forwarded = std::get_if<ReportForwarded>(&second);
  if (verified == nullptr || forwarded == nullptr) return std::nullopt;
  return VerifyReport{verified->title,        verified->public_text, verified->classification,
                      verified->category,     verified->tags,        verified->anonymous,
                      verified->confidential, forwarded->to,         forwarded->copies};
}

PersonId stand_in(const Events& events, const ReportState& before) {
  const auto& supporters = before.supporters;
  const bool adds = !events.empty() && std::holds_alternative<SupportAdded>(events.front());
  const bool withdraws = !events.empty() && std::holds_alternative<SupportWithdrawn>(events.front());
  if (withdraws && !supporters.empty()) return supporters.back();
  if (adds) return supporters.empty() ? PersonId{1} : PersonId{number(supporters.back()) + 1};
  return before.reporter.value_or(some_reporter);
}

}  // namespace

std::optional<CommandBody> told_command(const Events& events) {
  if (events.size() == 1) return std::visit(Tell{}, events.front());
  if (events.size() == 2) return told_verification(events[0], events[1]);
  return std::nullopt;
}

Record with_stand_ins(Record facts, const ReportState& before) {
  if (!facts.by.person && is_person_sealed(facts.by.role)) facts.by.person = stand_in(facts.events, before);
  return facts;
}

}  // namespace lapor
