#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace lapor::storage {

/// Two lower-case hexadecimal digits a byte.
[[nodiscard]] inline std::string hex_of(std::span<const std::byte> bytes) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  text.reserve(bytes.size() * 2);
  for (const std::byte byte : bytes) {
    text += digits[std::to_integer<std::size_t>(byte >> 4)];
    text += digits[std::to_integer<std::size_t>(byte & std::byte{15})];
  }
  return text;
}

/// Nothing for another length, for capitals and for what is no digit, so that one value has one text: such texts are
/// names of files.
template <std::size_t Size>
[[nodiscard]] std::optional<std::array<std::byte, Size>> bytes_of_hex(std::string_view text) {
  constexpr std::string_view digits = "0123456789abcdef";
  if (text.size() != Size * 2) return std::nullopt;
  std::array<std::byte, Size> bytes{};
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto value = digits.find(text[i]);
    if (value == std::string_view::npos) return std::nullopt;
    bytes[i / 2] = bytes[i / 2] << 4 | static_cast<std::byte>(value);
  }
  return bytes;
}

}  // namespace lapor::storage
