#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// The texts of RFC 4648 for bytes, without padding.
namespace lapor::api {

/// A to Z and 2 to 7 (section 6): what authenticator programs take.
[[nodiscard]] std::string to_base32(std::span<const std::byte> bytes);
/// Upper and lower case alike; nothing for other characters or a length that no bytes have.
[[nodiscard]] std::optional<std::vector<std::byte>> from_base32(std::string_view text);

/// Letters, digits, '-' and '_' (section 5): stands in URLs, headers and cookies as it is.
[[nodiscard]] std::string to_base64url(std::span<const std::byte> bytes);
/// Nothing unless it is exactly what `to_base64url` gives for some bytes.
[[nodiscard]] std::optional<std::vector<std::byte>> from_base64url(std::string_view text);

}  // namespace lapor::api
