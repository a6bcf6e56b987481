#pragma once

#include <string>
#include <string_view>

#include "events/result.hpp"

namespace lapor::api::http {

/// What a request asks for (RFC 9112, 3.2.1: origin-form).
struct Target {
  std::string path;   // percent-decoded UTF-8, starts with '/', no "//", no dot segments, no control characters
  std::string query;  // raw, without '?'; known to decode well
};

/// Takes a request target apart, or says in a sentence why it is not accepted. An encoded slash is refused, because the
/// decoded path could no longer tell it from a separator.
[[nodiscard]] Result<Target, std::string> parse_target(std::string_view raw);

}  // namespace lapor::api::http
