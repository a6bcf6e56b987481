#pragma once

#include <string>
#include <string_view>

namespace lapor::api::personal_data {

/// What a code point that is not ASCII is folded to when it is none of the others.
inline constexpr char letter_sign = '\x01';     // a letter, or part of a word
inline constexpr char invisible_sign = '\x02';  // takes no room: joiners, direction marks, variation selectors
inline constexpr char other_sign = '\x03';

/// A text as the finders read it, one byte for each code point: digits of every script that people here type become
/// ASCII ones, letters lower case, blanks ' ', dashes '-', full-width forms their ASCII ones. `text` must be valid
/// UTF-8.
[[nodiscard]] std::string fold(std::string_view text);

[[nodiscard]] constexpr bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
[[nodiscard]] constexpr bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || c == letter_sign;
}

}  // namespace lapor::api::personal_data
