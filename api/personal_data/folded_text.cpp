#include "api/personal_data/folded_text.hpp"

#include <xapian.h>

#include <algorithm>
#include <array>
#include <iterator>

#include "api/text.hpp"

namespace lapor::api::personal_data {
namespace {

/// Code points that are folded alike: to `sign`, or to '0' to '9' over and over when it is '0'.
struct Range {
  char32_t first;
  char32_t last;
  char sign;
};

constexpr Range full_width{0xFF01, 0xFF5E, '!'};  // of '!' to '~'

constexpr auto ranges = std::to_array<Range>({
    {0x00A0, 0x00A0, ' '},
    {0x00AD, 0x00AD, invisible_sign},  // soft hyphen
    {0x0300, 0x036F, invisible_sign},  // combining marks
    {0x0660, 0x0669, '0'},             // Arabic-Indic
    {0x06F0, 0x06F9, '0'},             // Extended Arabic-Indic
    {0x1680, 0x1680, ' '},
    {0x2000, 0x200A, ' '},
    {0x200B, 0x200F, invisible_sign},  // joiners, direction marks
    {0x2010, 0x2015, '-'},
    {0x202A, 0x202E, invisible_sign},
    {0x202F, 0x202F, ' '},
    {0x2043, 0x2043, '-'},
    {0x205F, 0x205F, ' '},
    {0x2060, 0x206F, invisible_sign},
    {0x20D0, 0x20FF, invisible_sign},  // enclosing marks: keycaps
    {0x2212, 0x2212, '-'},
    {0x3000, 0x3000, ' '},
    {0xFE00, 0xFE0F, invisible_sign},  // variation selectors
    {0xFE58, 0xFE58, '-'},
    {0xFE63, 0xFE63, '-'},
    {0xFEFF, 0xFEFF, invisible_sign},
    {0x1D7CE, 0x1D7FF, '0'},  // mathematical: bold, double-struck, ...
});
static_assert(std::ranges::is_sorted(ranges, {}, &Range::first));

constexpr auto ascii = [] {
  std::array<char, 0x80> table{};
  for (std::size_t i = 0; i < table.size(); ++i) table[i] = static_cast<char>(i);
  for (char c = 'A'; c <= 'Z'; ++c) table[static_cast<std::size_t>(c)] = static_cast<char>(c - 'A' + 'a');
  table['\t'] = ' ';
  table['\r'] = '\n';
  return table;
}();

char fold(char32_t point) {
  if (point >= full_width.first && point <= full_width.last)
    return ascii[point - full_width.first + static_cast<char32_t>(full_width.sign)];
  const auto next = std::ranges::upper_bound(ranges, point, {}, &Range::first);
  if (next != ranges.begin() && point <= std::prev(next)->last) {
    const Range& range = *std::prev(next);
    return range.sign == '0' ? static_cast<char>('0' + (point - range.first) % 10) : range.sign;
  }
  return Xapian::Unicode::is_wordchar(point) ? letter_sign : other_sign;
}

}  // namespace

std::string fold(std::string_view text) {
  std::string folded(text.size(), other_sign);
  std::size_t size = 0;
  while (!text.empty()) {
    const auto byte = static_cast<unsigned char>(text[0]);
    const bool is_ascii = byte < ascii.size();
    folded[size++] = is_ascii ? ascii[byte] : fold(take_code_point(text));
    if (is_ascii) text.remove_prefix(1);
  }
  folded.resize(size);
  return folded;
}

}  // namespace lapor::api::personal_data
