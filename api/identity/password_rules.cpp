#include <algorithm>
#include <iterator>
#include <utility>

#include "api/identity/password_patterns.hpp"
#include "api/identity/passwords.hpp"
#include "api/text.hpp"

namespace lapor::api {
namespace {

using Flaw = PasswordRules::Flaw;

constexpr std::size_t most_bytes = 4 * PasswordRules::most;  // a code point of UTF-8 has at most four
constexpr std::size_t longest_small_period = 4;              // `abcd` over and over is a pattern, `sayang` a word twice
constexpr std::size_t least_different = 4;
constexpr std::size_t least_choices = 5;
constexpr std::size_t least_beside = 8;  // characters that a password needs beside what everybody knows of a person
constexpr std::size_t least_word = 4;    // shorter words are in too many passwords by chance

bool is_word_byte(char byte) {
  return (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') || static_cast<unsigned char>(byte) >= 0x80;
}

void add_word(std::vector<std::string>& words, std::string_view word) {
  if (word.size() >= least_word) words.emplace_back(word);
}

/// The words of a text in lower case: letters and digits between all else.
std::vector<std::string> words_of_text(std::string_view text) {
  std::vector<std::string> words;
  for (std::size_t begin = 0; begin < text.size();) {
    std::size_t end = begin;
    while (end < text.size() && is_word_byte(text[end])) ++end;
    add_word(words, text.substr(begin, end - begin));
    begin = end + 1;
  }
  return words;
}

/// A phone number as it is dialled at home, without its country code 62 or the zero before it.
std::string_view national_number(std::string_view address) {
  for (const std::string_view prefix : {"+62", "+", "62", "0"})
    if (address.starts_with(prefix)) return address.substr(prefix.size());
  return address;
}

std::vector<std::string> words_of_address(std::string_view address) {
  const auto at = address.find('@');
  if (at == std::string_view::npos) return words_of_text(national_number(address));
  const std::string_view local = address.substr(0, at);
  std::vector<std::string> words{std::string(address)};
  std::ranges::copy(words_of_text(local), std::back_inserter(words));
  add_word(words, local);
  return words;
}

std::vector<std::string> words_of_service() {
  return {"lapor", "sp4n"};
}

bool has_any(std::string_view text, const std::vector<std::string>& words) {
  return std::ranges::any_of(words, [text](const std::string& word) { return text.find(word) != text.npos; });
}

/// What is known to everybody fills the password, or leaves too little room for what is not.
std::optional<Flaw> known_part(std::string_view text, std::string_view address, std::string_view name) {
  const auto of_address = words_of_address(address);
  const auto of_name = words_of_text(name);
  auto all = words_of_service();
  std::ranges::copy(of_address, std::back_inserter(all));
  std::ranges::copy(of_name, std::back_inserter(all));
  if (beside(text, all) >= least_beside) return std::nullopt;
  if (has_any(text, of_address)) return Flaw::contains_address;
  if (has_any(text, of_name)) return Flaw::contains_name;
  return has_any(text, words_of_service()) ? std::optional(Flaw::contains_service) : std::nullopt;
}

std::optional<Flaw> wrong_length(std::string_view password, std::size_t least) {
  if (password.size() > most_bytes) return Flaw::too_long;
  const std::size_t length = code_points(password);
  if (length < least) return Flaw::too_short;
  return length > PasswordRules::most ? std::optional(Flaw::too_long) : std::nullopt;
}

std::optional<Flaw> pattern(std::string_view text) {
  if (period_of(text) <= longest_small_period || different_bytes(text) < least_different) return Flaw::repeated;
  return free_choices(text) < least_choices ? std::optional(Flaw::sequential) : std::nullopt;
}

}  // namespace

PasswordRules::PasswordRules(std::vector<std::string> common) {
  for (std::string& text : common) {
    longest_ = std::max(longest_, text.size());
    common_.insert(std::move(text));
  }
}

bool PasswordRules::is_listed(std::string_view text) const {
  return std::ranges::any_of(possible_stems(text, longest_),
                             [this](const std::string& stem) { return common_.contains(stem); });
}

bool PasswordRules::is_common(std::string_view text) const {
  const std::size_t period = period_of(text);
  return is_listed(text) || (period <= text.size() / 2 && is_listed(text.substr(0, period)));
}

std::optional<Flaw> PasswordRules::flaw_of(std::string_view password, std::string_view address, std::string_view name,
                                           std::size_t least) const {
  if (const auto flaw = wrong_length(password, least)) return flaw;
  const std::string text = lowered(password);
  if (const auto flaw = pattern(text)) return flaw;
  if (is_common(text)) return Flaw::common;
  return known_part(text, lowered(address), lowered(name));
}

}  // namespace lapor::api
