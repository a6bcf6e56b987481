#pragma once

#include "api/access.hpp"
#include "events/events.hpp"

namespace lapor::api {

/// The files of one event, what a reader must be allowed to see to get them, and whether they count against what a
/// reporter may attach to one report.
struct AttachedFiles {
  const Attachments& hashes;
  Sight sight;
  bool by_reporter;
};

template <class E>
concept HasAttachments = requires(const E& event) {
  event.attachments;
};

/// One overload for each event that can have files: DOMAIN.md's row "original text and attachments" for what the
/// reporter sent, the answer's or the note's own row for what staff attached.
[[nodiscard]] inline AttachedFiles files_of(const ReportSubmitted& event) {
  return {event.attachments, Sight::original_text, true};
}
[[nodiscard]] inline AttachedFiles files_of(const ReportCompleted& event) {
  return {event.attachments, Sight::original_text, true};
}
[[nodiscard]] inline AttachedFiles files_of(const InformationAdded& event) {
  return {event.attachments, Sight::original_text, true};
}
[[nodiscard]] inline AttachedFiles files_of(const ReplyPosted& event) {
  const bool by_reporter = event.initiator == Initiator::reporter;
  return {event.attachments, by_reporter ? Sight::original_text : Sight::public_text, by_reporter};
}
[[nodiscard]] inline AttachedFiles files_of(const FollowUpPosted& event) {
  return {event.attachments, Sight::public_text, false};
}
[[nodiscard]] inline AttachedFiles files_of(const NoteAdded& event) {
  return {event.attachments, Sight::internal_notes, false};
}

/// Calls `use` with the files of an event that has some.
template <class Use>
void with_files(const Event& event, Use use) {
  std::visit(
      [&use]<class E>(const E& each) {
        if constexpr (HasAttachments<E>)
          if (!each.attachments.empty()) use(files_of(each));
      },
      event);
}

}  // namespace lapor::api
