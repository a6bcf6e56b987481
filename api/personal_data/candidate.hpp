#pragma once

#include <cstddef>
#include <string_view>

#include "api/personal_data/digit_run.hpp"

namespace lapor::api::personal_data {

/// A number that may begin with one group of a run and end before another, `to`, which the questions below are about.
class Candidate {
 public:
  /// `folded` and `run` must outlive it. `used`: the first group that is not part of a number before this one.
  Candidate(std::string_view folded, const DigitRun& run, std::size_t first, std::size_t used)
      : folded_(folded), run_(run), first_(first), used_(used) {}

  [[nodiscard]] std::size_t first() const { return first_; }
  [[nodiscard]] std::size_t groups() const { return run_.groups(); }
  [[nodiscard]] std::size_t begin() const { return run_.begin(first_); }
  [[nodiscard]] std::string_view digits(std::size_t to) const { return run_.digits(first_, to); }
  [[nodiscard]] std::string_view first_group() const { return run_.digits(first_); }
  [[nodiscard]] bool is_one_group(std::size_t to) const { return to == first_ + 1; }
  [[nodiscard]] bool is_uniform(std::size_t to) const { return run_.is_uniform(first_, to); }
  /// Whether all groups, or all but the first one, have `least` to `most` digits.
  [[nodiscard]] bool has_groups_of(std::size_t least, std::size_t most, std::size_t to) const;
  [[nodiscard]] bool has_later_groups_of(std::size_t least, std::size_t most, std::size_t to) const;

  /// The end of the groups that have `least` to `most` digits together; 0 when none have.
  [[nodiscard]] std::size_t end_with(std::size_t least, std::size_t most) const;

  /// Whether a number that is complete without its last group may have it nevertheless: it is separated like the one
  /// before, and no number of its own.
  [[nodiscard]] bool goes_on(std::size_t to) const;

  [[nodiscard]] bool begins_date() const;
  [[nodiscard]] bool is_all_years(std::size_t to) const;
  /// 10.000.000
  [[nodiscard]] bool is_amount(std::size_t to) const;
  [[nodiscard]] bool has_dots(std::size_t to) const;

  /// The digits of a coordinate behind its point: of -6.0812345678 or 107.0812345678. Of a whole number of one or two
  /// digits without a sign only as many as computers print; else the number may be the first of a list.
  [[nodiscard]] bool is_fraction() const;
  /// Letters, or digits of a longer number, stand right before it: RB0215790123SG, 35.78.021.004.001.
  [[nodiscard]] bool is_part_of_more() const;
  [[nodiscard]] bool has_plus() const;

 private:
  [[nodiscard]] char before(std::size_t group) const {
    return run_.begin(group) > 0 ? folded_[run_.begin(group) - 1] : '\n';
  }

  std::string_view folded_;
  const DigitRun& run_;
  std::size_t first_;
  std::size_t used_;
};

}  // namespace lapor::api::personal_data
