#include "api/identity/password_patterns.hpp"

#include <algorithm>
#include <array>
#include <bitset>
#include <cstdint>

namespace lapor::api {
namespace {

constexpr std::array<std::string_view, 5> lines{"abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop", "asdfghjkl",
                                                "zxcvbnm"};
constexpr std::size_t least_run = 3;

bool is_letter(char character) {
  return (character >= 'a' && character <= 'z') || static_cast<unsigned char>(character) >= 0x80;
}

bool is_adjacent(std::string_view line, char first, char second) {
  const std::array<char, 2> both{first, second};
  return line.find(std::string_view(both.data(), both.size())) != std::string_view::npos;
}

/// In which ways `second` follows `first`: one bit for being equal, and two for each line.
std::uint32_t steps(char first, char second) {
  std::uint32_t ways = first == second ? 1U : 0U;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (is_adjacent(lines[i], first, second)) ways |= 2U << (2 * i);
    if (is_adjacent(lines[i], second, first)) ways |= 4U << (2 * i);
  }
  return ways;
}

/// How long a run begins here: at least 1.
std::size_t run_length(std::string_view text) {
  std::size_t length = 1;
  for (std::uint32_t ways = ~0U; length < text.size(); ++length) {
    ways &= steps(text[length - 1], text[length]);
    if (ways == 0) break;
  }
  return length;
}

/// The letter that a digit or sign is written for; 1 and ! may stand for two.
char letter_for(char character, char one) {
  switch (character) {
    case '0':
      return 'o';
    case '1':
    case '!':
    case '|':
      return one;
    case '3':
      return 'e';
    case '4':
    case '@':
      return 'a';
    case '5':
    case '$':
      return 's';
    case '6':
    case '9':
      return 'g';
    case '7':
    case '+':
      return 't';
    case '8':
      return 'b';
    default:
      return character;
  }
}

std::string with_letters(std::string_view text, char one) {
  std::string letters(text);
  std::ranges::transform(letters, letters.begin(), [one](char character) { return letter_for(character, one); });
  return letters;
}

void add_readings(std::vector<std::string>& stems, std::string_view text) {
  stems.emplace_back(text);
  stems.push_back(with_letters(text, 'i'));
  stems.push_back(with_letters(text, 'l'));
}

}  // namespace

std::string lowered(std::string_view text) {
  std::string lower(text);
  for (char& character : lower)
    if (character >= 'A' && character <= 'Z') character = static_cast<char>(character - 'A' + 'a');
  return lower;
}

std::size_t period_of(std::string_view text) {
  for (std::size_t period = 1; period < text.size(); ++period)
    if (text.substr(period) == text.substr(0, text.size() - period)) return period;
  return text.size();
}

std::size_t different_bytes(std::string_view text) {
  std::bitset<256> seen;
  for (const char byte : text) seen.set(static_cast<unsigned char>(byte));
  return seen.count();
}

std::size_t free_choices(std::string_view text) {
  std::size_t choices = 0;
  while (!text.empty()) {
    const std::size_t run = run_length(text);
    choices += run >= least_run ? 1 : run;
    text.remove_prefix(run);
  }
  return choices;
}

std::vector<std::string> possible_stems(std::string_view text, std::size_t longest) {
  std::vector<std::string> stems;
  add_readings(stems, text);
  const auto first = static_cast<std::size_t>(std::ranges::find_if(text, is_letter) - text.begin());
  std::size_t last = text.size();
  while (last > first && !is_letter(text[last - 1])) --last;
  for (std::size_t end = last; end > first && end <= text.size() && end - first <= longest; ++end) {
    add_readings(stems, text.substr(0, end));
    if (first > 0) add_readings(stems, text.substr(first, end - first));
  }
  return stems;
}

std::size_t beside(std::string_view text, const std::vector<std::string>& words) {
  std::string left(text);
  for (const std::string& word : words)
    for (auto at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1))
      std::fill_n(left.begin() + static_cast<std::ptrdiff_t>(at), word.size(), '\0');
  return static_cast<std::size_t>(std::ranges::count_if(
      left, [](char byte) { return byte != '\0' && (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; }));
}

}  // namespace lapor::api
