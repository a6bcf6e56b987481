#pragma once

#include <cstddef>
#include <utility>

#include "storage/check/damage.hpp"

namespace lapor::storage {

/// Lets the first 20 damages of a kind pass, and says once that there are more.
class FirstDamage {
 public:
  explicit FirstDamage(const TellDamage& tell) : tell_(tell) {}

  void operator()(Damage damage) {
    if (++told_ < most) return tell_(std::move(damage));
    if (told_ == most)
      tell_({std::move(damage.where), damage.what + " More of this kind are not listed.", std::move(damage.advice)});
  }
  [[nodiscard]] bool any() const { return told_ > 0; }

 private:
  static constexpr std::size_t most = 20;

  const TellDamage& tell_;
  std::size_t told_{};
};

}  // namespace lapor::storage
