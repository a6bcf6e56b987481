#pragma once

#include <cstdint>
#include <roaring/roaring.hh>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "api/views/ordinals.hpp"

namespace lapor::api {

/// The one value that each report has of a facet with many values, as a small number: counting all values is one walk
/// along the reports instead of an intersection a value.
class FacetColumn {
 public:
  using Reports = ::Roaring;

  void set(Ordinal report, const std::string& value);
  /// `report` must have a value.
  void clear(Ordinal report);

  /// Every value that some report has had, by its number; number 0 is the empty one.
  [[nodiscard]] const std::vector<std::string>& values() const { return values_; }

  /// Those of `reports` whose value's number `fits`; each must have been set once.
  template <class Fits>
  [[nodiscard]] Reports which(const Reports& reports, Fits fits) const {
    std::vector<Ordinal> fitting;
    for (const Ordinal report : reports)
      if (fits(codes_[report])) fitting.push_back(report);
    return {fitting.size(), fitting.data()};
  }

  /// Calls `use` with each value that some of `reports` have, and how many. `all`: every report that has a number here;
  /// what is left out of it is walked along instead when it is less.
  template <class Use>
  void count(const Reports& reports, const Reports& all, Use use) const {
    const std::vector<std::uint32_t> counts = counts_of(reports, all);
    for (std::size_t code = 1; code < counts.size(); ++code)
      if (counts[code] > 0) use(values_[code], counts[code]);
  }

 private:
  using Code = std::uint16_t;  // 0: none

  [[nodiscard]] std::vector<std::uint32_t> counts_of(const Reports& reports, const Reports& all) const;
  [[nodiscard]] std::vector<std::uint32_t> walked(const Reports& reports) const;
  [[nodiscard]] Code code_of(const std::string& value);

  std::vector<Code> codes_;               // by ordinal
  std::vector<std::string> values_{""};   // by code
  std::vector<std::uint32_t> totals_{0};  // by code
  std::unordered_map<std::string, Code> by_value_{{"", 0}};
};

}  // namespace lapor::api
