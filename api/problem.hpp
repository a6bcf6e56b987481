#pragma once

#include <span>
#include <string>
#include <string_view>

#include "api/http/message.hpp"
#include "events/refusal.hpp"

namespace lapor::api {

/// Everything that this API refuses or fails with. README.md lists the same names; a test compares the two.
enum class ProblemKind : std::uint8_t {
  malformed_json,
  invalid_utf8,
  malformed_header,
  unknown_parameter,
  invalid_parameter,
  unknown_token,
  unknown_receipt,
  sign_in_needed,
  wrong_credentials,
  second_factor_needed,
  not_permitted,
  out_of_scope,
  csrf_token_needed,
  account_suspended,
  clock_not_simulated,
  not_found,
  unknown_comment,
  method_not_allowed,
  report_exists,
  forbidden_transition,
  window_passed,
  already_used,
  only_tighten,
  not_published,
  same_report,
  deadline_not_running,
  deadline_in_past,
  erased,
  address_in_use,
  no_account,
  legal_hold,
  retention_running,
  institution_closed,
  category_closed,
  code_taken,
  stale_version,
  unsupported_media_type,
  unsupported_file,
  missing_field,
  unknown_field,
  wrong_type,
  invalid_value,
  blank_text,
  too_long,
  control_character,
  unknown_code,
  date_out_of_range,
  outside_indonesia,
  unknown_attachment,
  damaged_file,
  too_many_pixels,
  not_allowed_here,
  unknown_report,
  unmergeable_report,
  request_key_reused,
  wrong_code,
  weak_password,
  roles_do_not_fit,
  proof_of_work_needed,
  too_many_requests,
  internal_error,
  unavailable,
};

/// One row of the table of problems: `name` is the tail of `urn:lapor:problem:`.
struct ProblemType {
  ProblemKind kind;
  int status;
  std::string_view name;
  std::string_view title;
};

/// All of them, in the order of `ProblemKind`.
[[nodiscard]] std::span<const ProblemType> problem_types();
[[nodiscard]] const ProblemType& type_of(ProblemKind kind);
[[nodiscard]] ProblemKind kind_of(RefusalReason reason);

/// One problem as it is told to a client (RFC 9457). `detail` is one English sentence that says what to do; `field` is
/// the member of the body it is about (`place.lat`), `state` the report's state; both may be empty.
struct Problem {
  ProblemKind kind{};
  std::string detail;
  std::string field;
  std::string state;
};

/// `application/problem+json`, with `Retry-After` and `WWW-Authenticate` where the status asks for them.
[[nodiscard]] http::Response to_response(const Problem& problem);

/// The one answer for what does not exist and for what the caller may not know of: the same bytes for both.
[[nodiscard]] http::Response report_not_found();

}  // namespace lapor::api
