#include "events/codec_facts.hpp"
#include "events/codec_message.hpp"
#include "events/codec_upcast.hpp"

namespace lapor::codec {
namespace {

StreamKind stream_kind(std::uint8_t ordinal) {
  const auto kind = static_cast<StreamKind>(ordinal);
  if (!is_known(kind)) throw Malformed{"stream kind " + std::to_string(ordinal) + " is not known"};
  return kind;
}

Classification classification(std::uint8_t ordinal) {
  return enumerator<Classification>(ordinal, "classification");
}
Initiator initiator(std::uint8_t ordinal) {
  return enumerator<Initiator>(ordinal, "initiator");
}

std::vector<std::string> strings(capnp::List<capnp::Text>::Reader in) {
  return codec::read(in);
}

/// Reads the facts of one record's events as the format in which it was written has them; one overload for every event.
struct ReadFacts {
  std::uint16_t format{};

  DeadlineKind deadline_kind(std::uint8_t ordinal) const {
    return enumerator<DeadlineKind>(lift_deadline_kind(ordinal, format), "deadline kind");
  }

  Deadline read(wire::Deadline::Reader in) const {
    return {deadline_kind(in.getKind()), instant(in.getDue()), in.getProvisional()};
  }

  Place read(wire::Place::Reader in) const { return {as_string(in.getRegion()), {}, {}}; }

  ReportSubmitted read(wire::ReportSubmitted::Reader in) const {
    ReportSubmitted event;
    event.classification = classification(in.getClassification());
    event.occurred_on = date(in.getOccurredOn());
    event.category = as_string(in.getCategory());
    event.institution = as_string(in.getInstitution());
    event.place = read(in.getPlace());
    event.anonymous = in.getAnonymous();
    event.confidential = in.getConfidential();
    event.attachments = strings(in.getAttachments());
    event.deadline = read(in.getDeadline());
    return event;
  }

  ReportVerified read(wire::ReportVerified::Reader in) const {
    ReportVerified event;
    event.classification = classification(in.getClassification());
    event.category = as_string(in.getCategory());
    event.tags = strings(in.getTags());
    event.anonymous = in.getAnonymous();
    event.confidential = in.getConfidential();
    event.resolution_target = instant(in.getResolutionTarget());
    return event;
  }

  ReportForwarded read(wire::ReportForwarded::Reader in) const {
    ReportForwarded event;
    event.to = as_string(in.getTo());
    event.copies = strings(in.getCopies());
    if (in.hasDeadline()) event.deadline = read(in.getDeadline());
    return event;
  }

  ReportHeld read(wire::ReportHeld::Reader in) const {
    return {enumerator<HoldReason>(in.getReason(), "hold reason"), {}, read(in.getDeadline())};
  }

  ReportCompleted read(wire::ReportCompleted::Reader in) const {
    ReportCompleted event;
    if (in.hasOccurredOn()) event.occurred_on = date(in.getOccurredOn().getNumber());
    event.category = as_string(in.getCategory());
    if (in.hasPlace()) event.place = read(in.getPlace());
    event.attachments = strings(in.getAttachments());
    event.deadline = read(in.getDeadline());
    return event;
  }

  InformationAdded read(wire::InformationAdded::Reader in) const { return {{}, strings(in.getAttachments())}; }

  ReportArchived read(wire::ReportArchived::Reader in) const {
    return {initiator(in.getInitiator()),
            enumerator<ArchiveReason>(in.getReason(), "archive reason"),
            {},
            instant(in.getAppealUntil())};
  }

  ReportDeclined read(wire::ReportDeclined::Reader in) const {
    return {{}, as_string(in.getProposed()), read(in.getDeadline())};
  }

  FollowUpPosted read(wire::FollowUpPosted::Reader in) const {
    return {{}, strings(in.getAttachments()), read(in.getDeadline())};
  }

  ReplyPosted read(wire::ReplyPosted::Reader in) const {
    return {initiator(in.getInitiator()), {}, strings(in.getAttachments()), read(in.getDeadline())};
  }

