#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "api/http/message.hpp"

namespace lapor::api::http {

/// Why a request is not answered as asked, in the shape of RFC 9457 (Problem Details for HTTP APIs). All text is UTF-8.
struct Refusal {
  int status{400};
  std::string type;    // what follows "urn:lapor:problem:", for programs: "malformed-request"
  std::string title;   // the kind of problem, the same for every one of this type
  std::string detail;  // a sentence about this one: what was wrong and what to do
  std::vector<std::pair<std::string, std::string>> members;  // further string members, e.g. {"field", "score"}
  std::vector<Header> headers;                               // e.g. {"Retry-After", "1"}
};

/// The answer that carries the refusal: `application/problem+json`.
[[nodiscard]] Response to_response(const Refusal& refusal);

/// 400 with this sentence.
[[nodiscard]] Refusal malformed(std::string detail);
/// 500: what was thrown is nobody's business.
[[nodiscard]] Refusal internal_error();
/// 503 with `Retry-After: 1`: nothing was begun, or its outcome is not known here.
[[nodiscard]] Refusal unavailable(std::string detail);

/// Appends `text` in quotes, escaped as RFC 8259 asks. The text must be UTF-8.
void append_json_string(std::string& out, std::string_view text);

}  // namespace lapor::api::http
