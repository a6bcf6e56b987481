#include "events/events.hpp"

#include <array>
#include <utility>

namespace lapor {
namespace {

const Deadline* find(const Deadline& deadline) {
  return &deadline;
}
const Deadline* find(const std::optional<Deadline>& deadline) {
  return deadline ? &*deadline : nullptr;
}

}  // namespace

std::string_view name_of(const Event& event) {
  static constexpr auto names = std::to_array<std::string_view>({
      "report_submitted",   "report_verified",   "report_forwarded",     "report_held",       "report_completed",
      "information_added",  "report_archived",   "report_declined",      "follow_up_posted",  "reply_posted",
      "report_closed",      "report_merged",     "report_reopened",      "report_restored",   "report_rated",
      "visibility_changed", "text_redacted",     "support_added",        "support_withdrawn", "comment_added",
      "comment_hidden",     "note_added",        "deadline_rescheduled", "identity_revealed", "reporter_erased",
      "deadline_missed",    "legal_hold_placed", "legal_hold_lifted",
  });
  static_assert(names.size() == std::variant_size_v<Event>);
  return names[event.index()];
}

const Deadline* deadline_in(const Event& event) {
  return std::visit(
      [](const auto& alternative) -> const Deadline* {
        if constexpr (requires { alternative.deadline; }) return find(alternative.deadline);
        return nullptr;
      },
      event);
}

Deadline* deadline_in(Event& event) {
  return const_cast<Deadline*>(deadline_in(std::as_const(event)));
}

}  // namespace lapor
