#include "events/codec_facts.hpp"
#include "events/codec_message.hpp"
#include "events/sealed_text.hpp"

namespace lapor::codec {
namespace {

/// Writes one event's facts into the union; one overload for every event.
struct WriteEvent {
  wire::Event::Builder out;

  void operator()(const ReportSubmitted& event) {
    auto to = out.initReportSubmitted();
    to.setClassification(ordinal(event.classification));
    to.setAnonymous(event.anonymous);
    to.setConfidential(event.confidential);
    to.setOccurredOn(day(event.occurred_on));
    to.setCategory(as_text(event.category));
    to.setInstitution(as_text(event.institution));
    to.initPlace().setRegion(as_text(event.place.region));
    write(event.attachments, to.initAttachments(count(event.attachments)));
    write(event.deadline, to.initDeadline());
  }

  void operator()(const ReportVerified& event) {
    auto to = out.initReportVerified();
    to.setClassification(ordinal(event.classification));
    to.setAnonymous(event.anonymous);
    to.setConfidential(event.confidential);
    to.setResolutionTarget(milliseconds(event.resolution_target));
    to.setCategory(as_text(event.category));
    write(event.tags, to.initTags(count(event.tags)));
  }

  void operator()(const ReportForwarded& event) {
    auto to = out.initReportForwarded();
    to.setTo(as_text(event.to));
    write(event.copies, to.initCopies(count(event.copies)));
    if (event.deadline) write(*event.deadline, to.initDeadline());
  }

  void operator()(const ReportHeld& event) {
    auto to = out.initReportHeld();
    to.setReason(ordinal(event.reason));
    write(event.deadline, to.initDeadline());
  }

  void operator()(const ReportCompleted& event) {
    auto to = out.initReportCompleted();
    if (event.occurred_on) to.initOccurredOn().setNumber(day(*event.occurred_on));
    to.setCategory(as_text(event.category));
    if (event.place) to.initPlace().setRegion(as_text(event.place->region));
    write(event.attachments, to.initAttachments(count(event.attachments)));
    write(event.deadline, to.initDeadline());
  }

  void operator()(const InformationAdded& event) {
    auto to = out.initInformationAdded();
    write(event.attachments, to.initAttachments(count(event.attachments)));
  }

  void operator()(const ReportArchived& event) {
    auto to = out.initReportArchived();
    to.setInitiator(ordinal(event.initiator));
    to.setReason(ordinal(event.reason));
    to.setAppealUntil(milliseconds(event.appeal_until));
  }

  void operator()(const ReportDeclined& event) {
    auto to = out.initReportDeclined();
    to.setProposed(as_text(event.proposed));
    write(event.deadline, to.initDeadline());
  }

  void operator()(const FollowUpPosted& event) {
    auto to = out.initFollowUpPosted();
    write(event.attachments, to.initAttachments(count(event.attachments)));
    write(event.deadline, to.initDeadline());
  }

  void operator()(const ReplyPosted& event) {
    auto to = out.initReplyPosted();
    to.setInitiator(ordinal(event.initiator));
    write(event.attachments, to.initAttachments(count(event.attachments)));
    write(event.deadline, to.initDeadline());
  }

  void operator()(const ReportClosed& event) {
    auto to = out.initReportClosed();
    to.setInitiator(ordinal(event.initiator));
    to.setReopenUntil(milliseconds(event.reopen_until));
  }

  void operator()(const ReportMerged& event) { out.initReportMerged().setInto(number(event.into)); }

  void operator()(const ReportReopened& event) {
    auto to = out.initReportReopened();
    to.setInitiator(ordinal(event.initiator));
    write(event.deadline, to.initDeadline());
  }

  void operator()(const ReportRestored& event) {
    auto to = out.initReportRestored();
    to.setInitiator(ordinal(event.initiator));
    write(event.deadline, to.initDeadline());
  }

  void operator()(const ReportRated& event) { out.initReportRated().setScore(event.score); }

  void operator()(const VisibilityChanged& event) {
    auto to = out.initVisibilityChanged();
    to.setAnonymous(event.anonymous);
    to.setConfidential(event.confidential);
  }

  void operator()(const TextRedacted&) { out.initTextRedacted(); }
  void operator()(const SupportAdded&) { out.initSupportAdded(); }
  void operator()(const SupportWithdrawn&) { out.initSupportWithdrawn(); }
  void operator()(const CommentAdded& event) { out.initCommentAdded().setComment(event.comment); }
  void operator()(const CommentHidden& event) { out.initCommentHidden().setComment(event.comment); }

  void operator()(const NoteAdded& event) {
    auto to = out.initNoteAdded();
    write(event.attachments, to.initAttachments(count(event.attachments)));
  }

  void operator()(const DeadlineRescheduled& event) {
    auto to = out.initDeadlineRescheduled();
    write(event.deadline, to.initDeadline());
    to.setPreviousDue(milliseconds(event.previous_due));
  }

  void operator()(const IdentityRevealed&) { out.initIdentityRevealed(); }
  void operator()(const ReporterErased& event) { out.initReporterErased().setGround(ordinal(event.ground)); }

  void operator()(const DeadlineMissed& event) {
    auto to = out.initDeadlineMissed();
    to.setKind(ordinal(event.kind));
    to.setLevel(event.level);
    to.setDue(milliseconds(event.due));
    if (event.next_level_at) to.initNextLevelAt().setMilliseconds(milliseconds(*event.next_level_at));
  }

  void operator()(const LegalHoldPlaced&) { out.initLegalHoldPlaced(); }
  void operator()(const LegalHoldLifted&) { out.initLegalHoldLifted(); }
};

}  // namespace

std::int32_t day(Date date) {
  ENSURE(date.ok(), "a date that exists");
  return day_number(date);
}

std::int64_t milliseconds(Instant instant) {
  return instant.time_since_epoch().count();
}

std::uint8_t ordinal_of(StreamKind kind) {
  ENSURE(is_known(kind), "a stream kind, not " + std::to_string(static_cast<unsigned>(kind)));
  return static_cast<std::uint8_t>(kind);
}

void write_party(const Party& by, wire::Record::Builder out) {
  out.setRole(ordinal(by.role));
  if (by.person && !is_person_sealed(by.role)) out.setPerson(number(*by.person));
  out.setInstitution(as_text(by.institution));
}

bool is_known(StreamKind kind) {
  switch (kind) {
    case StreamKind::report:
    case StreamKind::person:
    case StreamKind::institution:
    case StreamKind::policy:
    case StreamKind::calendar:
    case StreamKind::poll:
    case StreamKind::log:
    case StreamKind::audit:
    case StreamKind::rulebook:
      return true;
  }
  return false;
}

void write(const std::vector<std::string>& texts, capnp::List<capnp::Text>::Builder out) {
  for (unsigned int i = 0; i < out.size(); ++i) out.set(i, as_text(texts[i]));
}

void write(const Deadline& deadline, wire::Deadline::Builder out) {
  out.setKind(ordinal(deadline.kind));
  out.setProvisional(deadline.provisional);
  out.setDue(milliseconds(deadline.due));
}

void write(const Record& record, wire::Record::Builder out) {
  write_head(record, out);
  auto events = out.initEvents(count(record.events));
  for (unsigned int i = 0; i < events.size(); ++i) std::visit(WriteEvent{events[i]}, record.events[i]);
}

}  // namespace lapor::codec
