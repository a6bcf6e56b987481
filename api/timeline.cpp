#include "api/timeline.hpp"

#include <algorithm>
#include <concepts>

#include "api/attachments/attached_files.hpp"
#include "api/json_values.hpp"
#include "api/personal_data.hpp"
#include "events/capacities.hpp"

namespace lapor::api {
namespace {

template <class T, class... Listed>
concept one_of = (std::same_as<T, Listed> || ...);

/// The steps that whoever knows of the report may know of.
template <class E>
concept Step =
    one_of<E, ReportSubmitted, ReportVerified, ReportForwarded, ReportHeld, ReportCompleted, InformationAdded,
           ReportArchived, ReportDeclined, FollowUpPosted, ReplyPosted, ReportClosed, ReportMerged, ReportReopened,
           ReportRestored, ReportRated, TextRedacted, SupportAdded, SupportWithdrawn, CommentAdded, CommentHidden,
           DeadlineRescheduled, ReporterErased, DeadlineMissed>;

template <class E>
concept LegalHold = one_of<E, LegalHoldPlaced, LegalHoldLifted>;

/// What a reader must be allowed to see to learn that the event has happened at all.
struct SightOfEvent {
  Sight operator()(const Step auto&) const { return Sight::existence; }
  Sight operator()(const VisibilityChanged&) const { return Sight::flags; }
  Sight operator()(const NoteAdded&) const { return Sight::internal_notes; }
  Sight operator()(const IdentityRevealed&) const { return Sight::identity_log; }
  Sight operator()(const LegalHold auto&) const { return Sight::legal_hold; }
};

/// Writes what an event has beside its name: one overload for each event. Texts only for who may see texts of that
/// kind, and masked for who may not read originals.
class EventWriter {
 public:
  EventWriter(JsonWriter& json, const ReportState& state, const Sights& sights, Zone zone, Role author)
      : json_(json), state_(state), sights_(sights), zone_(zone), author_(author) {}

  void operator()(const ReportSubmitted& event) {
    json_.member("classification", to_word(event.classification));
    json_.member_or_null("category", event.category);
    json_.member_or_null("institution", event.institution);
    text(Sight::original_text, "title", event.title);
    text(Sight::original_text, "text", event.text);
    write_deadline(json_, "deadline", event.deadline, zone_);
  }

  /// The verified text stands on the page only: a redaction must not leave it here.
  void operator()(const ReportVerified& event) {
    json_.member("classification", to_word(event.classification));
    json_.member_or_null("category", event.category);
    json_.member("resolution_target", to_rfc3339(event.resolution_target, zone_));
  }

  void operator()(const ReportForwarded& event) {
    json_.member("to", event.to);
    write_texts(json_, "copies", event.copies);
    text(Sight::internal_notes, "note", event.note);
    if (event.deadline) write_deadline(json_, "deadline", *event.deadline, zone_);
  }

  void operator()(const ReportHeld& event) {
    json_.member("reason", to_word(event.reason));
    text(Sight::original_text, "question", event.question);
    write_deadline(json_, "deadline", event.deadline, zone_);
  }

  void operator()(const ReportCompleted& event) {
    text(Sight::original_text, "title", event.title);
    text(Sight::original_text, "text", event.text);
    write_deadline(json_, "deadline", event.deadline, zone_);
  }

  void operator()(const InformationAdded& event) {
    text(Sight::original_text, "text", event.text);
    files(event);
  }

  void operator()(const ReportArchived& event) {
    json_.member("initiator", to_word(event.initiator));
    json_.member("reason", to_word(event.reason));
    text(Sight::public_text, "note", event.note);
    json_.member("appeal_until", to_rfc3339(event.appeal_until, zone_));
  }

  void operator()(const ReportDeclined& event) {
    text(Sight::public_text, "reason", event.reason);
    json_.member_or_null("proposed", event.proposed);
    write_deadline(json_, "deadline", event.deadline, zone_);
  }

  void operator()(const FollowUpPosted& event) { answer(event); }

  void operator()(const ReplyPosted& event) {
    json_.member("initiator", to_word(event.initiator));
    answer(event);
  }

  void operator()(const ReportClosed& event) {
    json_.member("initiator", to_word(event.initiator));
    text(Sight::public_text, "reason", event.reason);
    json_.member("reopen_until", to_rfc3339(event.reopen_until, zone_));
  }

  void operator()(const ReportMerged& event) { json_.member("into", number(event.into)); }