  ReportClosed read(wire::ReportClosed::Reader in) const {
    return {initiator(in.getInitiator()), {}, instant(in.getReopenUntil())};
  }

  ReportMerged read(wire::ReportMerged::Reader in) const { return {ReportId{in.getInto()}}; }

  ReportReopened read(wire::ReportReopened::Reader in) const {
    return {initiator(in.getInitiator()), {}, read(in.getDeadline())};
  }

  ReportRestored read(wire::ReportRestored::Reader in) const {
    return {initiator(in.getInitiator()), {}, read(in.getDeadline())};
  }

  ReportRated read(wire::ReportRated::Reader in) const { return {in.getScore(), {}}; }
  VisibilityChanged read(wire::VisibilityChanged::Reader in) const { return {in.getAnonymous(), in.getConfidential()}; }
  TextRedacted read(wire::TextRedacted::Reader) const { return {}; }
  SupportAdded read(wire::SupportAdded::Reader) const { return {}; }
  SupportWithdrawn read(wire::SupportWithdrawn::Reader) const { return {}; }
  CommentAdded read(wire::CommentAdded::Reader in) const { return {in.getComment(), {}}; }
  CommentHidden read(wire::CommentHidden::Reader in) const { return {in.getComment(), {}}; }
  NoteAdded read(wire::NoteAdded::Reader in) const { return {{}, strings(in.getAttachments())}; }

  DeadlineRescheduled read(wire::DeadlineRescheduled::Reader in) const {
    return {read(in.getDeadline()), instant(in.getPreviousDue()), {}};
  }

  IdentityRevealed read(wire::IdentityRevealed::Reader) const { return {}; }
  ReporterErased read(wire::ReporterErased::Reader in) const {
    return {enumerator<ErasureGround>(in.getGround(), "erasure ground")};
  }

  DeadlineMissed read(wire::DeadlineMissed::Reader in) const {
    DeadlineMissed event;
    event.kind = deadline_kind(in.getKind());
    event.due = instant(in.getDue());
    event.level = in.getLevel();
    if (in.hasNextLevelAt()) event.next_level_at = instant(in.getNextLevelAt().getMilliseconds());
    return event;
  }

  LegalHoldPlaced read(wire::LegalHoldPlaced::Reader) const { return {}; }
  LegalHoldLifted read(wire::LegalHoldLifted::Reader) const { return {}; }

