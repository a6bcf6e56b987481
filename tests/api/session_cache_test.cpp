#include "api/identity/session_cache.hpp"

#include <boost/test/unit_test.hpp>
#include <ctime>
#include <random>
#include <set>
#include <thread>

using namespace lapor;
using namespace lapor::api;
using namespace std::chrono_literals;

namespace {

constexpr Instant start{std::chrono::hours{480'000}};
constexpr PersonId siti{7};
constexpr PersonId budi{8};

/// Equally distributed, as keyed hashes are; the same for the same number.
TokenHash hash_of(std::uint64_t number) {
  std::mt19937_64 words(number);
  TokenHash hash;
  for (std::size_t i = 0; i < hash.size(); i += 8) {
    const std::uint64_t word = words();
    std::memcpy(hash.data() + i, &word, sizeof word);
  }
  return hash;
}

CachedSession session_of(PersonId person, Instant expires_at = start + 24h) {
  const Party party{Role::reporter, person, ""};
  return {{party, "person " + std::to_string(number(person))}, person, expires_at, 30min, "csrf"};
}

void put(SessionCache& cache, const TokenHash& hash, PersonId person, Instant now = start) {
  cache.keep(cache.begin(), hash, session_of(person), now);
}

/// Nanoseconds of processor that one `find` among these sessions takes, with so many threads at the same time.
double nanoseconds_of_find(SessionCache& cache, const std::vector<TokenHash>& hashes, unsigned threads) {
  constexpr std::size_t finds = 200'000;
  std::vector<std::thread> running;
  std::atomic<std::size_t> found{};
  const std::clock_t begun = std::clock();
  for (unsigned t = 0; t < threads; ++t)
    running.emplace_back([&, t] {
      std::size_t mine = 0;
      for (std::size_t i = 0; i < finds; ++i)
        mine += cache.find(hashes[(i * 7'919 + t * 31) % hashes.size()], start) ? 1 : 0;
      found += mine;
    });
  for (std::thread& thread : running) thread.join();
  const double passed = static_cast<double>(std::clock() - begun) / CLOCKS_PER_SEC * 1e9;
  BOOST_REQUIRE(found == finds * threads);
  return passed / static_cast<double>(finds * threads);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(session_cache)

BOOST_AUTO_TEST_CASE(a_token_is_256_random_bits_as_base64url) {
  std::set<std::string> seen;
  for (int i = 0; i < 100; ++i) {
    const Secret token = new_session_token();
    BOOST_TEST(token.reveal().size() == 43U);
    BOOST_TEST(token.reveal().find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_") ==
               std::string_view::npos);
    seen.emplace(token.reveal());
  }
  BOOST_TEST(seen.size() == 100U);
}

BOOST_AUTO_TEST_CASE(a_kept_session_is_found_and_no_other) {
  SessionCache cache;
  BOOST_TEST(!cache.find(hash_of(1), start));
  put(cache, hash_of(1), siti);
  const auto found = cache.find(hash_of(1), start);
  BOOST_REQUIRE(found);
  BOOST_TEST((found->person == siti));
  BOOST_TEST(found->principal.name == "person 7");
  BOOST_TEST(found->csrf == "csrf");
  BOOST_TEST(!cache.find(hash_of(2), start));
}

BOOST_AUTO_TEST_CASE(a_session_ends_at_its_end_however_much_it_is_used) {
  SessionCache cache;
  cache.keep(cache.begin(), hash_of(1), session_of(siti, start + 20min), start);
  BOOST_TEST(cache.find(hash_of(1), start + 10min).has_value());
  BOOST_TEST(cache.find(hash_of(1), start + 20min - 1ms).has_value());
  BOOST_TEST(!cache.find(hash_of(1), start + 20min));
}

BOOST_AUTO_TEST_CASE(each_use_lets_a_session_be_idle_anew) {
  SessionCache cache;
  put(cache, hash_of(1), siti);
  BOOST_TEST(cache.find(hash_of(1), start + 30min - 1ms).has_value());
  BOOST_TEST(cache.find(hash_of(1), start + 60min - 2ms).has_value());
  BOOST_TEST(!cache.find(hash_of(1), start + 90min - 2ms));
  BOOST_TEST((cache.last_use(hash_of(1)) == start + 60min - 2ms));
}

BOOST_AUTO_TEST_CASE(an_idle_session_does_not_come_back) {
  SessionCache cache;
  put(cache, hash_of(1), siti);
  BOOST_TEST(!cache.find(hash_of(1), start + 30min));
  put(cache, hash_of(1), siti, start + 30min);
  BOOST_TEST(!cache.find(hash_of(1), start + 30min));
  BOOST_TEST((cache.last_use(hash_of(1)) == start));
}

BOOST_AUTO_TEST_CASE(the_last_use_of_an_unknown_session_is_unknown) {
  SessionCache cache;
  BOOST_TEST(!cache.last_use(hash_of(1)).has_value());
}

BOOST_AUTO_TEST_CASE(keeping_a_session_again_changes_what_it_stands_for) {
  SessionCache cache;
  put(cache, hash_of(1), siti);
  put(cache, hash_of(1), budi, start + 1min);
  BOOST_TEST((cache.find(hash_of(1), start + 1min)->person == budi));
  cache.forget(siti);
  BOOST_TEST(cache.find(hash_of(1), start + 1min).has_value());
  BOOST_TEST(cache.size() == 1U);
}

BOOST_AUTO_TEST_CASE(forgetting_a_person_ends_all_their_sessions_and_no_others) {
  SessionCache cache;
  for (std::uint64_t i = 0; i < 100; ++i) put(cache, hash_of(i), i % 2 == 0 ? siti : budi);
  cache.forget(siti);
  for (std::uint64_t i = 0; i < 100; ++i) BOOST_TEST(cache.find(hash_of(i), start).has_value() == (i % 2 == 1), i);
  BOOST_TEST(cache.size() == 50U);
}

BOOST_AUTO_TEST_CASE(forgetting_a_session_ends_this_one) {
  SessionCache cache;
  put(cache, hash_of(1), siti);
  put(cache, hash_of(2), siti);
  cache.forget(hash_of(1));
  BOOST_TEST(!cache.find(hash_of(1), start));
  BOOST_TEST(cache.find(hash_of(2), start).has_value());
}

BOOST_AUTO_TEST_CASE(forgetting_all_leaves_nobody) {
  SessionCache cache;
  for (std::uint64_t i = 0; i < 100; ++i) put(cache, hash_of(i), PersonId{i + 1});
  cache.forget_all();
  BOOST_TEST(cache.size() == 0U);
  BOOST_TEST(!cache.find(hash_of(1), start));
}

BOOST_AUTO_TEST_CASE(a_look_up_under_way_does_not_bring_back_who_was_signed_out_meanwhile) {
  SessionCache cache;
  const auto before = cache.begin();
  cache.forget(siti);
  cache.keep(before, hash_of(1), session_of(siti), start);
  BOOST_TEST(!cache.find(hash_of(1), start));
  cache.keep(cache.begin(), hash_of(1), session_of(siti), start);
  BOOST_TEST(cache.find(hash_of(1), start).has_value());
}

BOOST_AUTO_TEST_CASE(a_look_up_under_way_does_not_bring_back_a_session_that_was_ended_meanwhile) {
  SessionCache cache;
  const auto before = cache.begin();
  cache.forget(hash_of(1));
  cache.keep(before, hash_of(1), session_of(siti), start);
  BOOST_TEST(!cache.find(hash_of(1), start));
  cache.forget_all();
  cache.keep(before, hash_of(2), session_of(budi), start);
  BOOST_TEST(!cache.find(hash_of(2), start));
}

BOOST_AUTO_TEST_CASE(a_look_up_under_way_is_kept_when_somebody_else_was_signed_out) {
  SessionCache cache;
  const auto before = cache.begin();
  cache.forget(siti);
  cache.forget(hash_of(9));
  cache.keep(before, hash_of(2), session_of(budi), start);
  BOOST_TEST(cache.find(hash_of(2), start).has_value());
}

BOOST_AUTO_TEST_CASE(the_session_used_least_recently_makes_room) {
  SessionCache cache(2, 1);
  put(cache, hash_of(1), siti);
  put(cache, hash_of(2), siti);
  BOOST_TEST(cache.find(hash_of(1), start).has_value());
  put(cache, hash_of(3), budi);
  BOOST_TEST(cache.size() == 2U);
  BOOST_TEST(cache.find(hash_of(1), start).has_value());
  BOOST_TEST(!cache.find(hash_of(2), start));
  cache.forget(siti);  // also of those that fell out
  BOOST_TEST(cache.size() == 1U);
}

BOOST_AUTO_TEST_CASE(memory_is_bounded) {
  SessionCache cache(1'000);
  for (std::uint64_t i = 0; i < 10'000; ++i) put(cache, hash_of(i), PersonId{i + 1});
  BOOST_TEST(cache.size() <= 1'000U);
  BOOST_TEST(cache.size() > 900U);
}

BOOST_AUTO_TEST_CASE(nobody_stays_signed_in_whoever_looks_up_while_they_are_signed_out) {
  SessionCache cache;
  std::atomic<bool> signed_in{true};  // what the journal says
  std::atomic<bool> stop{false};
  std::thread reader([&] {
    while (!stop) {
      const auto ticket = cache.begin();
      if (signed_in) cache.keep(ticket, hash_of(1), session_of(siti), start);
    }
  });
  for (int i = 0; i < 5'000; ++i) {
    signed_in = false;
    cache.forget(siti);
    BOOST_REQUIRE(!cache.find(hash_of(1), start));
    signed_in = true;
  }
  stop = true;
  reader.join();
}

BOOST_AUTO_TEST_CASE(finding_one_of_100000_takes_well_under_a_microsecond) {
  SessionCache cache(110'000);
  std::vector<TokenHash> hashes;
  for (std::uint64_t i = 0; i < 100'000; ++i) {
    hashes.push_back(hash_of(i));
    put(cache, hashes.back(), PersonId{i + 1});
  }
  BOOST_REQUIRE(cache.size() == 100'000U);
  for (const unsigned threads : {1U, 2U, 4U}) {
    const double spent = nanoseconds_of_find(cache, hashes, threads);
    BOOST_TEST_MESSAGE("find: " << spent << " ns each on " << threads << " threads");
    BOOST_TEST(spent < 10'000);  // generous for a busy machine or an instrumented build
  }
}

BOOST_AUTO_TEST_SUITE_END()
