#include "events/sealed_text.hpp"

#include <algorithm>

namespace lapor {
namespace {

bool is_exact(const Place& place) {
  return !place.address.empty() || place.point.has_value();
}

/// One overload for each event that can carry something sealed; the others are named, so that a new event must choose.
struct HasText {
  bool operator()(const ReportSubmitted&) const { return true; }
  bool operator()(const ReportVerified& event) const { return !event.title.empty() || !event.public_text.empty(); }
  bool operator()(const ReportForwarded& event) const { return !event.note.empty(); }
  bool operator()(const ReportHeld& event) const { return !event.question.empty(); }
  bool operator()(const ReportCompleted& event) const {
    return !event.text.empty() || !event.title.empty() || (event.place && is_exact(*event.place));
  }
  bool operator()(const InformationAdded& event) const { return !event.text.empty(); }
  bool operator()(const ReportArchived& event) const { return !event.note.empty(); }
  bool operator()(const ReportDeclined& event) const { return !event.reason.empty(); }
  bool operator()(const FollowUpPosted& event) const { return !event.text.empty(); }
  bool operator()(const ReplyPosted& event) const { return !event.text.empty(); }
  bool operator()(const ReportClosed& event) const { return !event.reason.empty(); }
  bool operator()(const ReportMerged&) const { return false; }
  bool operator()(const ReportReopened& event) const { return !event.reason.empty(); }
  bool operator()(const ReportRestored& event) const { return !event.reason.empty(); }
  bool operator()(const ReportRated& event) const { return !event.text.empty(); }
  bool operator()(const VisibilityChanged&) const { return false; }
  bool operator()(const TextRedacted&) const { return true; }
  bool operator()(const SupportAdded&) const { return false; }
  bool operator()(const SupportWithdrawn&) const { return false; }
  bool operator()(const CommentAdded& event) const { return !event.text.empty(); }
  bool operator()(const CommentHidden& event) const { return !event.reason.empty(); }
  bool operator()(const NoteAdded& event) const { return !event.text.empty(); }
  bool operator()(const DeadlineRescheduled& event) const { return !event.reason.empty(); }
  bool operator()(const IdentityRevealed& event) const { return !event.reason.empty(); }
  bool operator()(const ReporterErased&) const { return false; }
  bool operator()(const DeadlineMissed&) const { return false; }
  bool operator()(const LegalHoldPlaced& event) const { return !event.reason.empty(); }
  bool operator()(const LegalHoldLifted& event) const { return !event.reason.empty(); }
};

}  // namespace

bool is_person_sealed(Role role) {
  switch (role) {
    case Role::anyone:
    case Role::reporter:
    case Role::gateway:
    case Role::clerk:
      return true;
    case Role::officer:
    case Role::coordinator:
    case Role::national_admin:
    case Role::supervisor:
    case Role::auditor:
    case Role::data_officer:
    case Role::system:
      return false;
  }
  return true;
}

bool has_sealed_part(const Party& by, const Events& events) {
  if (by.person && is_person_sealed(by.role)) return true;
  return std::ranges::any_of(events, [](const Event& event) { return std::visit(HasText{}, event); });
}

}  // namespace lapor