  Event read(wire::Event::Reader in) const {
    switch (in.which()) {
      case wire::Event::REPORT_SUBMITTED:
        return read(in.getReportSubmitted());
      case wire::Event::REPORT_VERIFIED:
        return read(in.getReportVerified());
      case wire::Event::REPORT_FORWARDED:
        return read(in.getReportForwarded());
      case wire::Event::REPORT_HELD:
        return read(in.getReportHeld());
      case wire::Event::REPORT_COMPLETED:
        return read(in.getReportCompleted());
      case wire::Event::INFORMATION_ADDED:
        return read(in.getInformationAdded());
      case wire::Event::REPORT_ARCHIVED:
        return read(in.getReportArchived());
      case wire::Event::REPORT_DECLINED:
        return read(in.getReportDeclined());
      case wire::Event::FOLLOW_UP_POSTED:
        return read(in.getFollowUpPosted());
      case wire::Event::REPLY_POSTED:
        return read(in.getReplyPosted());
      case wire::Event::REPORT_CLOSED:
        return read(in.getReportClosed());
      case wire::Event::REPORT_MERGED:
        return read(in.getReportMerged());
      case wire::Event::REPORT_REOPENED:
        return read(in.getReportReopened());
      case wire::Event::REPORT_RESTORED:
        return read(in.getReportRestored());
      case wire::Event::REPORT_RATED:
        return read(in.getReportRated());
      case wire::Event::VISIBILITY_CHANGED:
        return read(in.getVisibilityChanged());
      case wire::Event::TEXT_REDACTED:
        return read(in.getTextRedacted());
      case wire::Event::SUPPORT_ADDED:
        return read(in.getSupportAdded());
      case wire::Event::SUPPORT_WITHDRAWN:
        return read(in.getSupportWithdrawn());
      case wire::Event::COMMENT_ADDED:
        return read(in.getCommentAdded());
      case wire::Event::COMMENT_HIDDEN:
        return read(in.getCommentHidden());
      case wire::Event::NOTE_ADDED:
        return read(in.getNoteAdded());
      case wire::Event::DEADLINE_RESCHEDULED:
        return read(in.getDeadlineRescheduled());
      case wire::Event::IDENTITY_REVEALED:
        return read(in.getIdentityRevealed());
      case wire::Event::REPORTER_ERASED:
        return read(in.getReporterErased());
      case wire::Event::DEADLINE_MISSED:
        return read(in.getDeadlineMissed());
      case wire::Event::PERSON_EVENT:
        throw Malformed{"a person's event stands in the history of something else"};
      case wire::Event::LOG_EVENT:
        throw Malformed{"an event of the log stands in the history of something else"};
      case wire::Event::RULEBOOK_EVENT:
        throw Malformed{"an event of the rulebook stands in the history of something else"};
      case wire::Event::LEGAL_HOLD_PLACED:
        return read(in.getLegalHoldPlaced());
      case wire::Event::LEGAL_HOLD_LIFTED:
        return read(in.getLegalHoldLifted());
    }
    throw Malformed{"event " + std::to_string(static_cast<unsigned>(in.which())) + " is not known"};
  }
};

/// Events of persons, of the log and of the rulebook are read by `decode_person`, `decode_log` and `decode_rulebook`.
Events read_events(wire::Record::Reader in, std::uint16_t format) {
  Events events;
  if (!has_events_of_reports(stream_kind(in.getStreamKind()))) return events;
  const auto stored = in.getEvents();
  events.reserve(stored.size());
  const ReadFacts facts{format};
  for (const auto event : stored) events.push_back(facts.read(event));
  return events;
}

}  // namespace

bool has_events_of_reports(StreamKind kind) {
  return kind != StreamKind::person && kind != StreamKind::log && kind != StreamKind::audit &&
         kind != StreamKind::rulebook;
}

Date date(std::int32_t days) {
  const Date result = date_from_day_number(days);
  if (!result.ok() || day_number(result) != days) throw Malformed{"day " + std::to_string(days) + " is no date"};
  return result;
}

Instant instant(std::int64_t milliseconds) {
  return Instant{std::chrono::milliseconds{milliseconds}};
}

std::vector<std::string> read(capnp::List<capnp::Text>::Reader in) {
  std::vector<std::string> texts;
  texts.reserve(in.size());
  for (const auto value : in) texts.emplace_back(value.begin(), value.size());
  return texts;
}

Stream read_stream(wire::Record::Reader in) {
  return {stream_kind(in.getStreamKind()), in.getStreamId()};
}

Party read_party(wire::Record::Reader in) {
  Party by{enumerator<Role>(in.getRole(), "role"), {}, as_string(in.getInstitution())};
  if (in.getPerson() != 0) by.person = PersonId{in.getPerson()};
  return by;
}

std::optional<Salt> read_salt(wire::Record::Reader in) {
  if (!in.hasSalt()) return std::nullopt;
  const auto bytes = as_bytes_view(in.getSalt());
  Salt salt;
  if (bytes.size() != salt.size()) throw Malformed{"the salt has " + std::to_string(bytes.size()) + " bytes, not 16"};
  std::ranges::copy(bytes, salt.begin());
  return salt;
}

Record read(wire::Record::Reader in) {
  const std::uint16_t format = known_format(in.getFormat());
  Record record = read_head<Event>(in);
  record.events = read_events(in, format);
  return record;
}

}  // namespace lapor::codec
