#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <unordered_map>
#include <vector>

#include "events/report_state.hpp"

namespace lapor::audit {

/// The state of every report. Their ids are dense from 1,000,001 on, so they index pages; ids far from those, which a
/// forged log may have, go to a map. `sizeof(ReportState)` bytes for each report, and what its lists need.
class ReportTable {
 public:
  /// Made empty when it is not there.
  [[nodiscard]] ReportState& at(std::uint64_t id) {
    const std::uint64_t index = id - number(before_first_report) - 1;  // wraps below the first
    if (index >= most_dense) return far_[id];
    const auto page = static_cast<std::size_t>(index / page_states);
    if (page >= pages_.size()) pages_.resize(page + 1);
    if (!pages_[page]) pages_[page] = std::make_unique<Page>();
    return (*pages_[page])[static_cast<std::size_t>(index % page_states)];
  }

 private:
  static constexpr std::size_t page_states = 1'024;
  static constexpr std::uint64_t most_dense = std::uint64_t{1} << 30;  // a page table of 8 MiB at most

  using Page = std::array<ReportState, page_states>;
  std::vector<std::unique_ptr<Page>> pages_;
  std::unordered_map<std::uint64_t, ReportState> far_;
};

}  // namespace lapor::audit
