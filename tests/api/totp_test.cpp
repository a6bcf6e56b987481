#include "api/identity/totp.hpp"

#include <boost/test/unit_test.hpp>
#include <set>

#include "api/identity/base_encoding.hpp"

using namespace lapor;
using namespace lapor::api;
using namespace std::chrono_literals;

namespace {

/// RFC 6238, appendix B: the ASCII digits 12345678901234567890.
std::string secret_of_the_rfc() {
  return to_base32(std::as_bytes(std::span(std::string_view("12345678901234567890"))));
}

Instant at_second(std::int64_t second) {
  return Instant{std::chrono::seconds{second}};
}

constexpr std::int64_t noon = 1'800'000'000;  // the start of a step
constexpr std::uint64_t noon_step = 60'000'000;

}  // namespace

BOOST_AUTO_TEST_SUITE(totp)

BOOST_AUTO_TEST_CASE(the_vectors_of_rfc_6238_hold) {
  struct Vector {
    std::int64_t second;
    const char* code;  // the last six of the eight digits there
  };
  for (const auto& [second, code] :
       {Vector{59, "287082"}, Vector{1'111'111'109, "081804"}, Vector{1'111'111'111, "050471"},
        Vector{1'234'567'890, "005924"}, Vector{2'000'000'000, "279037"}, Vector{20'000'000'000, "353130"}}) {
    const auto step = static_cast<std::uint64_t>(second / 30);
    BOOST_TEST(totp_code(secret_of_the_rfc(), step) == code);
    BOOST_TEST(totp_step_of(secret_of_the_rfc(), code, at_second(second), 0).value() == step);
  }
}

BOOST_AUTO_TEST_CASE(the_vectors_of_rfc_4226_hold) {
  const char* codes[] = {"755224", "287082", "359152", "969429", "338314",
                         "254676", "287922", "162583", "399871", "520489"};
  for (std::uint64_t step = 0; step < 10; ++step) BOOST_TEST(totp_code(secret_of_the_rfc(), step) == codes[step]);
}

BOOST_AUTO_TEST_CASE(a_code_is_taken_one_step_before_and_after_its_own_and_no_further) {
  const std::string secret = secret_of_the_rfc();
  const std::string code = totp_code(secret, noon_step);
  BOOST_TEST(!totp_step_of(secret, code, at_second(noon - 31), 0));
  BOOST_TEST(totp_step_of(secret, code, at_second(noon - 30), 0).value() == noon_step);
  BOOST_TEST(totp_step_of(secret, code, at_second(noon), 0).value() == noon_step);
  BOOST_TEST(totp_step_of(secret, code, at_second(noon + 60) - 1ms, 0).value() == noon_step);
  BOOST_TEST(!totp_step_of(secret, code, at_second(noon + 60), 0));
}

BOOST_AUTO_TEST_CASE(a_used_code_and_those_before_it_are_not_taken_again) {
  const std::string secret = secret_of_the_rfc();
  const std::string code = totp_code(secret, noon_step);
  BOOST_TEST(totp_step_of(secret, code, at_second(noon), noon_step - 1).has_value());
  BOOST_TEST(!totp_step_of(secret, code, at_second(noon), noon_step));
  BOOST_TEST(!totp_step_of(secret, totp_code(secret, noon_step - 1), at_second(noon), noon_step));
  BOOST_TEST(totp_step_of(secret, totp_code(secret, noon_step + 1), at_second(noon), noon_step).value() ==
             noon_step + 1);
}

BOOST_AUTO_TEST_CASE(what_is_no_code_of_the_secret_is_not_taken) {
  const std::string secret = secret_of_the_rfc();
  const std::string code = totp_code(secret, noon_step);
  for (const std::string& wrong : {std::string{}, code.substr(1), code + "0", "0" + code, std::string("abcdef"),
                                   std::string(6, '\0'), totp_code("JBSWY3DPEHPK3PXP", noon_step)})
    BOOST_TEST(!totp_step_of(secret, wrong, at_second(noon), 0), wrong);
}

BOOST_AUTO_TEST_CASE(a_damaged_secret_takes_no_code) {
  const std::string code = totp_code(secret_of_the_rfc(), noon_step);
  for (const char* secret : {"", "not base32!", "A"}) {
    BOOST_TEST(totp_code(secret, noon_step).empty());
    BOOST_TEST(!totp_step_of(secret, code, at_second(noon), 0));
    BOOST_TEST(!totp_step_of(secret, "", at_second(noon), 0));
  }
}

BOOST_AUTO_TEST_CASE(a_new_secret_has_160_bits_and_is_nobodys) {
  std::set<std::string> seen;
  for (int i = 0; i < 100; ++i) {
    const std::string secret = new_totp_secret();
    BOOST_TEST(secret.size() == 32U);
    BOOST_TEST(from_base32(secret).value().size() == 20U);
    seen.insert(secret);
  }
  BOOST_TEST(seen.size() == 100U);
}

BOOST_AUTO_TEST_CASE(the_uri_names_issuer_account_and_secret) {
  BOOST_TEST(totp_uri("JBSWY3DPEHPK3PXP", "siti&x=1@example.id", "LAPOR! SP4N") ==
             "otpauth://totp/LAPOR%21%20SP4N:siti%26x%3D1%40example.id?secret=JBSWY3DPEHPK3PXP&issuer=LAPOR%21%20SP4N"
             "&algorithm=SHA1&digits=6&period=30");
}

BOOST_AUTO_TEST_SUITE_END()
