#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lapor::config {

/// Numeric IPv4 and IPv6 addresses with commas between and spaces around them, as they are written; nothing if anything
/// else is among them. No addresses from an empty text.
[[nodiscard]] std::optional<std::vector<std::string>> parse_address_list(std::string_view text);

}  // namespace lapor::config
