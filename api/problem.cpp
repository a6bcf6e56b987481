#include "api/problem.hpp"

#include <array>

#include "api/json_writer.hpp"
#include "events/ensure.hpp"

namespace lapor::api {
namespace {

using enum ProblemKind;

constexpr auto table = std::to_array<ProblemType>({
    {malformed_json, 400, "malformed-json", "The body is not strict JSON"},
    {invalid_utf8, 400, "invalid-utf8", "The body is not valid UTF-8"},
    {malformed_header, 400, "malformed-header", "A header field is malformed"},
    {unknown_parameter, 400, "unknown-parameter", "The query has an unknown parameter"},
    {invalid_parameter, 400, "invalid-parameter", "A parameter of the query has a wrong value"},
    {unknown_token, 401, "unknown-token", "The token is unknown"},
    {unknown_receipt, 401, "unknown-receipt", "The receipt does not belong to this report"},
    {sign_in_needed, 401, "sign-in-needed", "Only somebody who has signed in may do this"},
    {wrong_credentials, 401, "wrong-credentials", "The address, the password or the code is wrong"},
    {second_factor_needed, 401, "second-factor-needed", "A code of the second factor is needed"},
    {not_permitted, 403, "not-permitted", "Your role may not do this"},
    {out_of_scope, 403, "out-of-scope", "The key is not meant for this"},
    {csrf_token_needed, 403, "csrf-token-needed", "The request does not come from our own pages"},
    {account_suspended, 403, "account-suspended", "The account is suspended"},
    {clock_not_simulated, 403, "clock-not-simulated", "The clock cannot be moved"},
    {not_found, 404, "not-found", "There is nothing here"},
    {unknown_comment, 404, "unknown-comment", "The report has no such comment"},
    {method_not_allowed, 405, "method-not-allowed", "The resource does not have this method"},
    {report_exists, 409, "report-exists", "The report exists already"},
    {forbidden_transition, 409, "forbidden-transition", "The state of the report forbids it"},
    {window_passed, 409, "window-passed", "The time for this has passed"},
    {already_used, 409, "already-used", "The one chance for this is used up"},
    {only_tighten, 409, "only-tighten", "A reporter may hide more, never less"},
    {not_published, 409, "not-published", "The report is not published"},
    {same_report, 409, "same-report", "A report cannot be merged into itself"},
    {deadline_not_running, 409, "deadline-not-running", "No deadline is running"},
    {deadline_in_past, 409, "deadline-in-past", "The new due instant has passed"},
    {erased, 409, "erased", "The data was erased by law"},
    {address_in_use, 409, "address-in-use", "The address has an account already"},
    {no_account, 409, "no-account", "The address has no account"},
    {legal_hold, 409, "legal-hold", "A legal hold forbids it"},
    {retention_running, 409, "retention-running", "The report must still be kept"},
    {institution_closed, 409, "institution-closed", "The institution has been closed"},
    {category_closed, 409, "category-closed", "The category has been closed"},
    {code_taken, 409, "code-taken", "The code belongs to something else"},
    {stale_version, 412, "stale-version", "What you have read has changed meanwhile"},
    {unsupported_media_type, 415, "unsupported-media-type", "The body must be application/json"},
    {unsupported_file, 415, "unsupported-file", "Files of this type are not taken"},
    {missing_field, 422, "missing-field", "A required field is missing"},
    {unknown_field, 422, "unknown-field", "The field is unknown"},
    {wrong_type, 422, "wrong-type", "The field has another type"},
    {invalid_value, 422, "invalid-value", "The value is not allowed"},
    {blank_text, 422, "blank-text", "The text is empty"},
    {too_long, 422, "too-long", "The value is too long"},
    {control_character, 422, "control-character", "The text contains a control character"},
    {unknown_code, 422, "unknown-code", "The code is unknown"},
    {date_out_of_range, 422, "date-out-of-range", "The date is out of range"},
    {outside_indonesia, 422, "outside-indonesia", "The point is outside Indonesia"},
    {unknown_attachment, 422, "unknown-attachment", "The attachment was not uploaded"},
    {damaged_file, 422, "damaged-file", "The file is not what its type asks"},
    {too_many_pixels, 422, "too-many-pixels", "The picture has too many pixels"},
    {not_allowed_here, 422, "not-allowed-here", "Your role may not set this field"},
    {unknown_report, 422, "unknown-report", "The other report is unknown"},
    {unmergeable_report, 422, "unmergeable-report", "The other report cannot take this one"},
    {request_key_reused, 422, "request-key-reused", "The Idempotency-Key was used for another request"},
    {wrong_code, 422, "wrong-code", "The code is wrong or has expired"},
    {weak_password, 422, "weak-password", "The password is too easy to guess"},
    {roles_do_not_fit, 422, "roles-do-not-fit", "These roles do not go together or lack an institution"},
    {proof_of_work_needed, 428, "proof-of-work-needed", "A proof of work is needed"},
    {too_many_requests, 429, "too-many-requests", "Too many requests"},
    {internal_error, 500, "internal-error", "The server made a mistake"},
    {unavailable, 503, "unavailable", "The server cannot serve this now"},
});

constexpr bool is_ordered() {
  for (std::size_t i = 0; i < table.size(); ++i)
    if (static_cast<std::size_t>(table[i].kind) != i) return false;
  return true;
}
static_assert(is_ordered() && table.size() == static_cast<std::size_t>(unavailable) + 1);

constexpr int retry_after_seconds = 1;

}  // namespace

std::span<const ProblemType> problem_types() {
  return table;
}

const ProblemType& type_of(ProblemKind kind) {
  return table[static_cast<std::size_t>(kind)];
}

ProblemKind kind_of(RefusalReason reason) {
  switch (reason) {
    case RefusalReason::unknown_report:
      return not_found;
    case RefusalReason::report_exists:
      return report_exists;
    case RefusalReason::forbidden_transition:
      return forbidden_transition;
    case RefusalReason::not_permitted:
      return not_permitted;
    case RefusalReason::window_passed:
      return window_passed;
    case RefusalReason::already_used:
      return already_used;
    case RefusalReason::only_tighten:
      return only_tighten;
    case RefusalReason::not_published:
      return not_published;
    case RefusalReason::unknown_comment:
      return unknown_comment;
    case RefusalReason::same_report:
      return same_report;
    case RefusalReason::deadline_not_running:
      return deadline_not_running;
    case RefusalReason::deadline_in_past:
      return deadline_in_past;
    case RefusalReason::erased:
      return erased;
    case RefusalReason::legal_hold:
      return legal_hold;
    case RefusalReason::retention_running:
      return retention_running;
    case RefusalReason::institution_closed:
      return institution_closed;
    case RefusalReason::category_closed:
      return category_closed;
  }
  return internal_error;
}

http::Response to_response(const Problem& problem) {
  const ProblemType& type = type_of(problem.kind);
  http::Response response{type.status, {}, "application/problem+json", {}};
  JsonWriter json(response.body);
  json.begin_object();
  json.member("type", "urn:lapor:problem:" + std::string(type.name));
  json.member("title", type.title);
  json.member("status", type.status);
  json.member("detail", problem.detail);
  if (!problem.field.empty()) json.member("field", problem.field);
  if (!problem.state.empty()) json.member("state", problem.state);
  json.end_object();
  if (type.status == 401)  // RFC 6750, 3.1: an error code only where a token was sent
    response.headers.emplace_back("WWW-Authenticate", problem.kind == unknown_token
                                                          ? "Bearer realm=\"lapor\", error=\"invalid_token\""
                                                          : "Bearer realm=\"lapor\"");
  if (type.status == 429 || type.status == 503)
    response.headers.emplace_back("Retry-After", std::to_string(retry_after_seconds));
  return response;
}

http::Response report_not_found() {
  return to_response({not_found, "There is no report with this id, or you may not see it.", "", ""});
}

}  // namespace lapor::api
