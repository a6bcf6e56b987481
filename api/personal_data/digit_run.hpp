#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace lapor::api::personal_data {

/// Digits that stand together, in groups: "0812-3456-7890" has three. Between two groups stand at most three blanks,
/// dots, dashes or round brackets. Groups are numbered from 0; a range of them is [from, to).
class DigitRun {
 public:
  /// Reads the run that begins at `at`, a digit. `folded` (folded_text.hpp) must outlive it.
  DigitRun(std::string_view folded, std::size_t at);

  [[nodiscard]] std::size_t groups() const { return groups_.size(); }
  /// Where the group stands in the text.
  [[nodiscard]] std::size_t begin(std::size_t group) const { return groups_[group].begin; }
  [[nodiscard]] std::size_t end(std::size_t group) const { return groups_[group].end; }
  [[nodiscard]] std::size_t end() const { return groups_.back().end; }

  [[nodiscard]] std::string_view digits(std::size_t from, std::size_t to) const;
  [[nodiscard]] std::string_view digits(std::size_t group) const { return digits(group, group + 1); }
  [[nodiscard]] std::size_t size(std::size_t group) const { return digits(group).size(); }

  /// What stands between a group and the one before it.
  [[nodiscard]] std::string_view separator(std::size_t group) const;
  /// Whether all groups of the range are separated alike.
  [[nodiscard]] bool is_uniform(std::size_t from, std::size_t to) const;

 private:
  struct Group {
    std::size_t begin;   // in the text
    std::size_t end;     // behind its last digit
    std::size_t digits;  // its first one among all digits
  };

  void read_group(std::size_t at);
  [[nodiscard]] std::size_t next_group() const;

  std::string_view folded_;
  std::string digits_;
  std::vector<Group> groups_;
};

}  // namespace lapor::api::personal_data
