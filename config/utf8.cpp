#include "config/utf8.hpp"

namespace lapor::config {

namespace {

/// A lead byte's rule: how many bytes follow, and between which bounds the first of them must lie.
struct Lead {
  std::size_t following;
  unsigned char low{0x80};
  unsigned char high{0xBF};
};

std::optional<Lead> lead(unsigned char byte) {
  if (byte >= 0xC2 && byte <= 0xDF) return Lead{1};
  if (byte == 0xE0) return Lead{2, 0xA0, 0xBF};  // below: overlong
  if (byte == 0xED) return Lead{2, 0x80, 0x9F};  // above: surrogates
  if (byte >= 0xE1 && byte <= 0xEF) return Lead{2};
  if (byte == 0xF0) return Lead{3, 0x90, 0xBF};  // below: overlong
  if (byte >= 0xF1 && byte <= 0xF3) return Lead{3};
  if (byte == 0xF4) return Lead{3, 0x80, 0x8F};  // above: more than U+10FFFF
  return std::nullopt;
}

unsigned char byte_at(std::string_view text, std::size_t offset) {
  return static_cast<unsigned char>(text[offset]);
}

/// Length of the multi-byte character at `offset`; 0 when it is malformed.
std::size_t character_length(std::string_view text, std::size_t offset) {
  const auto rule = lead(byte_at(text, offset));
  if (!rule || offset + rule->following >= text.size()) return 0;
  const auto first = byte_at(text, offset + 1);
  if (first < rule->low || first > rule->high) return 0;
  for (std::size_t i = 2; i <= rule->following; ++i)
    if ((byte_at(text, offset + i) & 0xC0U) != 0x80U) return 0;
  return rule->following + 1;
}

}  // namespace

std::optional<std::size_t> first_invalid_utf8(std::string_view text) {
  for (std::size_t offset = 0; offset < text.size();) {
    if (byte_at(text, offset) < 0x80) {
      ++offset;
      continue;
    }
    const auto length = character_length(text, offset);
    if (length == 0) return offset;
    offset += length;
  }
  return std::nullopt;
}

}  // namespace lapor::config
