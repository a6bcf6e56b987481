#include "events/refusal.hpp"

namespace lapor {

std::string_view to_word(RefusalReason reason) {
  switch (reason) {
    case RefusalReason::unknown_report:
      return "unknown-report";
    case RefusalReason::report_exists:
      return "report-exists";
    case RefusalReason::forbidden_transition:
      return "forbidden-transition";
    case RefusalReason::not_permitted:
      return "not-permitted";
    case RefusalReason::window_passed:
      return "window-passed";
    case RefusalReason::already_used:
      return "already-used";
    case RefusalReason::only_tighten:
      return "only-tighten";
    case RefusalReason::not_published:
      return "not-published";
    case RefusalReason::unknown_comment:
      return "unknown-comment";
    case RefusalReason::same_report:
      return "same-report";
    case RefusalReason::deadline_not_running:
      return "deadline-not-running";
    case RefusalReason::deadline_in_past:
      return "deadline-in-past";
    case RefusalReason::erased:
      return "erased";
    case RefusalReason::legal_hold:
      return "legal-hold";
    case RefusalReason::retention_running:
      return "retention-running";
    case RefusalReason::institution_closed:
      return "institution-closed";
    case RefusalReason::category_closed:
      return "category-closed";
  }
  return "unknown";
}

}  // namespace lapor
