#include "events/contact_address.hpp"

#include <algorithm>

namespace lapor {
namespace {

constexpr std::size_t most_local = 64;   // RFC 5321, 4.5.3.1.1
constexpr std::size_t most_label = 63;   // RFC 1035, 2.3.4
constexpr std::size_t most_email = 254;  // RFC 5321, 4.5.3.1.3: a path of 256, less its angle brackets
constexpr std::size_t least_digits = 8;  // fewer is a short code or no number at all
constexpr std::size_t most_digits = 15;  // ITU-T E.164, 6.1
constexpr std::string_view indonesia{"62"};

bool is_digit(char character) {
  return character >= '0' && character <= '9';
}
bool is_letter_or_digit(char character) {
  return (character >= 'a' && character <= 'z') || is_digit(character);
}

/// RFC 5322, 3.2.3, in lower case.
bool is_atom_character(char character) {
  constexpr std::string_view signs{"!#$%&'*+-/=?^_`{|}~"};
  return is_letter_or_digit(character) || signs.find(character) != std::string_view::npos;
}

bool is_atom(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, is_atom_character);
}

bool is_label(std::string_view text) {
  return !text.empty() && text.size() <= most_label && text.front() != '-' && text.back() != '-' &&
         std::ranges::all_of(text, [](char character) { return is_letter_or_digit(character) || character == '-'; });
}

/// Whether every part between two dots is one.
bool is_dotted(std::string_view text, bool (*is_part)(std::string_view)) {
  while (true) {
    const auto dot = text.find('.');
    if (!is_part(text.substr(0, dot))) return false;
    if (dot == std::string_view::npos) return true;
    text.remove_prefix(dot + 1);
  }
}

/// Two labels or more, and no number at the end: that would be an IP address.
bool is_domain(std::string_view text) {
  const auto dot = text.rfind('.');
  return dot != std::string_view::npos && is_dotted(text, is_label) &&
         !std::ranges::all_of(text.substr(dot + 1), is_digit);
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view blanks{" \t\r\n"};
  const auto begin = text.find_first_not_of(blanks);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(blanks) - begin + 1);
}

std::string in_lower_case(std::string_view text) {
  std::string lower(text);
  for (char& character : lower)
    if (character >= 'A' && character <= 'Z') character = static_cast<char>(character - 'A' + 'a');
  return lower;
}

std::optional<ContactAddress> parse_email(std::string_view text) {
  const std::string lower = in_lower_case(text);
  const std::string_view whole = lower;
  const auto at = whole.find('@');
  if (whole.size() > most_email || at > most_local) return std::nullopt;
  if (!is_dotted(whole.substr(0, at), is_atom) || !is_domain(whole.substr(at + 1))) return std::nullopt;
  return ContactAddress{ContactAddress::Kind::email, lower};
}

/// A number without its separators; nothing when there is anything else than these, digits, and a plus before all.
std::optional<std::string> without_separators(std::string_view text) {
  constexpr std::string_view separators{" -./()"};
  std::string kept;
  for (const char character : text) {
    if (separators.find(character) != std::string_view::npos) continue;
    if (!is_digit(character) && !(character == '+' && kept.empty())) return std::nullopt;
    kept += character;
  }
  return kept;
}

/// The digits of E.164, which begin with a country's code.
std::string international(std::string digits) {
  if (digits.starts_with('+'))
    digits.erase(0, 1);
  else if (digits.starts_with('0'))
    digits.replace(0, 1, indonesia);
  else if (!digits.starts_with(indonesia))
    return {};
  return digits;
}

std::optional<ContactAddress> parse_phone(std::string_view text) {
  const auto written = without_separators(text);
  if (!written) return std::nullopt;
  std::string digits = international(*written);
  constexpr std::string_view doubled_trunk{"620"};
  if (written->starts_with('+') && digits.starts_with(doubled_trunk)) digits.erase(indonesia.size(), 1);
  if (digits.size() < least_digits || digits.size() > most_digits) return std::nullopt;
  if (digits.starts_with('0') || digits.starts_with(doubled_trunk)) return std::nullopt;
  return ContactAddress{ContactAddress::Kind::phone, "+" + digits};
}

}  // namespace

std::optional<ContactAddress> parse_contact_address(std::string_view text) {
  text = trimmed(text);
  return text.find('@') == std::string_view::npos ? parse_phone(text) : parse_email(text);
}

}  // namespace lapor
