#include "api/http/text.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace lapor::api::http {
namespace {

constexpr std::array<bool, 256> token_characters = [] {
  std::array<bool, 256> table{};
  for (const char character : std::string_view{"!#$%&'*+-.^_`|~0123456789"
                                               "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"}) {
    table[static_cast<unsigned char>(character)] = true;
  }
  return table;
}();

int hex_value(char character) {
  if (character >= '0' && character <= '9') return character - '0';
  if (character >= 'a' && character <= 'f') return character - 'a' + 10;
  if (character >= 'A' && character <= 'F') return character - 'A' + 10;
  return -1;
}

char to_lower(char character) {
  return character >= 'A' && character <= 'Z' ? static_cast<char>(character - 'A' + 'a') : character;
}

struct Sequence {
  std::size_t length;      // bytes, the first included; 0: no sequence begins so
  std::uint8_t low, high;  // bounds of the second byte
};

Sequence sequence_of(std::uint8_t first) {
  if (first < 0x80) return {1, 0, 0};
  if (first >= 0xc2 && first <= 0xdf) return {2, 0x80, 0xbf};
  if (first == 0xe0) return {3, 0xa0, 0xbf};
  if (first == 0xed) return {3, 0x80, 0x9f};
  if (first >= 0xe1 && first <= 0xef) return {3, 0x80, 0xbf};
  if (first == 0xf0) return {4, 0x90, 0xbf};
  if (first >= 0xf1 && first <= 0xf3) return {4, 0x80, 0xbf};
  if (first == 0xf4) return {4, 0x80, 0x8f};
  return {0, 0, 0};
}

bool is_continuation(std::string_view bytes, Sequence sequence) {
  for (std::size_t i = 1; i < sequence.length; ++i) {
    const auto byte = static_cast<std::uint8_t>(bytes[i]);
    const bool fits = i == 1 ? byte >= sequence.low && byte <= sequence.high : (byte & 0xc0) == 0x80;
    if (!fits) return false;
  }
  return true;
}

}  // namespace

bool is_token_character(char character) {
  return token_characters[static_cast<unsigned char>(character)];
}

bool is_control(char character) {
  return static_cast<unsigned char>(character) < 0x20 || character == 0x7f;
}

bool is_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool equals_ignoring_case(std::string_view text, std::string_view lower) {
  return std::equal(text.begin(), text.end(), lower.begin(), lower.end(),
                    [](char left, char right) { return to_lower(left) == right; });
}

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

bool is_utf8(std::string_view text) {
  while (!text.empty()) {
    const auto sequence = sequence_of(static_cast<std::uint8_t>(text.front()));
    if (sequence.length == 0 || sequence.length > text.size() || !is_continuation(text, sequence)) return false;
    text.remove_prefix(sequence.length);
  }
  return true;
}

std::optional<std::string> percent_decoded(std::string_view text) {
  std::string decoded;
  decoded.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    char character = text[i];
    if (character == '%') {
      const int high = i + 2 < text.size() ? hex_value(text[i + 1]) : -1;
      const int low = i + 2 < text.size() ? hex_value(text[i + 2]) : -1;
      if (high < 0 || low < 0) return std::nullopt;
      character = static_cast<char>(high * 16 + low);
      i += 2;
    }
    if (is_control(character)) return std::nullopt;
    decoded += character;
  }
  return is_utf8(decoded) ? std::optional{std::move(decoded)} : std::nullopt;
}

}  // namespace lapor::api::http
