#include "api/identity/sign_in_guard.hpp"

#include <boost/test/unit_test.hpp>
#include <string>

using namespace lapor;
using namespace lapor::api;
using namespace std::chrono_literals;

namespace {

constexpr Instant start{std::chrono::hours{480'000}};

enum class Source { unknown, known };

/// One wrong password, if it is let through.
bool fails(SignInGuard& guard, std::string_view account, std::string_view from, Instant now,
           Source source = Source::unknown) {
  const bool known = source == Source::known;
  if (!guard.before(account, from, known, now).allowed) return false;
  guard.failed(account, from, known, now);
  return true;
}

bool succeeds(SignInGuard& guard, std::string_view account, std::string_view from, Instant now,
              Source source = Source::unknown) {
  const bool known = source == Source::known;
  if (!guard.before(account, from, known, now).allowed) return false;
  guard.succeeded(account, from, known, now);
  return true;
}

/// How many of many wrong passwords at the same moment are let through.
int let_through(SignInGuard& guard, std::string_view account, std::string_view from, Instant now,
                Source source = Source::unknown) {
  int passed = 0;
  for (int i = 0; i < 1'000; ++i) passed += fails(guard, account, from, now, source) ? 1 : 0;
  return passed;
}

std::string source_number(int number) {
  return "198.51." + std::to_string(number / 250) + "." + std::to_string(number % 250);
}

/// Wrong passwords for one account from so many places that only the limit of all strangers is felt.
int let_through_from_everywhere(SignInGuard& guard, std::string_view account, Instant now) {
  int passed = 0;
  for (int i = 0; i < 1'000; ++i) passed += fails(guard, account, source_number(i), now) ? 1 : 0;
  return passed;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(sign_in_guard)

BOOST_AUTO_TEST_CASE(ten_failures_of_an_account_from_a_source_then_one_a_minute) {
  for (const Source source : {Source::unknown, Source::known}) {
    SignInGuard guard;
    BOOST_TEST(let_through(guard, "siti", "192.0.2.7", start, source) == 10);
    BOOST_TEST(let_through(guard, "siti", "192.0.2.7", start + 1min - 1ms, source) == 0);
    BOOST_TEST(let_through(guard, "siti", "192.0.2.7", start + 1min, source) == 1);
    BOOST_TEST(let_through(guard, "siti", "192.0.2.7", start + 2min, source) == 1);
  }
}

BOOST_AUTO_TEST_CASE(who_is_refused_is_told_how_long_to_wait) {
  const auto check_wait = [](SignInGuard& guard, std::string_view account, std::string_view from, auto expected) {
    const auto verdict = guard.before(account, from, false, start + 4s);
    BOOST_TEST(!verdict.allowed);
    BOOST_TEST((verdict.wait_for == expected));
    BOOST_TEST(guard.before(account, from, false, start + 4s + verdict.wait_for).allowed);
  };
  SignInGuard pair;
  let_through(pair, "siti", "192.0.2.7", start);
  check_wait(pair, "siti", "192.0.2.7", 56s);
  SignInGuard source;
  for (int i = 0; i < 50; ++i) fails(source, "person " + std::to_string(i), "192.0.2.7", start);
  check_wait(source, "siti", "192.0.2.7", 6s);
  SignInGuard strangers;
  let_through_from_everywhere(strangers, "siti", start);
  check_wait(strangers, "siti", "203.0.113.5", 6s);
}

BOOST_AUTO_TEST_CASE(a_success_lets_the_pair_start_anew) {
  SignInGuard guard;
  for (int round = 0; round < 20; ++round) {
    for (int i = 0; i < 9; ++i) BOOST_REQUIRE(fails(guard, "siti", "192.0.2.7", start, Source::known));
    BOOST_REQUIRE(succeeds(guard, "siti", "192.0.2.7", start, Source::known));
  }
}

BOOST_AUTO_TEST_CASE(signing_in_many_times_is_no_failure) {
  SignInGuard guard;
  for (int i = 0; i < 1'000; ++i) {
    BOOST_REQUIRE(succeeds(guard, "siti", "192.0.2.7", start));
    BOOST_REQUIRE(succeeds(guard, "person " + std::to_string(i), "192.0.2.7", start));
  }
}

BOOST_AUTO_TEST_CASE(many_tries_at_the_same_time_do_not_get_ahead_of_their_outcomes) {
  SignInGuard guard;
  int passed = 0;
  for (int i = 0; i < 100; ++i) passed += guard.before("siti", "192.0.2.7", false, start).allowed ? 1 : 0;
  BOOST_TEST(passed == 10);
}

BOOST_AUTO_TEST_CASE(fifty_failures_of_a_source_over_all_accounts_then_one_in_ten_seconds) {
  SignInGuard guard;
  const auto spray = [&guard](Instant now) {
    int passed = 0;
    for (int i = 0; i < 200; ++i) passed += fails(guard, "person " + std::to_string(i), "192.0.2.7", now) ? 1 : 0;
    return passed;
  };
  BOOST_TEST(spray(start) == 50);
  BOOST_TEST(spray(start + 10s - 1ms) == 0);
  BOOST_TEST(spray(start + 10s) == 1);
  BOOST_TEST(fails(guard, "person 199", "192.0.2.8", start));  // from elsewhere
}

BOOST_AUTO_TEST_CASE(an_own_account_does_not_buy_a_source_more_guesses) {
  for (const Source source : {Source::unknown, Source::known}) {
    SignInGuard guard;
    int passed = 0;
    for (int i = 0; i < 200; ++i) {
      passed += fails(guard, "person " + std::to_string(i), "192.0.2.7", start) ? 1 : 0;
      succeeds(guard, "the thief's own", "192.0.2.7", start, source);
    }
    BOOST_TEST(passed == 50);
  }
}

BOOST_AUTO_TEST_CASE(a_hundred_failures_of_an_account_from_everywhere_then_one_in_ten_seconds_for_all_strangers) {
  SignInGuard guard;
  BOOST_TEST(let_through_from_everywhere(guard, "siti", start) == 100);
  BOOST_TEST(let_through_from_everywhere(guard, "siti", start + 10s - 1ms) == 0);
  BOOST_TEST(let_through_from_everywhere(guard, "siti", start + 10s) == 1);
  BOOST_TEST(fails(guard, "budi", source_number(1), start));
}

BOOST_AUTO_TEST_CASE(whoever_is_known_is_not_kept_out_by_strangers) {
  SignInGuard guard;
  let_through_from_everywhere(guard, "siti", start);
  BOOST_TEST(!guard.before("siti", "203.0.113.5", false, start).allowed);
  BOOST_TEST(succeeds(guard, "siti", "203.0.113.5", start, Source::known));
  BOOST_TEST(let_through(guard, "siti", "203.0.113.5", start, Source::known) == 10);
}

BOOST_AUTO_TEST_CASE(whoever_is_known_is_not_kept_out_by_what_a_neighbour_does_to_others) {
  SignInGuard guard;
  for (int i = 0; i < 200; ++i) fails(guard, "person " + std::to_string(i), "192.0.2.7", start);
  BOOST_TEST(!guard.before("dewi", "192.0.2.7", false, start).allowed);
  BOOST_TEST(succeeds(guard, "siti", "192.0.2.7", start, Source::known));
}

BOOST_AUTO_TEST_CASE(what_the_known_do_wrong_takes_no_tries_from_strangers) {
  SignInGuard guard;
  for (int i = 0; i < 200; ++i) let_through(guard, "siti", source_number(i), start, Source::known);
  BOOST_TEST(succeeds(guard, "siti", "203.0.113.5", start));
}

BOOST_AUTO_TEST_CASE(all_addresses_of_an_ipv6_network_are_one_source) {
  SignInGuard guard;
  int passed = 0;
  for (int i = 0; i < 100; ++i) passed += fails(guard, "siti", "2001:db8:0:1::" + std::to_string(i), start) ? 1 : 0;
  BOOST_TEST(passed == 10);
  BOOST_TEST(fails(guard, "siti", "2001:db8:0:2::1", start));
}

BOOST_AUTO_TEST_CASE(account_and_source_are_told_apart) {
  SignInGuard guard;
  let_through(guard, "a", "b 1", start, Source::known);
  BOOST_TEST(fails(guard, "a b", " 1", start, Source::known));
  BOOST_TEST(fails(guard, "ab", " 1", start, Source::known));
}

BOOST_AUTO_TEST_CASE(refusals_are_counted_until_the_next_success) {
  SignInGuard guard;
  BOOST_TEST(guard.refused_since_success("siti") == 0U);
  let_through(guard, "siti", "192.0.2.7", start);
  BOOST_TEST(guard.refused_since_success("siti") == 1'000U);  // wrong ones and those not let through
  BOOST_TEST(guard.refused_since_success("budi") == 0U);
  BOOST_TEST(guard.before("siti", "192.0.2.7", false, start).refused == 1'001U);
  BOOST_REQUIRE(succeeds(guard, "siti", "203.0.113.5", start, Source::known));
  BOOST_TEST(guard.refused_since_success("siti") == 0U);
}

BOOST_AUTO_TEST_CASE(ten_thousand_wrong_passwords_make_five_records) {
  SignInGuard guard;
  int records = 0;
  for (int i = 0; i < 10'000; ++i) {
    const Instant now = start + i * 100ms;
    const auto verdict = guard.before("siti", source_number(i % 40), false, now);
    const std::uint64_t refused =
        verdict.allowed ? guard.failed("siti", source_number(i % 40), false, now) : verdict.refused;
    records += is_worth_recording(refused) ? 1 : 0;
  }
  BOOST_TEST(records == 5);
}

BOOST_AUTO_TEST_CASE(powers_of_ten_are_worth_a_record) {
  for (const std::uint64_t count : {1U, 10U, 100U, 1'000U, 10'000'000U}) BOOST_TEST(is_worth_recording(count), count);
  for (const std::uint64_t count : {0U, 2U, 11U, 20U, 99U, 110U, 1'010U}) BOOST_TEST(!is_worth_recording(count), count);
}

BOOST_AUTO_TEST_CASE(guessers_with_many_sources_and_accounts_do_not_free_their_target) {
  GuardLimits limits;
  limits.most = 1'000;
  SignInGuard guard(limits);
  BOOST_TEST(let_through_from_everywhere(guard, "siti", start) == 100);
  int passed = 0;
  for (int i = 0; i < 5'000; ++i) {
    fails(guard, "person " + std::to_string(i), source_number(i), start);
    passed += fails(guard, "siti", source_number(i), start) ? 1 : 0;
  }
  BOOST_TEST(passed == 0);
}

BOOST_AUTO_TEST_SUITE_END()
