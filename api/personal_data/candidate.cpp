#include "api/personal_data/candidate.hpp"

#include <algorithm>

#include "api/personal_data/folded_text.hpp"
#include "api/personal_data/number_shapes.hpp"

namespace lapor::api::personal_data {
namespace {

bool has_groups(const DigitRun& run, std::size_t from, std::size_t to, std::size_t least, std::size_t most) {
  for (; from < to; ++from)
    if (run.size(from) < least || run.size(from) > most) return false;
  return true;
}

}  // namespace

bool Candidate::has_groups_of(std::size_t least, std::size_t most, std::size_t to) const {
  return has_groups(run_, first_, to, least, most);
}

bool Candidate::has_later_groups_of(std::size_t least, std::size_t most, std::size_t to) const {
  return has_groups(run_, first_ + 1, to, least, most);
}

std::size_t Candidate::end_with(std::size_t least, std::size_t most) const {
  for (std::size_t to = first_ + 1; to <= groups(); ++to) {
    const std::size_t size = digits(to).size();
    if (size >= least) return size <= most ? to : 0;
  }
  return 0;
}

bool Candidate::goes_on(std::size_t to) const {
  const std::size_t last = to - 1;
  if (to - first_ < 3 || run_.separator(last) != run_.separator(last - 1)) return false;
  return run_.separator(last) != " " || run_.size(last) >= std::min<std::size_t>(2, run_.size(last - 1));
}

bool Candidate::begins_date() const {
  if (first_ + 3 > groups()) return false;
  const auto part = [this](std::size_t number) { return run_.digits(first_ + number); };
  return is_date(part(0), part(1), part(2)) || is_date(part(2), part(1), part(0));
}

bool Candidate::is_all_years(std::size_t to) const {
  for (std::size_t group = first_; group < to; ++group)
    if (!is_year(run_.digits(group))) return false;
  return true;
}

bool Candidate::is_amount(std::size_t to) const {
  return has_dots(to) && is_uniform(to) && run_.size(first_) <= 3 && has_later_groups_of(3, 3, to);
}

bool Candidate::has_dots(std::size_t to) const {
  return !is_one_group(to) && run_.separator(first_ + 1) == ".";
}

bool Candidate::is_fraction() const {
  if (first_ == used_ || run_.separator(first_) != ".") return false;
  const std::size_t whole = run_.size(first_ - 1);
  const bool is_as_printed = before(first_ - 1) == '-' || first_group().size() == id_digits;
  return whole == 3 || (whole < 3 && is_as_printed);
}

bool Candidate::is_part_of_more() const {
  if (is_letter(before(first_))) return true;
  return first_ != used_ && run_.separator(first_).find(' ') == std::string_view::npos;
}

bool Candidate::has_plus() const {
  return before(first_) == '+';
}

}  // namespace lapor::api::personal_data
