#pragma once

#include <cstddef>
#include <utility>

#include "storage/check/finding.hpp"

namespace lapor::storage {

/// Lets the first 20 findings of a kind pass, and says once that there are more.
class FewFindings {
 public:
  explicit FewFindings(const TellFinding& tell) : tell_(tell) {}

  void operator()(Finding finding) {
    if (++told_ < most) return tell_(std::move(finding));
    if (told_ == most)
      tell_({std::move(finding.where), finding.what + " More of this kind are not listed.", std::move(finding.advice)});
  }
  [[nodiscard]] bool any() const { return told_ > 0; }

 private:
  static constexpr std::size_t most = 20;

  const TellFinding& tell_;
  std::size_t told_{};
};

}  // namespace lapor::storage
