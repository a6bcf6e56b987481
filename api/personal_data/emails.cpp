#include "api/personal_data/emails.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "api/personal_data/folded_text.hpp"

namespace lapor::api::personal_data {
namespace {

/// What a domain must end with behind a bare " at ".
constexpr auto known_ends = std::to_array<std::string_view>(
    {"id", "com", "net", "org", "edu", "gov", "info", "biz", "co", "me", "io", "my", "sg", "us", "uk", "au", "jp"});

/// "pak @gmail.com" means a mailbox there, where "pak @orisurf.id" means somebody's account in a social network.
constexpr auto mail_providers = std::to_array<std::string_view>(
    {"gmail", "yahoo", "ymail", "rocketmail", "hotmail", "outlook", "live", "icloud", "mail", "proton", "protonmail"});

template <std::size_t size>
bool is_one_of(std::string_view word, const std::array<std::string_view, size>& words) {
  return std::ranges::find(words, word) != words.end();
}

bool is_of_label(char c) {
  return is_letter(c) || is_digit(c) || c == '-' || c == invisible_sign;
}

/// Of what stands before the sign (RFC 5322, atext) what people use.
bool is_of_local_part(char c) {
  return is_of_label(c) || c == '.' || c == '_' || c == '+' || c == '%' || c == '\'' || c == '&' || c == '~';
}

bool is_letter_or_digit(char c) {
  return is_letter(c) || is_digit(c);
}

/// What takes the place of the sign: [begin, end), and how sure it is.
struct Sign {
  std::size_t begin;
  std::size_t end;
  bool is_word{};     // a bare " at "
  bool is_mention{};  // a blank before it only
};

/// Reads one text from the left; `from_` is behind the last finding.
class EmailReader {
 public:
  explicit EmailReader(std::string_view folded) : folded_(folded) {}

  void find(std::vector<Finding>& findings) {
    for (std::size_t place = 0; place < folded_.size(); ++place) {
      if (folded_[place] != '@' && folded_[place] != 'a') continue;
      const auto sign = place < from_ ? std::nullopt : sign_at(place);
      if (!sign) continue;
      const std::size_t begin = local_part_before(sign->begin);
      const std::size_t end = domain_from(*sign);
      if (begin == sign->begin || end == 0) continue;
      findings.push_back({PersonalDataKind::email, begin, end - begin});
      from_ = end;
    }
  }

 private:
  [[nodiscard]] char at(std::size_t place) const { return place < folded_.size() ? folded_[place] : '\n'; }
  [[nodiscard]] char before(std::size_t place) const { return place > from_ ? folded_[place - 1] : '\n'; }

  [[nodiscard]] std::optional<Sign> sign_at(std::size_t place) const {
    if (at(place) == '@') {
      const bool has_blank_before = before(place) == ' ';
      const bool has_blank_after = at(place + 1) == ' ';
      return Sign{place - (has_blank_before ? 1 : 0), place + (has_blank_after ? 2 : 1), false,
                  has_blank_before && !has_blank_after};
    }
    if (at(place + 1) != 't') return std::nullopt;
    if (before(place) == ' ' && at(place + 2) == ' ') return Sign{place - 1, place + 3, true, false};
    if (is_in_brackets(place)) return with_blanks({place - 1, place + 3});
    return std::nullopt;
  }

  [[nodiscard]] bool is_in_brackets(std::size_t place) const {
    const char open = before(place);
    const char close = at(place + 2);
    return (open == '(' && close == ')') || (open == '[' && close == ']') || (open == '{' && close == '}');
  }

  [[nodiscard]] Sign with_blanks(Sign sign) const {
    if (before(sign.begin) == ' ') --sign.begin;
    if (at(sign.end) == ' ') ++sign.end;
    return sign;
  }

  /// Where it begins; `sign` when there is none.
  [[nodiscard]] std::size_t local_part_before(std::size_t sign) const {
    std::size_t begin = sign;
    while (begin > from_ && is_of_local_part(folded_[begin - 1])) --begin;
    while (begin < sign && !is_letter_or_digit(folded_[begin])) ++begin;
    return begin;
  }

  /// Where it ends: behind the last label that a domain can end with; 0 when there is none.
  [[nodiscard]] std::size_t domain_from(const Sign& sign) const {
    std::size_t end = 0;
    std::size_t label = sign.end;
    for (bool is_first = true; is_letter_or_digit(at(label)); is_first = false) {
      std::size_t stop = label;
      while (is_of_label(at(stop))) ++stop;
      const std::string_view name = folded_.substr(label, stop - label);
      if (is_first && sign.is_mention && !is_one_of(name, mail_providers)) return 0;
      if (!is_first)
        if (const std::size_t size = size_of_end(name, sign.is_word); size > 0) end = label + size;
      if (at(stop) != '.') break;
      label = stop + 1;
    }
    return end;
  }

  /// How much of a label can be the end of a domain: its first letters, since a number may be glued to them.
  static std::size_t size_of_end(std::string_view label, bool must_be_known) {
    const auto end = std::ranges::find_if_not(label, is_letter);
    const std::string_view letters = label.substr(0, static_cast<std::size_t>(end - label.begin()));
    return letters.size() >= 2 && (!must_be_known || is_one_of(letters, known_ends)) ? letters.size() : 0;
  }

  const std::string_view folded_;
  std::size_t from_{};
};

}  // namespace

void find_emails(std::string_view folded, std::vector<Finding>& findings) {
  EmailReader{folded}.find(findings);
}

}  // namespace lapor::api::personal_data
