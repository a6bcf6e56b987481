#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace lapor::config {

/// Offset of the first byte that is not well-formed UTF-8 (RFC 3629: no overlong forms, no surrogates, nothing above
/// U+10FFFF); nothing when all of `text` is.
[[nodiscard]] std::optional<std::size_t> first_invalid_utf8(std::string_view text);

}  // namespace lapor::config
