#include "api/identity/token_buckets.hpp"

#include <algorithm>
#include <cmath>

namespace lapor::api {
namespace {

using namespace std::chrono;

constexpr double rounding = 1e-6;  // tokens: far more than sums of fractions lose, far less than anybody gains by

}  // namespace

TokenBuckets::TokenBuckets(double per_second, double burst, std::size_t most)
    : per_second_(per_second), burst_(burst), buckets_(most) {}

double TokenBuckets::left_at(const Bucket& bucket, Time now) const {
  const duration<double> passed = std::max(now - bucket.at, Time{});
  return std::min(burst_, bucket.left + passed.count() * per_second_);
}

bool TokenBuckets::take(std::string_view key, Time now, double cost) {
  if (is_unlimited()) return true;
  const std::uint64_t place = key_.short_digest(key);
  const double wanted = std::min(cost, burst_);
  const std::scoped_lock lock(mutex_);
  Bucket* bucket = buckets_.use(place);
  if (bucket == nullptr) bucket = &buckets_.put(place, {burst_, now});
  *bucket = {left_at(*bucket, now), std::max(bucket->at, now)};
  if (bucket->left < wanted - rounding) return false;
  bucket->left = std::max(bucket->left - wanted, 0.0);
  return true;
}

milliseconds TokenBuckets::time_until(std::string_view key, Time now, double cost) {
  if (is_unlimited()) return {};
  const std::uint64_t place = key_.short_digest(key);
  const std::scoped_lock lock(mutex_);
  const Bucket* bucket = buckets_.use(place);
  const double missing = bucket == nullptr ? 0 : std::min(cost, burst_) - left_at(*bucket, now);
  return ceil<milliseconds>(duration<double>(std::max(missing - rounding, 0.0) / per_second_));
}

void TokenBuckets::give_back(std::string_view key, double cost) {
  const std::uint64_t place = key_.short_digest(key);
  const std::scoped_lock lock(mutex_);
  if (Bucket* bucket = buckets_.use(place)) bucket->left = std::min(burst_, bucket->left + cost);
}

void TokenBuckets::forget(std::string_view key) {
  const std::uint64_t place = key_.short_digest(key);
  const std::scoped_lock lock(mutex_);
  buckets_.erase(place);
}

std::size_t TokenBuckets::size() const {
  const std::scoped_lock lock(mutex_);
  return buckets_.size();
}

}  // namespace lapor::api
