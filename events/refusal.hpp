#pragma once

#include <string>
#include <string_view>

#include "events/vocabulary.hpp"

namespace lapor {

/// Why a command is not carried out. Each is something the caller can act on.
enum class RefusalReason : std::uint8_t {
  unknown_report,        // no such report
  report_exists,         // submitted twice under one id
  forbidden_transition,  // the state forbids it
  not_permitted,         // the caller has not the capacity it takes
  window_passed,         // too late to reopen or to appeal
  already_used,          // the reporter's one reopening or appeal is used up
  only_tighten,          // a reporter may hide more, never less
  not_published,         // support and comments need a published report
  unknown_comment,
  same_report,  // merging into itself
  deadline_not_running,
  deadline_in_past,
  erased,              // the text is gone by law
  legal_hold,          // nothing may be erased
  retention_running,   // the period for which the report must be kept has not passed
  institution_closed,  // it, or one above it: it takes no new reports
  category_closed,     // it, or its topic
};

/// `state` is what the report was in when it was refused; `detail` is one English sentence that says what to do.
struct Refusal {
  RefusalReason reason{};
  Status state{Status::none};
  std::string detail;
};

/// kebab-case, the tail of the problem type `urn:lapor:problem:...`.
[[nodiscard]] std::string_view to_word(RefusalReason reason);

}  // namespace lapor
