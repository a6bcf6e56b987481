#include "api/identity/token_buckets.hpp"

#include <boost/test/unit_test.hpp>
#include <string>

#include "events/time.hpp"

using namespace lapor;
using namespace lapor::api;
using namespace std::chrono_literals;

namespace {

constexpr Instant start{std::chrono::hours{480'000}};

}  // namespace

BOOST_AUTO_TEST_SUITE(token_buckets)

BOOST_AUTO_TEST_CASE(a_bucket_is_full_at_first_and_refills_at_its_rate) {
  TokenBuckets buckets(1.0 / 60, 3);
  for (int i = 0; i < 3; ++i) BOOST_TEST(buckets.allow("a", start));
  BOOST_TEST(!buckets.allow("a", start));
  BOOST_TEST(!buckets.allow("a", start + 1min - 1ms));
  BOOST_TEST(buckets.allow("a", start + 1min));
  BOOST_TEST(!buckets.allow("a", start + 1min));
}

BOOST_AUTO_TEST_CASE(waiting_as_long_as_told_is_enough_and_a_millisecond_less_is_not) {
  for (const double rate : {1.0 / 60, 1.0 / 7, 0.3, 3.0, 70.0}) {
    TokenBuckets buckets(rate, 2);
    Instant now = start;
    BOOST_TEST(buckets.allow("a", now));
    BOOST_TEST(buckets.allow("a", now));
    for (int i = 0; i < 100; ++i) {
      const auto wait = buckets.wait("a", now);
      BOOST_REQUIRE(wait > 0ms);
      BOOST_REQUIRE(!buckets.allow("a", now + wait - 1ms));
      now += wait;
      BOOST_REQUIRE(buckets.wait("a", now) == 0ms);
      BOOST_REQUIRE(buckets.allow("a", now));
    }
  }
}

BOOST_AUTO_TEST_CASE(asking_how_long_to_wait_takes_nothing) {
  TokenBuckets buckets(1, 1);
  for (int i = 0; i < 10; ++i) BOOST_TEST((buckets.wait("a", start) == 0ms));
  BOOST_TEST(buckets.size() == 0U);
  BOOST_TEST(buckets.allow("a", start));
}

BOOST_AUTO_TEST_CASE(a_request_takes_its_cost_or_nothing) {
  TokenBuckets buckets(1, 10);
  BOOST_TEST(buckets.allow("a", start, 7));
  BOOST_TEST(!buckets.allow("a", start, 4));
  BOOST_TEST((buckets.wait("a", start, 4) == 1s));
  BOOST_TEST(buckets.allow("a", start, 3));
}

BOOST_AUTO_TEST_CASE(a_cost_above_the_burst_takes_a_full_bucket) {
  TokenBuckets buckets(1, 10);
  BOOST_TEST(buckets.allow("a", start, 1'000));
  BOOST_TEST(!buckets.allow("a", start + 9s, 1'000));
  BOOST_TEST(buckets.allow("a", start + 10s, 1'000));
}

BOOST_AUTO_TEST_CASE(nobody_saves_up_more_than_the_burst) {
  TokenBuckets buckets(1, 2);
  BOOST_TEST(buckets.allow("a", start));
  for (int i = 0; i < 2; ++i) BOOST_TEST(buckets.allow("a", start + 24h));
  BOOST_TEST(!buckets.allow("a", start + 24h));
}

BOOST_AUTO_TEST_CASE(keys_do_not_share_a_bucket) {
  TokenBuckets buckets(1, 1);
  BOOST_TEST(buckets.allow("a", start));
  BOOST_TEST(buckets.allow("b", start));
  BOOST_TEST(!buckets.allow("a", start));
}

BOOST_AUTO_TEST_CASE(a_clock_that_steps_back_refills_nothing) {
  TokenBuckets buckets(1, 1);
  BOOST_TEST(buckets.allow("a", start));
  BOOST_TEST(!buckets.allow("a", start - 1h));
  BOOST_TEST(!buckets.allow("a", start + 1s - 1ms));
  BOOST_TEST(buckets.allow("a", start + 1s));
}

BOOST_AUTO_TEST_CASE(any_clock_serves) {
  TokenBuckets buckets(1, 1);
  const std::chrono::steady_clock::time_point now{5s};
  BOOST_TEST(buckets.allow("a", now));
  BOOST_TEST((buckets.wait("a", now) == 1s));
  BOOST_TEST(buckets.allow("a", now + 1s));
}

BOOST_AUTO_TEST_CASE(tokens_can_be_given_back_up_to_the_burst) {
  TokenBuckets buckets(1, 2);
  BOOST_TEST(buckets.allow("a", start, 2));
  buckets.give_back("a");
  BOOST_TEST(buckets.allow("a", start));
  buckets.give_back("a", 100);
  BOOST_TEST(buckets.allow("a", start, 2));
  BOOST_TEST(!buckets.allow("a", start));
  buckets.give_back("b");  // nothing was taken
  BOOST_TEST(buckets.size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_forgotten_bucket_is_full) {
  TokenBuckets buckets(1, 1);
  BOOST_TEST(buckets.allow("a", start));
  buckets.forget("a");
  BOOST_TEST(buckets.allow("a", start));
}

BOOST_AUTO_TEST_CASE(no_rate_or_no_burst_is_no_limit) {
  TokenBuckets no_rate(0, 5);
  TokenBuckets no_burst(5, 0);
  for (int i = 0; i < 10'000; ++i) BOOST_REQUIRE((no_rate.allow("a", start) && no_burst.allow("a", start)));
  BOOST_TEST((no_rate.wait("a", start) == 0ms));
}

BOOST_AUTO_TEST_CASE(memory_is_bounded_and_the_busy_ones_are_not_forgotten) {
  TokenBuckets buckets(1.0 / 3'600, 1, 100);
  BOOST_TEST(buckets.allow("busy", start));
  for (int i = 0; i < 1'000; ++i) {
    BOOST_REQUIRE(buckets.allow(std::to_string(i), start));
    BOOST_REQUIRE(!buckets.allow("busy", start));
  }
  BOOST_TEST(buckets.size() == 100U);
}

BOOST_AUTO_TEST_SUITE_END()
