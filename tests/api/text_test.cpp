#include "api/text.hpp"

#include <array>
#include <boost/test/unit_test.hpp>

using namespace lapor::api;

BOOST_AUTO_TEST_SUITE(text)

BOOST_AUTO_TEST_CASE(valid_utf8_is_what_rfc_3629_says) {
  for (const char* good : {"", "Jalan", "é", "€", "\U0001F600", "\xED\x9F\xBF", "\xF4\x8F\xBF\xBF"})
    BOOST_TEST(is_valid_utf8(good), good);
  for (const char* bad : {"\x80", "\xC0\xAF", "\xC1\x81", "\xE0\x80\x80", "\xED\xA0\x80", "\xF0\x80\x80\x80",
                          "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xE2\x82", "abc\xFF", "\xC3("})
    BOOST_TEST(!is_valid_utf8(bad));
}

BOOST_AUTO_TEST_CASE(length_is_counted_in_code_points) {
  BOOST_TEST(code_points("") == 0U);
  BOOST_TEST(code_points("Jalan") == 5U);
  BOOST_TEST(code_points("é€\U0001F600") == 3U);
}

BOOST_AUTO_TEST_CASE(code_points_are_taken_off_one_by_one) {
  std::string_view rest = "aé€\U0001F600";
  for (const char32_t expected : {U'a', U'é', U'€', U'\U0001F600'}) BOOST_TEST((take_code_point(rest) == expected));
  BOOST_TEST(rest.empty());
}

BOOST_AUTO_TEST_CASE(white_space_of_every_kind_is_blank) {
  BOOST_TEST(is_blank(""));
  BOOST_TEST(is_blank(" \t\r\n"));
  BOOST_TEST(is_blank("\u00A0\u2003\u200B\u3000\uFEFF"));
  BOOST_TEST(!is_blank("  x "));
  BOOST_TEST(!is_blank("\u200Bé"));
}

BOOST_AUTO_TEST_CASE(control_characters_are_found) {
  BOOST_TEST(!has_control("satu baris", Lines::one));
  BOOST_TEST(has_control("dua\nbaris", Lines::one));
  BOOST_TEST(!has_control("dua\r\n\tbaris", Lines::many));
  BOOST_TEST(has_control("\u2028", Lines::one));
  for (const char* control : {"\x01", "\x1B[31m", "\x7F", "\u0085", "\u009F"})
    BOOST_TEST(has_control(control, Lines::many));
  BOOST_TEST(has_control(std::string_view("a\0b", 3), Lines::many));
}

BOOST_AUTO_TEST_CASE(the_nearest_name_is_within_a_third) {
  constexpr std::array<std::string_view, 3> names{"title", "text", "occurred_on"};
  BOOST_TEST(nearest("tittle", names) == "title");
  BOOST_TEST(nearest("ocurred_on", names) == "occurred_on");
  BOOST_TEST(nearest("password", names) == "");
}

BOOST_AUTO_TEST_SUITE_END()
