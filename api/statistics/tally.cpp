#include "api/statistics/tally.hpp"

#include <algorithm>
#include <cmath>

namespace lapor::api {
namespace {

constexpr DurationBucket fine_buckets = 1'000;  // tenths of an hour below 100 h
constexpr std::int64_t fine_hours = 100;

double hours_of(DurationBucket bucket) {
  return bucket < fine_buckets ? bucket / 10.0 : static_cast<double>(bucket - fine_buckets + fine_hours);
}

}  // namespace

/// To the nearest; halves up.
DurationBucket bucket_of(std::chrono::minutes duration) {
  const std::int64_t minutes = std::max<std::int64_t>(0, duration.count());
  const std::int64_t tenths = (minutes + 3) / 6;
  if (tenths < fine_buckets) return static_cast<DurationBucket>(tenths);
  const std::int64_t hours = (minutes + 30) / 60;
  return static_cast<DurationBucket>(std::min<std::int64_t>(fine_buckets + hours - fine_hours, UINT16_MAX));
}

void Durations::add(std::chrono::minutes duration, std::int32_t times) {
  add_bucket(bucket_of(duration), times);
}

void Durations::add_bucket(DurationBucket number, std::int32_t times) {
  const auto at = std::ranges::lower_bound(buckets_, number, {}, &Bucket::number);
  if (at == buckets_.end() || at->number != number) {
    buckets_.insert(at, {number, times});
  } else if ((at->times += times) == 0) {
    buckets_.erase(at);
  }
}

void Durations::add(const Durations& other) {
  if (other.buckets_.empty()) return;
  std::vector<Bucket> sum;
  sum.reserve(buckets_.size() + other.buckets_.size());
  auto left = buckets_.begin();
  for (const Bucket& right : other.buckets_) {
    while (left != buckets_.end() && left->number < right.number) sum.push_back(*left++);
    sum.push_back(right);
    if (left != buckets_.end() && left->number == right.number) sum.back().times += (left++)->times;
    if (sum.back().times == 0) sum.pop_back();
  }
  sum.insert(sum.end(), left, buckets_.end());
  buckets_ = std::move(sum);
}

std::uint64_t Durations::count() const {
  std::uint64_t sum = 0;
  for (const Bucket& bucket : buckets_) sum += static_cast<std::uint64_t>(bucket.times);
  return sum;
}

std::optional<double> Durations::quantile(double share) const {
  const auto rank = static_cast<std::uint64_t>(std::ceil(share * static_cast<double>(count())));
  std::uint64_t seen = 0;
  for (const Bucket& bucket : buckets_)
    if ((seen += static_cast<std::uint64_t>(bucket.times)) >= std::max<std::uint64_t>(rank, 1))
      return hours_of(bucket.number);
  return std::nullopt;
}

Durations DurationSum::result() const {
  Durations sum;
  sum.buckets_.reserve(
      static_cast<std::size_t>(std::ranges::count_if(times_, [](std::int32_t times) { return times != 0; })));
  for (std::size_t bucket = 0; bucket < times_.size(); ++bucket)
    if (times_[bucket] != 0) sum.buckets_.push_back({static_cast<DurationBucket>(bucket), times_[bucket]});
  return sum;
}

void Tally::add(const Tally& other) {
  for (std::size_t i = 0; i < measure_count; ++i) counts[i] += other.counts[i];
  hours_to_follow_up.add(other.hours_to_follow_up);
}

}  // namespace lapor::api
