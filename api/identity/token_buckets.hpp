#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <string_view>

#include "api/identity/process_key.hpp"
#include "api/identity/recent_map.hpp"

namespace lapor::api {

/// A token bucket for each key: full at first with `burst` tokens, refilled with `per_second`, each request takes its
/// cost. `per_second` or `burst` of 0 means no limit. Any thread may call.
///
/// `now` may be of any clock, always the same one; a step back refills nothing. A cost above the burst counts as the
/// burst. Keys (addresses, accounts) are kept as keyed hashes; at most `most` buckets, and the one used least recently,
/// which is the fullest or near it, is forgotten for a new one.
class TokenBuckets {
 public:
  TokenBuckets(double per_second, double burst, std::size_t most = 100'000);

  /// Takes `cost` tokens; false, and takes nothing, when there are fewer.
  template <class Clock, class Duration>
  [[nodiscard]] bool allow(std::string_view key, std::chrono::time_point<Clock, Duration> now, double cost = 1) {
    return take(key, since_epoch(now), cost);
  }

  /// How long until `cost` tokens are there, in whole milliseconds rounded up; 0 when they are. Takes nothing, but
  /// counts as a use of the bucket.
  template <class Clock, class Duration>
  [[nodiscard]] std::chrono::milliseconds wait(std::string_view key, std::chrono::time_point<Clock, Duration> now,
                                               double cost = 1) {
    return time_until(key, since_epoch(now), cost);
  }

  /// Puts tokens back that turned out not to be owed.
  void give_back(std::string_view key, double cost = 1);

  /// The key's bucket is full again.
  void forget(std::string_view key);

  /// Buckets that are kept.
  [[nodiscard]] std::size_t size() const;

 private:
  using Time = std::chrono::nanoseconds;

  struct Bucket {
    double left{};
    Time at{};
  };

  template <class Clock, class Duration>
  static Time since_epoch(std::chrono::time_point<Clock, Duration> now) {
    return std::chrono::duration_cast<Time>(now.time_since_epoch());
  }

  [[nodiscard]] bool take(std::string_view key, Time now, double cost);
  [[nodiscard]] std::chrono::milliseconds time_until(std::string_view key, Time now, double cost);
  [[nodiscard]] double left_at(const Bucket& bucket, Time now) const;
  [[nodiscard]] bool is_unlimited() const { return per_second_ <= 0 || burst_ <= 0; }

  const double per_second_;
  const double burst_;
  const ProcessKey key_;
  mutable std::mutex mutex_;
  RecentMap<std::uint64_t, Bucket> buckets_;
};

}  // namespace lapor::api
