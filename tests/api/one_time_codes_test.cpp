#include "api/identity/one_time_codes.hpp"

#include <boost/test/unit_test.hpp>
#include <set>

using namespace lapor;
using namespace lapor::api;
using namespace std::chrono_literals;

namespace {

constexpr Instant start{std::chrono::hours{480'000}};

/// A code for siti's address, which must be given out.
std::string issued(OneTimeCodes& codes, Instant now, std::string payload = "payload") {
  const auto code = codes.issue("verify", "siti@example.id", now, std::move(payload));
  BOOST_REQUIRE(code);
  return std::string(code->reveal());
}

Result<std::string, CodeFlaw> redeemed(OneTimeCodes& codes, std::string_view code, Instant now) {
  return codes.redeem("verify", "siti@example.id", code, now);
}

void check_flaw(const Result<std::string, CodeFlaw>& outcome, CodeFlaw expected) {
  BOOST_REQUIRE(!outcome);
  BOOST_TEST((outcome.error() == expected));
}

/// Another code of the same length.
std::string wrong(std::string code) {
  code.back() = code.back() == '0' ? '1' : '0';
  return code;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(one_time_codes)

BOOST_AUTO_TEST_CASE(a_code_gives_its_payload_once) {
  OneTimeCodes codes;
  const std::string code = issued(codes, start, "person 42");
  BOOST_TEST(redeemed(codes, code, start + 1min).value() == "person 42");
  check_flaw(redeemed(codes, code, start + 1min), CodeFlaw::not_issued);
}

BOOST_AUTO_TEST_CASE(a_code_has_six_digits_and_one_for_recovery_eight) {
  OneTimeCodes codes;
  std::set<std::string> seen;
  for (int i = 0; i < 50; ++i) {
    const auto code = codes.issue("verify", std::to_string(i), start, "");
    BOOST_REQUIRE(code->reveal().size() == 6U);
    BOOST_REQUIRE(code->reveal().find_first_not_of("0123456789") == std::string_view::npos);
    seen.emplace(code->reveal());
  }
  BOOST_TEST(seen.size() > 40U);
  BOOST_TEST(codes.issue("recover", "siti", start, "", OneTimeCodes::recovery_digits)->reveal().size() == 8U);
}

BOOST_AUTO_TEST_CASE(a_code_is_for_its_purpose_and_subject_alone) {
  OneTimeCodes codes;
  const std::string code = issued(codes, start);
  check_flaw(codes.redeem("recover", "siti@example.id", code, start), CodeFlaw::not_issued);
  check_flaw(codes.redeem("verify", "budi@example.id", code, start), CodeFlaw::not_issued);
  BOOST_REQUIRE(codes.issue("verify", "budi@example.id", start, "budi"));
  BOOST_TEST(redeemed(codes, code, start).value() == "payload");
}

BOOST_AUTO_TEST_CASE(a_code_is_valid_for_fifteen_minutes) {
  OneTimeCodes codes;
  const std::string code = issued(codes, start);
  const std::string last = issued(codes, start + 20min);
  check_flaw(redeemed(codes, last, start + 35min), CodeFlaw::expired);
  OneTimeCodes others;
  const std::string other = issued(others, start);
  BOOST_TEST(redeemed(others, other, start + 15min - 1ms).has_value());
}

BOOST_AUTO_TEST_CASE(five_wrong_tries_use_a_code_up) {
  OneTimeCodes codes;
  const std::string code = issued(codes, start);
  for (int i = 0; i < 4; ++i) check_flaw(redeemed(codes, wrong(code), start), CodeFlaw::wrong);
  check_flaw(redeemed(codes, wrong(code), start), CodeFlaw::used_up);
  check_flaw(redeemed(codes, code, start), CodeFlaw::used_up);
}

BOOST_AUTO_TEST_CASE(four_wrong_tries_leave_the_right_one) {
  OneTimeCodes codes;
  const std::string code = issued(codes, start);
  for (const std::string& bad : {std::string{}, code + "0", code.substr(1), wrong(code)})
    check_flaw(redeemed(codes, bad, start), CodeFlaw::wrong);
  BOOST_TEST(redeemed(codes, code, start).has_value());
}

BOOST_AUTO_TEST_CASE(a_new_code_replaces_the_old_one_and_has_tries_of_its_own) {
  OneTimeCodes codes;
  const std::string old = issued(codes, start, "old");
  for (int i = 0; i < 5; ++i)
    check_flaw(redeemed(codes, wrong(old), start), i < 4 ? CodeFlaw::wrong : CodeFlaw::used_up);
  std::string fresh = issued(codes, start + 1min, "new");
  if (fresh != old) check_flaw(redeemed(codes, old, start + 1min), CodeFlaw::wrong);
  BOOST_TEST(redeemed(codes, fresh, start + 1min).value() == "new");
}

BOOST_AUTO_TEST_CASE(a_minute_must_pass_between_two_codes_of_the_same_subject) {
  OneTimeCodes codes;
  const std::string code = issued(codes, start);
  BOOST_TEST(!codes.issue("verify", "siti@example.id", start + 1min - 1ms, ""));
  BOOST_TEST(codes.issue("verify", "budi@example.id", start, "").has_value());
  BOOST_TEST(codes.issue("recover", "siti@example.id", start, "").has_value());
  BOOST_TEST(redeemed(codes, code, start + 1min - 1ms).has_value());  // the refused one replaced nothing
  BOOST_TEST(codes.issue("verify", "siti@example.id", start + 1min, "").has_value());
}

BOOST_AUTO_TEST_CASE(an_hour_has_five_codes_also_when_they_were_used) {
  OneTimeCodes codes;
  for (int i = 0; i < 5; ++i) {
    const Instant now = start + i * 5min;
    BOOST_REQUIRE(redeemed(codes, issued(codes, now), now));
  }
  BOOST_TEST(!codes.issue("verify", "siti@example.id", start + 60min - 1ms, ""));
  BOOST_TEST(codes.issue("verify", "siti@example.id", start + 60min, "").has_value());
  BOOST_TEST(!codes.issue("verify", "siti@example.id", start + 65min - 1ms, ""));
  BOOST_TEST(codes.issue("verify", "siti@example.id", start + 65min, "").has_value());
}

BOOST_AUTO_TEST_CASE(a_book_full_of_valid_codes_gives_out_no_more_but_renews_those_it_has) {
  OneTimeCodes codes(2);
  issued(codes, start);
  BOOST_REQUIRE(codes.issue("verify", "budi", start, ""));
  BOOST_TEST(!codes.issue("verify", "dewi", start + 15min - 1ms, ""));
  issued(codes, start + 15min - 1ms);
  BOOST_TEST(codes.size() == 2U);
}

BOOST_AUTO_TEST_CASE(expired_codes_make_room_in_a_full_book) {
  OneTimeCodes codes(2);
  issued(codes, start);
  BOOST_REQUIRE(codes.issue("verify", "budi", start + 1min, ""));
  BOOST_TEST(codes.issue("verify", "dewi", start + 15min, "").has_value());
  BOOST_TEST(codes.size() == 2U);
}

BOOST_AUTO_TEST_CASE(what_no_limit_needs_any_more_is_forgotten) {
  OneTimeCodes codes;
  for (int i = 0; i < 100; ++i) BOOST_REQUIRE(codes.issue("verify", std::to_string(i), start, ""));
  BOOST_TEST(codes.size() == 100U);
  issued(codes, start + 60min);
  BOOST_TEST(codes.size() == 1U);
}

BOOST_AUTO_TEST_SUITE_END()
