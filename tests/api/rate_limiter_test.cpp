#include "api/rate_limiter.hpp"

#include <boost/test/unit_test.hpp>

using namespace lapor::api;
using namespace std::chrono_literals;

BOOST_AUTO_TEST_SUITE(rate_limiter)

BOOST_AUTO_TEST_CASE(a_second_holds_as_many_as_allowed_and_refills) {
  RateLimiter limiter(2);
  const RateLimiter::Clock::time_point start{};
  BOOST_TEST(limiter.allow("a", start));
  BOOST_TEST(limiter.allow("a", start));
  BOOST_TEST(!limiter.allow("a", start));
  BOOST_TEST(!limiter.allow("a", start + 499ms));
  BOOST_TEST(limiter.allow("a", start + 500ms));
  BOOST_TEST(!limiter.allow("a", start + 500ms));
}

BOOST_AUTO_TEST_CASE(callers_do_not_share_a_bucket) {
  RateLimiter limiter(1);
  const RateLimiter::Clock::time_point start{};
  BOOST_TEST(limiter.allow("a", start));
  BOOST_TEST(limiter.allow("b", start));
  BOOST_TEST(!limiter.allow("a", start));
}

BOOST_AUTO_TEST_CASE(an_idle_caller_saves_up_one_second_only) {
  RateLimiter limiter(1);
  const RateLimiter::Clock::time_point start{};
  BOOST_TEST(limiter.allow("a", start));
  BOOST_TEST(limiter.allow("a", start + 1h));
  BOOST_TEST(!limiter.allow("a", start + 1h));
}

BOOST_AUTO_TEST_CASE(zero_is_no_limit) {
  RateLimiter limiter(0);
  for (int i = 0; i < 10'000; ++i) BOOST_REQUIRE(limiter.allow("a", {}));
}

BOOST_AUTO_TEST_CASE(forgetting_full_buckets_frees_nobody_early) {
  RateLimiter limiter(1);
  const RateLimiter::Clock::time_point start{};
  BOOST_TEST(limiter.allow("a", start + 10s));
  for (int i = 0; i < 5'000; ++i) BOOST_REQUIRE(limiter.allow(std::to_string(i), start));
  BOOST_TEST(!limiter.allow("a", start + 10s));
}

BOOST_AUTO_TEST_SUITE_END()