  void operator()(const ReportReopened& event) {
    json_.member("initiator", to_word(event.initiator));
    text(Sight::public_text, "reason", event.reason);
    write_deadline(json_, "deadline", event.deadline, zone_);
  }

  void operator()(const ReportRestored& event) {
    json_.member("initiator", to_word(event.initiator));
    text(Sight::original_text, "reason", event.reason);
    write_deadline(json_, "deadline", event.deadline, zone_);
  }

  void operator()(const ReportRated& event) {
    json_.member("score", event.score);
    text(Sight::public_text, "text", event.text);
  }

  void operator()(const VisibilityChanged& event) {
    json_.member("anonymous", event.anonymous);
    json_.member("confidential", event.confidential);
  }

  /// The public learns that and why a text was changed; the new text stands on the page.
  void operator()(const TextRedacted& event) { text(Sight::public_text, "reason", event.reason); }

  void operator()(const SupportAdded&) {}
  void operator()(const SupportWithdrawn&) {}

  void operator()(const CommentAdded& event) {
    const bool hidden = std::ranges::binary_search(state_.hidden_comments, event.comment);
    json_.member("comment", event.comment);
    text(hidden ? Sight::internal_notes : Sight::public_text, "text", event.text);
  }

  void operator()(const CommentHidden& event) {
    json_.member("comment", event.comment);
    text(Sight::public_text, "reason", event.reason);
  }

  void operator()(const NoteAdded& event) {
    text(Sight::internal_notes, "text", event.text);
    files(event);
  }

  void operator()(const DeadlineRescheduled& event) {
    text(Sight::public_text, "reason", event.reason);
    json_.member("previous_due", to_rfc3339(event.previous_due, zone_));
    write_deadline(json_, "deadline", event.deadline, zone_);
  }

  void operator()(const IdentityRevealed& event) { text(Sight::identity_log, "reason", event.reason); }
  void operator()(const ReporterErased& event) { text(Sight::identity_log, "ground", to_word(event.ground)); }

  void operator()(const DeadlineMissed& event) {
    json_.member("kind", to_word(event.kind));
    json_.member("due", to_rfc3339(event.due, zone_));
    json_.member("level", unsigned{event.level});
  }

  void operator()(const LegalHold auto& event) { text(Sight::legal_hold, "reason", event.reason); }

 private:
  void text(Sight sight, std::string_view name, std::string_view value) {
    if (!sights_.may(sight) || value.empty()) return;
    sights_.may(Sight::original_text) ? json_.member(name, value) : json_.member(name, masked(value, author_));
  }

  void files(const HasAttachments auto& event) {
    const AttachedFiles attached = files_of(event);
    if (sights_.may(attached.sight)) write_texts(json_, "attachments", attached.hashes);
  }

  void answer(const HasAttachments auto& event) {
    text(Sight::public_text, "text", event.text);
    files(event);
    write_deadline(json_, "deadline", event.deadline, zone_);
  }

  JsonWriter& json_;
  const ReportState& state_;
  const Sights& sights_;
  Zone zone_;
  Role author_;
};

void write_by(JsonWriter& json, const Party& by) {
  json.begin_object("by");
  json.member("role", to_word(by.role));
  json.member_or_null("institution", by.institution);
  json.end_object();
}

void write_item(JsonWriter& json, const actors::PlacedRecord& placed, const Event& event, const ReportState& state,
                const Sights& sights, Zone zone) {
  const Record& record = placed.decoded.record;
  json.begin_object();
  json.member("position", number(placed.position));
  json.member("version", number(record.version));
  json.member("at", to_rfc3339(record.at, zone));
  json.member("event", name_of(event));
  write_by(json, record.by);
  json.member("channel", to_word(record.channel));
  std::visit(EventWriter{json, state, sights, zone, record.by.role}, event);
  json.end_object();
}

}  // namespace

std::string render_timeline(const actors::Dossier& dossier, const Sights& sights, const Rulebook& rules) {
  const Zone zone = zone_in_charge(dossier.state, rules.institutions);
  std::string out;
  out.reserve(4'096);
  JsonWriter json(out);
  json.begin_object();
  json.begin_array("items");
  for (const actors::PlacedRecord& placed : dossier.records)
    for (const Event& event : placed.decoded.record.events)
      if (sights.may(std::visit(SightOfEvent{}, event))) write_item(json, placed, event, dossier.state, sights, zone);
  json.end_array();
  json.end_object();
  return out;
}

}  // namespace lapor::api
