#include "api/statistics/hours.hpp"

#include <boost/test/unit_test.hpp>

using namespace lapor;
using namespace lapor::api;

namespace {

std::size_t hour_at(const char* instant, Zone zone) {
  return hour_of_week(*parse_rfc3339(instant), zone);
}

WeekHours months(const HourSums& sums, std::int32_t first, std::int32_t end) {
  WeekHours hours{};
  sums.add_to(hours, first, end);
  return hours;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(hours)

BOOST_AUTO_TEST_CASE(a_week_begins_on_monday_at_midnight_of_its_zone) {
  BOOST_TEST(hour_at("2026-11-23T00:00:00+07:00", Zone::wib) == 0u);
  BOOST_TEST(hour_at("2026-11-22T23:59:59+07:00", Zone::wib) == 167u);
  BOOST_TEST(hour_at("2026-11-22T23:00:00+07:00", Zone::wita) == 0u);
  BOOST_TEST(hour_at("2026-11-22T22:00:00+07:00", Zone::wit) == 0u);
  BOOST_TEST(hour_at("1969-12-29T00:30:00+07:00", Zone::wib) == 0u);
}

BOOST_AUTO_TEST_CASE(only_the_months_asked_for_count) {
  HourSums sums;
  sums.add(24'322, 9, 2);
  sums.add(24'321, 9, 1);
  sums.add(24'323, 0, 4);
  BOOST_TEST(months(sums, 24'321, 24'323)[9] == 3);
  BOOST_TEST(months(sums, 24'321, 24'323)[0] == 0);
  BOOST_TEST(months(sums, 24'323, 24'324)[0] == 4);
}

BOOST_AUTO_TEST_CASE(what_is_taken_back_leaves_nothing_behind) {
  HourSums sums;
  sums.add(24'322, 9, 2);
  sums.add(24'322, 9, -2);
  BOOST_TEST((sums == HourSums{}));
}

BOOST_AUTO_TEST_SUITE_END()
