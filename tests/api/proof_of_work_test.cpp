#include "api/identity/proof_of_work.hpp"

#include <boost/test/unit_test.hpp>
#include <set>

using namespace lapor;
using namespace lapor::api;
using namespace std::chrono_literals;
using Flaw = ProofOfWork::Flaw;

namespace {

constexpr Instant start{std::chrono::hours{480'000}};
constexpr unsigned bits = 8;

void check_flaw(const Result<void, Flaw>& outcome, Flaw expected) {
  BOOST_REQUIRE(!outcome);
  BOOST_TEST((outcome.error() == expected));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(proof_of_work)

BOOST_AUTO_TEST_CASE(a_solved_challenge_counts_once) {
  ProofOfWork work;
  const auto challenge = work.issue(start, bits);
  const std::string nonce = solve(challenge.text, challenge.bits);
  BOOST_TEST(work.accept(challenge.text, nonce, start).has_value());
  check_flaw(work.accept(challenge.text, nonce, start), Flaw::used);
  check_flaw(work.accept(challenge.text, nonce, start + 5min - 1ms), Flaw::used);
}

BOOST_AUTO_TEST_CASE(a_nonce_has_as_many_zero_bits_as_asked_for) {
  BOOST_TEST(solve("challenge", 0) == "0");  // the others found with another implementation of SHA-256
  BOOST_TEST(solve("challenge", 1) == "0");
  BOOST_TEST(solve("challenge", 7) == "20");
  BOOST_TEST(solve("challenge", 12) == "1891");
  BOOST_TEST(solve("challenge", 16) == "162754");
}

BOOST_AUTO_TEST_CASE(without_the_work_nothing_is_accepted_and_nothing_used_up) {
  ProofOfWork work;
  const auto challenge = work.issue(start, 20);
  for (const char* nonce : {"", "no work", "0000"})
    check_flaw(work.accept(challenge.text, nonce, start), Flaw::no_work);
  BOOST_TEST(work.accept(challenge.text, solve(challenge.text, 20), start).has_value());
}

BOOST_AUTO_TEST_CASE(a_nonce_has_at_most_64_bytes) {
  ProofOfWork work;
  const auto challenge = work.issue(start, 0);
  check_flaw(work.accept(challenge.text, std::string(65, '1'), start), Flaw::no_work);
  BOOST_TEST(work.accept(challenge.text, std::string(64, '1'), start).has_value());
}

BOOST_AUTO_TEST_CASE(a_challenge_ends_after_five_minutes) {
  ProofOfWork work;
  const auto challenge = work.issue(start, bits);
  BOOST_TEST((challenge.expires_at == start + 5min));
  const std::string nonce = solve(challenge.text, bits);
  check_flaw(work.accept(challenge.text, nonce, start + 5min), Flaw::expired);
  BOOST_TEST(work.accept(challenge.text, nonce, start + 5min - 1ms).has_value());
}

BOOST_AUTO_TEST_CASE(no_character_of_a_challenge_can_be_changed) {
  ProofOfWork work;
  const auto challenge = work.issue(start, 0);
  for (std::size_t i = 0; i < challenge.text.size(); ++i) {
    std::string forged = challenge.text;
    forged[i] = forged[i] == 'A' ? 'B' : 'A';
    check_flaw(work.accept(forged, "0", start), Flaw::not_ours);
  }
  for (const std::string& forged : {std::string{}, challenge.text + "A", challenge.text.substr(1), challenge.text + "=",
                                    std::string(100'000, 'A'), std::string(1, '\0') + challenge.text})
    check_flaw(work.accept(forged, "0", start), Flaw::not_ours);
  BOOST_TEST(work.accept(challenge.text, "0", start).has_value());
}

BOOST_AUTO_TEST_CASE(a_challenge_of_another_process_does_not_count) {
  ProofOfWork work;
  ProofOfWork other;
  const auto challenge = other.issue(start, bits);
  check_flaw(work.accept(challenge.text, solve(challenge.text, bits), start), Flaw::not_ours);
}

BOOST_AUTO_TEST_CASE(challenges_differ_and_need_no_memory) {
  ProofOfWork work;
  std::set<std::string> seen;
  for (int i = 0; i < 10'000; ++i) seen.insert(work.issue(start, bits).text);
  BOOST_TEST(seen.size() == 10'000U);
  BOOST_TEST(work.used() == 0U);
}

BOOST_AUTO_TEST_CASE(used_challenges_are_remembered_until_they_end_and_no_longer) {
  ProofOfWork work;
  for (int i = 0; i < 10; ++i) BOOST_REQUIRE(work.accept(work.issue(start, 0).text, "0", start));
  BOOST_TEST(work.used() == 10U);
  BOOST_REQUIRE(work.accept(work.issue(start + 6min, 0).text, "0", start + 6min));
  BOOST_TEST(work.used() == 1U);
}

BOOST_AUTO_TEST_CASE(no_challenge_counts_twice_when_more_are_used_than_are_remembered) {
  ProofOfWork work(2);
  const auto first = work.issue(start, 0);
  BOOST_REQUIRE(work.accept(first.text, "0", start));
  BOOST_REQUIRE(work.accept(work.issue(start, 0).text, "0", start));
  check_flaw(work.accept(work.issue(start, 0).text, "0", start), Flaw::too_many);
  check_flaw(work.accept(first.text, "0", start), Flaw::used);
  BOOST_TEST(work.accept(work.issue(start + 6min, 0).text, "0", start + 6min).has_value());
}

BOOST_AUTO_TEST_SUITE_END()
