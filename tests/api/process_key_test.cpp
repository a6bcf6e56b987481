#include "api/identity/process_key.hpp"

#include <boost/test/unit_test.hpp>
#include <set>

#include "api/identity/randomness.hpp"

using namespace lapor::api;

BOOST_AUTO_TEST_SUITE(process_key)

BOOST_AUTO_TEST_CASE(the_same_parts_have_the_same_digest_under_the_same_key_only) {
  const ProcessKey key;
  const ProcessKey other;
  BOOST_TEST((key.digest({"code", "siti"}) == key.digest({"code", "siti"})));
  BOOST_TEST((key.digest({"code", "siti"}) != other.digest({"code", "siti"})));
  BOOST_TEST(key.short_digest("siti") == key.short_digest("siti"));
  BOOST_TEST(key.short_digest("siti") != other.short_digest("siti"));
  BOOST_TEST(key.short_digest("siti") != key.short_digest("budi"));
}

BOOST_AUTO_TEST_CASE(where_one_part_ends_and_the_next_begins_matters) {
  const ProcessKey key;
  BOOST_TEST((key.digest({"ab", "c"}) != key.digest({"a", "bc"})));
  BOOST_TEST((key.digest({"ab"}) != key.digest({"ab", ""})));
}

BOOST_AUTO_TEST_CASE(random_digits_are_digits_of_every_kind_and_differ) {
  std::set<char> seen;
  std::set<std::string> different;
  for (int i = 0; i < 1'000; ++i) {
    const std::string digits = random_digits(16);
    BOOST_REQUIRE(digits.size() == 16U);
    seen.insert(digits.begin(), digits.end());
    different.insert(digits);
  }
  BOOST_TEST((seen == std::set<char>{'0', '1', '2', '3', '4', '5', '6', '7', '8', '9'}));
  BOOST_TEST(different.size() == 1'000U);
}

BOOST_AUTO_TEST_SUITE_END()
