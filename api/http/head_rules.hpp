#pragma once

#include <optional>

#include "api/http/message.hpp"
#include "api/http/refusal.hpp"

namespace lapor::api::http {

/// Judges what the fields of a head mean together: one Host; a length that can be read in one way only (RFC 9112, 6.3:
/// one Content-Length of digits, or Transfer-Encoding `chunked` alone, never both); no expectation but 100-continue; no
/// upgrade. Needs method and headers of `request`.
[[nodiscard]] std::optional<Refusal> judge_fields(const Request& request);

/// 413 that names the limit.
[[nodiscard]] Refusal body_too_large(std::size_t limit);

}  // namespace lapor::api::http
