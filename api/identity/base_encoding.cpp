#include "api/identity/base_encoding.hpp"

#include <sodium.h>

#include <cstdint>

namespace lapor::api {
namespace {

constexpr std::string_view base32_digits{"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"};
constexpr unsigned bits_a_digit = 5;
constexpr int base64url = sodium_base64_VARIANT_URLSAFE_NO_PADDING;

/// 32 for what is no digit.
unsigned value_of(char digit) {
  if (digit >= 'A' && digit <= 'Z') return static_cast<unsigned>(digit - 'A');
  if (digit >= 'a' && digit <= 'z') return static_cast<unsigned>(digit - 'a');
  if (digit >= '2' && digit <= '7') return static_cast<unsigned>(digit - '2') + 26;
  return 32;
}

}  // namespace

std::string to_base32(std::span<const std::byte> bytes) {
  std::string text;
  std::uint32_t pending = 0;
  unsigned bits = 0;
  for (const std::byte byte : bytes) {
    pending = pending << 8U | std::to_integer<std::uint32_t>(byte);
    for (bits += 8; bits >= bits_a_digit; bits -= bits_a_digit)
      text += base32_digits[pending >> (bits - bits_a_digit) & 31U];
  }
  if (bits > 0) text += base32_digits[pending << (bits_a_digit - bits) & 31U];
  return text;
}

std::optional<std::vector<std::byte>> from_base32(std::string_view text) {
  std::vector<std::byte> bytes;
  std::uint32_t pending = 0;
  unsigned bits = 0;
  for (const char digit : text) {
    const unsigned value = value_of(digit);
    if (value > 31) return std::nullopt;
    pending = pending << bits_a_digit | value;
    bits += bits_a_digit;
    if (bits < 8) continue;
    bits -= 8;
    bytes.push_back(static_cast<std::byte>(pending >> bits & 255U));
  }
  if (bits >= bits_a_digit || (pending & ((1U << bits) - 1U)) != 0) return std::nullopt;
  return bytes;
}

std::string to_base64url(std::span<const std::byte> bytes) {
  if (bytes.empty()) return {};  // libsodium takes no null pointers
  std::string text(sodium_base64_encoded_len(bytes.size(), base64url), '\0');
  sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
                    base64url);
  text.pop_back();  // the terminating zero
  return text;
}

std::optional<std::vector<std::byte>> from_base64url(std::string_view text) {
  if (text.empty()) return std::vector<std::byte>{};
  std::vector<std::byte> bytes(text.size());
  std::size_t size = 0;
  if (sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), text.data(), text.size(), nullptr,
                        &size, nullptr, base64url) != 0)
    return std::nullopt;
  bytes.resize(size);
  return bytes;
}

}  // namespace lapor::api
