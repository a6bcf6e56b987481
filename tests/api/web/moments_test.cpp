#include "api/web/moments.hpp"

#include <boost/test/unit_test.hpp>

#include "tests/api/web/web_fixture.hpp"

using namespace lapor::api::web;

namespace {

const Texts indonesian(testing::web_folder().messages, Language::indonesian);
const Texts english(testing::web_folder().messages, Language::english);

}  // namespace

BOOST_AUTO_TEST_SUITE(moments)

BOOST_AUTO_TEST_CASE(a_moment_is_told_in_its_own_zone) {
  BOOST_TEST(date_time(indonesian, "2026-11-20T09:05:00+07:00") == "Jumat, 20 November 2026 pukul 09.05 WIB");
  BOOST_TEST(date_time(english, "2026-11-20T23:59:00+08:00") == "Friday, 20 November 2026 at 23:59 WITA");
  BOOST_TEST(date_time(english, "2026-02-01T00:00:00+09:00") == "Sunday, 1 February 2026 at 00:00 WIT");
  BOOST_TEST(date_time(english, "tomorrow") == "");
}

BOOST_AUTO_TEST_CASE(a_limit_at_midnight_is_the_end_of_the_day_before) {
  BOOST_TEST(limit(indonesian, "2026-11-26T00:00:00+07:00") == "akhir hari Rabu, 25 November 2026 (WIB)");
  BOOST_TEST(limit(english, "2027-01-01T00:00:00+09:00") == "the end of Thursday, 31 December 2026 (WIT)");
  BOOST_TEST(limit(english, "2026-11-26T00:01:00+07:00") == "Thursday, 26 November 2026 at 00:01 WIB");
}

BOOST_AUTO_TEST_CASE(a_day_has_no_zone) {
  BOOST_TEST(date(indonesian, "2026-08-17") == "17 Agustus 2026");
  BOOST_TEST(date(english, "2026-08-17T23:30:00+07:00") == "17 August 2026");
  BOOST_TEST(date(english, "") == "");
}

BOOST_AUTO_TEST_SUITE_END()
