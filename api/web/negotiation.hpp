#pragma once

#include <string_view>

#include "api/http/message.hpp"

/// What a client says it can take (RFC 9110, 12.5).
namespace lapor::api::web {

enum class Encoding { identity, brotli, gzip };

/// The encoding that the client likes best among those there are; of equal ones the smaller: Brotli, gzip, none. What
/// it refuses with `q=0` is not given, except that something always is.
[[nodiscard]] Encoding best_encoding(std::string_view accept_encoding, bool has_brotli, bool has_gzip);

/// As Content-Encoding has it; empty for none.
[[nodiscard]] std::string_view to_word(Encoding encoding);

/// Whether this is somebody with a browser rather than a program: `text/html` is named, and liked no less than JSON.
[[nodiscard]] bool prefers_html(const http::Request& request);

}  // namespace lapor::api::web
