#pragma once

#include <chrono>
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

namespace lapor::api {

/// A token bucket for each caller: `per_second` requests a second, one second's worth at once. 0 means no limit. Any
/// thread may call. Full buckets are forgotten when there are many, so memory is bounded by the callers of the last
/// second.
class RateLimiter {
 public:
  using Clock = std::chrono::steady_clock;

  explicit RateLimiter(std::uint64_t per_second) : per_second_(static_cast<double>(per_second)) {}

  /// Takes one request from the caller's bucket; false when it is empty.
  [[nodiscard]] bool allow(std::string_view caller, Clock::time_point now);

 private:
  struct Bucket {
    double left{};
    Clock::time_point at{};
  };
  [[nodiscard]] double left_at(const Bucket& bucket, Clock::time_point now) const;
  void forget_full(Clock::time_point now);

  const double per_second_;
  std::mutex mutex_;
  std::unordered_map<std::string, Bucket> buckets_;
  std::size_t forget_at_{1'024};
};

}  // namespace lapor::api
