#pragma once

#include <chrono>
#include <optional>

namespace lapor::tools {

/// How long to wait before another try: twice as long each time, at least as long as the server asks, and not at all
/// once `patience` has run out since the first failure. Time is passed in.
class Backoff {
 public:
  using Time = std::chrono::steady_clock::time_point;
  using Delay = std::chrono::milliseconds;
  static constexpr Delay shortest{100};
  static constexpr Delay longest{5'000};

  explicit Backoff(std::chrono::seconds patience) : patience_(patience) {}

  /// The delay before the next try, or nothing: give up. `asked` is the server's Retry-After.
  [[nodiscard]] std::optional<Delay> next(Time now, std::optional<std::chrono::seconds> asked);

 private:
  std::chrono::seconds patience_;
  std::optional<Time> first_failure_;
  Delay delay_{shortest};
};

}  // namespace lapor::tools
