#pragma once

#include <string>
#include <string_view>
#include <vector>

/// What makes a password easy to guess, as pure functions over its bytes in lower case.
namespace lapor::api {

/// ASCII letters in lower case; all else as it is.
[[nodiscard]] std::string lowered(std::string_view text);

/// How long the beginning is of which the whole text is made, over and over (the last time perhaps not to its end);
/// the text's own length when there is no such.
[[nodiscard]] std::size_t period_of(std::string_view text);

/// How many different bytes occur.
[[nodiscard]] std::size_t different_bytes(std::string_view text);

/// How many characters remain when each run of three or more that are equal, or neighbours in one direction in the
/// alphabet, among the digits, or on the keyboard, counts as one: `1234567890` has 1, `abcd-4321` has 3.
[[nodiscard]] std::size_t free_choices(std::string_view text);

/// The text itself, and what it may have been made of: digits and signs at its ends taken away, and what stands in the
/// place of letters put back (`p@ssw0rd` is `password`). But for the text itself only what has at most `longest` bytes
/// without what stands before its first letter.
[[nodiscard]] std::vector<std::string> possible_stems(std::string_view text, std::size_t longest);

/// How many code points lie outside all occurrences of the words.
[[nodiscard]] std::size_t beside(std::string_view text, const std::vector<std::string>& words);

}  // namespace lapor::api
