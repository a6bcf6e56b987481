#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <vector>

namespace lapor::api {

/// What is counted of one member on one day. All but the last two count milestones on the day on which they happened.
enum class Measure : std::uint8_t {
  received,  // came: submitted, or for an institution onto its desks
  entered,   // became open here
  left,      // was open here and is no more
  verified,
  verified_in_time,
  followed_up,  // for the first time
  followed_up_in_time,
  received_followed_up,  // of those received on the day: followed up, whenever
  declined,
  closed_by_reporter,
  closed_by_administrator,
  closed_by_system,
  archived,
  merged,
  reopened,
  restored,
  ratings,
  rating_sum,
  open_now,  // of those submitted on the day: open at this moment
  late_now,  // of these: behind their deadline
};
inline constexpr std::size_t measure_count = 20;

/// One for each measure.
using Counts = std::array<std::int32_t, measure_count>;

/// A duration as far as it is told: tenths of an hour below a hundred hours, whole hours above, ascending.
using DurationBucket = std::uint16_t;
[[nodiscard]] DurationBucket bucket_of(std::chrono::minutes duration);

/// How often each duration occurred.
class Durations {
 public:
  /// `times` may be negative: what was added is taken back.
  void add(std::chrono::minutes duration, std::int32_t times);
  void add(const Durations& other);

  [[nodiscard]] std::uint64_t count() const;
  /// In hours: the shortest duration that at least this share of all do not exceed (nearest rank); nothing of nothing.
  [[nodiscard]] std::optional<double> quantile(double share) const;

  bool operator==(const Durations&) const = default;

 private:
  friend class DurationSum;
  struct Bucket {
    DurationBucket number{};
    std::int32_t times{};
    bool operator==(const Bucket&) const = default;
  };
  void add_bucket(DurationBucket number, std::int32_t times);

  std::vector<Bucket> buckets_;  // by number, none empty
};

/// Adds up durations from many places.
class DurationSum {
 public:
  void add(DurationBucket bucket, std::int32_t times) {
    if (times_.size() <= bucket) times_.resize(std::size_t{bucket} * 2 + 512);
    times_[bucket] += times;
  }
  [[nodiscard]] Durations result() const;

 private:
  std::vector<std::int32_t> times_;  // by bucket
};

struct Tally {
  Counts counts{};
  Durations hours_to_follow_up;

  [[nodiscard]] std::int32_t& operator[](Measure measure) { return counts[static_cast<std::size_t>(measure)]; }
  [[nodiscard]] std::int32_t operator[](Measure measure) const { return counts[static_cast<std::size_t>(measure)]; }
  void add(const Tally& other);
  bool operator==(const Tally&) const = default;
};

}  // namespace lapor::api
