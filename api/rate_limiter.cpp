#include "api/rate_limiter.hpp"

#include <algorithm>

namespace lapor::api {

double RateLimiter::left_at(const Bucket& bucket, Clock::time_point now) const {
  const std::chrono::duration<double> passed = now - bucket.at;
  return std::min(per_second_, bucket.left + passed.count() * per_second_);
}

void RateLimiter::forget_full(Clock::time_point now) {
  std::erase_if(buckets_, [&](const auto& entry) { return left_at(entry.second, now) >= per_second_; });
  forget_at_ = std::max<std::size_t>(1'024, buckets_.size() * 2);
}

bool RateLimiter::allow(std::string_view caller, Clock::time_point now) {
  if (per_second_ <= 0) return true;
  const std::scoped_lock lock(mutex_);
  if (buckets_.size() >= forget_at_) forget_full(now);
  Bucket& bucket = buckets_.try_emplace(std::string(caller), Bucket{per_second_, now}).first->second;
  bucket.left = left_at(bucket, now);
  bucket.at = now;
  if (bucket.left < 1) return false;
  bucket.left -= 1;
  return true;
}

}  // namespace lapor::api
