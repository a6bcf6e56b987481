#include "api/views/facet_column.hpp"

#include <limits>

#include "events/ensure.hpp"

namespace lapor::api {

FacetColumn::Code FacetColumn::code_of(const std::string& value) {
  const auto [at, is_new] = by_value_.try_emplace(value, static_cast<Code>(values_.size()));
  if (is_new) {
    ENSURE(values_.size() <= std::numeric_limits<Code>::max(),
           "more values of a facet than the reference data can have");
    values_.push_back(value);
    totals_.push_back(0);
  }
  return at->second;
}

void FacetColumn::set(Ordinal report, const std::string& value) {
  const Code code = code_of(value);
  if (codes_.size() <= report) codes_.resize(report + 1);
  codes_[report] = code;
  ++totals_[code];
}

void FacetColumn::clear(Ordinal report) {
  --totals_[codes_[report]];
  codes_[report] = 0;
}

std::vector<std::uint32_t> FacetColumn::counts_of(const Reports& reports, const Reports& all) const {
  if (reports.cardinality() <= all.cardinality() / 2) return walked(reports);
  std::vector<std::uint32_t> counts = totals_;
  const std::vector<std::uint32_t> others = walked(all - reports);
  for (std::size_t code = 0; code < counts.size(); ++code) counts[code] -= others[code];
  return counts;
}

std::vector<std::uint32_t> FacetColumn::walked(const Reports& reports) const {
  struct Walk {
    const std::vector<Code>& codes;
    std::vector<std::uint32_t> counts;
  };
  Walk walk{codes_, std::vector<std::uint32_t>(values_.size())};
  const auto step = [](std::uint32_t report, void* state) {
    Walk& at = *static_cast<Walk*>(state);
    if (report < at.codes.size()) ++at.counts[at.codes[report]];
    return true;
  };
  reports.iterate(step, &walk);
  return std::move(walk.counts);
}

}  // namespace lapor::api
