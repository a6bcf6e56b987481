#include "api/identity/password_patterns.hpp"

#include <algorithm>
#include <boost/test/unit_test.hpp>

using namespace lapor::api;

namespace {

bool has_stem(std::string_view text, std::string_view stem, std::size_t longest = 64) {
  return std::ranges::count(possible_stems(text, longest), stem) > 0;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(password_patterns)

BOOST_AUTO_TEST_CASE(a_period_is_the_beginning_that_makes_the_whole) {
  BOOST_TEST(period_of("aaaa") == 1U);
  BOOST_TEST(period_of("abcabcabc") == 3U);
  BOOST_TEST(period_of("abcabca") == 3U);
  BOOST_TEST(period_of("abcd") == 4U);
  BOOST_TEST(period_of("") == 0U);
}

BOOST_AUTO_TEST_CASE(a_run_of_three_neighbours_counts_as_one) {
  BOOST_TEST(free_choices("1234567890") == 1U);
  BOOST_TEST(free_choices("abcd-4321") == 3U);
  BOOST_TEST(free_choices("aaab") == 2U);
  BOOST_TEST(free_choices("ab") == 2U);
  BOOST_TEST(free_choices("lkjmnb") == 2U);
  BOOST_TEST(free_choices("xkqz") == 4U);
  BOOST_TEST(free_choices("") == 0U);
}

BOOST_AUTO_TEST_CASE(a_run_goes_one_way_along_one_line) {
  BOOST_TEST(free_choices("ababab") == 6U);  // to and fro
  BOOST_TEST(free_choices("nmn") == 3U);     // on the keyboard as in the alphabet
  BOOST_TEST(free_choices("lmno") == 1U);    // though `mn` is also a step back on the keyboard
}

BOOST_AUTO_TEST_CASE(a_stem_is_what_is_left_without_what_people_put_around_a_word) {
  for (const char* stem : {"sayang", "123sayang", "sayang456!", "123sayang456!"})
    BOOST_TEST(has_stem("123sayang456!", stem), stem);
  BOOST_TEST(!has_stem("123sayang456!", "sayan"));
  BOOST_TEST(has_stem("$4y4n6!2024", "sayang"));
  BOOST_TEST(has_stem("123456", "123456"));
  BOOST_TEST(!has_stem("123456", "1234"));
}

BOOST_AUTO_TEST_CASE(stems_longer_than_the_longest_word_are_not_made) {
  BOOST_TEST(has_stem("sayang456", "sayang456", 9));
  BOOST_TEST(has_stem("sayang456", "sayang45", 8));
  BOOST_TEST(!has_stem("sayang456", "sayang45", 7));
  BOOST_TEST(possible_stems("a" + std::string(500, '1'), 64).size() < 400U);
}

BOOST_AUTO_TEST_CASE(what_lies_beside_words_is_counted_in_code_points) {
  BOOST_TEST(beside("budi99", {"budi"}) == 2U);
  BOOST_TEST(beside("budibudi", {"budi"}) == 0U);
  BOOST_TEST(beside("anana", {"ana"}) == 0U);  // occurrences may overlap
  BOOST_TEST(beside("budi\xC3\xA9\xC3\xA9", {"budi"}) == 2U);
  BOOST_TEST(beside("siti", {}) == 4U);
}

BOOST_AUTO_TEST_SUITE_END()
