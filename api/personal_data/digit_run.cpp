#include "api/personal_data/digit_run.hpp"

#include "api/personal_data/folded_text.hpp"

namespace lapor::api::personal_data {
namespace {

constexpr std::size_t longest_separator = 3;  // " - ", ") -"

bool separates(char c) {
  return c == ' ' || c == '.' || c == '-' || c == '(' || c == ')';
}

}  // namespace

DigitRun::DigitRun(std::string_view folded, std::size_t at) : folded_(folded) {
  for (; at < folded_.size(); at = next_group()) read_group(at);
}

/// What is invisible between two digits of a group belongs to it.
void DigitRun::read_group(std::size_t at) {
  Group group{at, at, digits_.size()};
  for (; at < folded_.size() && (is_digit(folded_[at]) || folded_[at] == invisible_sign); ++at) {
    if (folded_[at] == invisible_sign) continue;
    digits_ += folded_[at];
    group.end = at + 1;
  }
  groups_.push_back(group);
}

/// Where the next group begins; the end of the text when there is none near enough.
std::size_t DigitRun::next_group() const {
  std::size_t separators = 0;
  for (std::size_t at = end(); at < folded_.size(); ++at) {
    if (is_digit(folded_[at])) return at;
    if (folded_[at] == invisible_sign) continue;
    if (!separates(folded_[at]) || ++separators > longest_separator) break;
  }
  return folded_.size();
}

std::string_view DigitRun::digits(std::size_t from, std::size_t to) const {
  const std::size_t begin = groups_[from].digits;
  const std::size_t end = to < groups_.size() ? groups_[to].digits : digits_.size();
  return std::string_view(digits_).substr(begin, end - begin);
}

std::string_view DigitRun::separator(std::size_t group) const {
  const std::size_t before = end(group - 1);
  return folded_.substr(before, begin(group) - before);
}

bool DigitRun::is_uniform(std::size_t from, std::size_t to) const {
  for (std::size_t group = from + 2; group < to; ++group)
    if (separator(group) != separator(from + 1)) return false;
  return true;
}

}  // namespace lapor::api::personal_data
