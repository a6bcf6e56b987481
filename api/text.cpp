#include "api/text.hpp"

#include <algorithm>
#include <vector>

namespace lapor::api {
namespace {

/// How many bytes follow a leading byte; 4 when it cannot lead.
std::size_t continuation_count(unsigned char lead) {
  if (lead < 0x80) return 0;
  if (lead >= 0xC2 && lead <= 0xDF) return 1;
  if (lead >= 0xE0 && lead <= 0xEF) return 2;
  if (lead >= 0xF0 && lead <= 0xF4) return 3;
  return 4;
}

constexpr char32_t lead_bits(unsigned char lead, std::size_t following) {
  return following == 0 ? lead : lead & (0x3FU >> following);
}

bool is_white(char32_t point) {
  return point == ' ' || (point >= 0x09 && point <= 0x0D) || point == 0x85 || point == 0xA0 || point == 0x1680 ||
         (point >= 0x2000 && point <= 0x200F) || point == 0x2028 || point == 0x2029 || point == 0x202F ||
         point == 0x205F || point == 0x2060 || point == 0x3000 || point == 0xFEFF;
}

/// U+2028 and U+2029.
bool is_line_separator(std::string_view bytes) {
  return bytes == "\u2028" || bytes == "\u2029";
}

std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({replaced, row[j] + 1, row[j - 1] + 1});
    }
  }
  return row.back();
}

}  // namespace

char32_t take_code_point(std::string_view& text) {
  const auto lead = static_cast<unsigned char>(text[0]);
  const std::size_t following = std::min(continuation_count(lead), text.size() - 1);
  char32_t point = lead_bits(lead, following);
  for (std::size_t i = 1; i <= following; ++i) point = point << 6U | (static_cast<unsigned char>(text[i]) & 0x3FU);
  text.remove_prefix(following + 1);
  return point;
}

bool is_valid_utf8(std::string_view bytes) {
  constexpr char32_t smallest[] = {0, 0x80, 0x800, 0x10000};
  while (!bytes.empty()) {
    const std::size_t following = continuation_count(static_cast<unsigned char>(bytes[0]));
    if (following > 3 || bytes.size() <= following) return false;
    for (std::size_t i = 1; i <= following; ++i)
      if ((static_cast<unsigned char>(bytes[i]) & 0xC0U) != 0x80U) return false;
    const char32_t point = take_code_point(bytes);
    if (point < smallest[following] || point > 0x10FFFF || (point >= 0xD800 && point <= 0xDFFF)) return false;
  }
  return true;
}

std::size_t code_points(std::string_view text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

bool is_blank(std::string_view text) {
  while (!text.empty())
    if (!is_white(take_code_point(text))) return false;
  return true;
}

/// Goes by bytes: most text is plain ASCII, and every long form of a control is a known prefix.
bool has_control(std::string_view text, Lines lines) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte >= 0x20 && byte < 0x7F) continue;
    const bool layout = byte == '\n' || byte == '\r' || byte == '\t';
    if (byte <= 0x7F && !(layout && lines == Lines::many)) return true;
    if (byte == 0xC2 && static_cast<unsigned char>(text[i + 1]) < 0xA0) return true;
    if (lines == Lines::one && is_line_separator(text.substr(i, 3))) return true;
  }
  return false;
}

std::string_view nearest(std::string_view name, std::span<const std::string_view> candidates) {
  std::string_view best;
  std::size_t best_distance = std::max<std::size_t>(name.size() / 3, 1) + 1;
  for (const std::string_view candidate : candidates)
    if (const std::size_t distance = edit_distance(name, candidate); distance < best_distance) {
      best = candidate;
      best_distance = distance;
    }
  return best;
}

std::string excerpt(std::string_view text, std::size_t most) {
  std::size_t seen = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool begins = (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80;
    if (begins && seen++ == most) return std::string(text.substr(0, at)) + "\u2026";
  }
  return std::string(text);
}

}  // namespace lapor::api
