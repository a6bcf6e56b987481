#include "storage/proof/base64.hpp"

#include <array>
#include <cstdint>
#include <cstring>

namespace lapor::proof {

namespace {

constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

using Pair = std::array<char, 2>;

/// Both characters of every 12 bits: 8 KiB, half of the look-ups that single characters need.
constexpr auto pairs = [] {
  std::array<Pair, 4096> table{};
  for (std::size_t bits = 0; bits < table.size(); ++bits) table[bits] = {alphabet[bits >> 6], alphabet[bits & 63]};
  return table;
}();

constexpr std::uint8_t no_digit = 255;

constexpr auto values = [] {
  std::array<std::uint8_t, 256> table{};
  table.fill(no_digit);
  for (std::size_t i = 0; i < alphabet.size(); ++i) {
    table[static_cast<unsigned char>(alphabet[i])] = static_cast<std::uint8_t>(i);
  }
  return table;
}();

std::uint32_t bits_of(std::byte byte) {
  return std::to_integer<std::uint32_t>(byte);
}

void write_pair(char* to, std::uint32_t twelve_bits) {
  std::memcpy(to, pairs[twelve_bits].data(), 2);
}

void write_group(char* to, const std::byte* from) {
  const std::uint32_t bits = bits_of(from[0]) << 16 | bits_of(from[1]) << 8 | bits_of(from[2]);
  write_pair(to, bits >> 12);
  write_pair(to + 2, bits & 0xfff);
}

/// The one or two bytes behind the last whole group.
void write_rest(char* to, BytesView rest) {
  std::uint32_t bits = bits_of(rest[0]) << 16;
  if (rest.size() == 2) bits |= bits_of(rest[1]) << 8;
  write_pair(to, bits >> 12);
  write_pair(to + 2, bits & 0xfff);
  to[3] = '=';
  if (rest.size() == 1) to[2] = '=';
}

/// The bits of `digits`, first digit highest; nothing when one is no digit.
std::optional<std::uint32_t> bits_of(std::string_view digits) {
  std::uint32_t bits = 0;
  for (const char digit : digits) {
    const auto value = values[static_cast<unsigned char>(digit)];
    if (value == no_digit) return std::nullopt;
    bits = bits << 6 | value;
  }
  return bits;
}

/// Writes `count` bytes, the highest of `bits` first.
void write_bytes(std::byte* to, std::uint32_t bits, unsigned count) {
  for (unsigned i = 0; i < count; ++i) to[i] = static_cast<std::byte>(bits >> (8 * (count - 1 - i)));
}

/// The last group: two or three digits before the padding, whose spare bits must be zero.
bool write_padded(std::byte* to, std::string_view digits) {
  const auto bits = bits_of(digits);
  const unsigned spare = digits.size() == 2 ? 4 : 2;
  if (!bits || (*bits & ((1U << spare) - 1)) != 0) return false;
  write_bytes(to, *bits >> spare, digits.size() == 2 ? 1 : 2);
  return true;
}

}  // namespace

void append_base64(std::string& out, BytesView bytes) {
  const std::size_t start = out.size();
  const std::size_t groups = bytes.size() / 3;
  const auto rest = bytes.subspan(groups * 3);
  out.resize(start + groups * 4 + (rest.empty() ? 0 : 4));
  char* to = out.data() + start;
  const std::byte* from = bytes.data();
  for (std::size_t i = 0; i < groups; ++i, to += 4, from += 3) write_group(to, from);
  if (!rest.empty()) write_rest(to, rest);
}

std::string to_base64(BytesView bytes) {
  std::string text;
  append_base64(text, bytes);
  return text;
}

std::optional<Bytes> from_base64(std::string_view text) {
  if (text.size() % 4 != 0) return std::nullopt;
  const std::size_t padding = text.ends_with("==") ? 2 : text.ends_with('=') ? 1 : 0;
  Bytes bytes(text.size() / 4 * 3 - padding);
  std::byte* to = bytes.data();
  for (; text.size() > (padding == 0 ? 0 : 4); text.remove_prefix(4), to += 3) {
    const auto bits = bits_of(text.substr(0, 4));
    if (!bits) return std::nullopt;
    write_bytes(to, *bits, 3);
  }
  if (padding != 0 && !write_padded(to, text.substr(0, 4 - padding))) return std::nullopt;
  return bytes;
}

}  // namespace lapor::proof
