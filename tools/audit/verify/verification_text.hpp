#pragma once

#include <string>

#include "tools/audit/verify/verification.hpp"

namespace lapor::audit {

/// For people: what was read, then each objection on a line, then what was verified or `NOT verified`.
[[nodiscard]] std::string text_of(const Verification& verification);
/// The same as one JSON object, with a line feed.
[[nodiscard]] std::string json_of(const Verification& verification);

}  // namespace lapor::audit
