#include "events/working_time.hpp"

#include <boost/test/unit_test.hpp>

#include "scenario.hpp"

using namespace lapor;
using lapor::scenario::at;
using lapor::scenario::rules;

namespace {

/// Minutes by the default office hours, 8 to 16.
std::int64_t minutes(const char* from, const char* to, Zone zone = Zone::wib) {
  return working_time(at(from), at(to), zone, rules().calendar, PolicyBook{}).count();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(working_time_between)

BOOST_AUTO_TEST_CASE(within_one_day_only_office_hours_count) {
  BOOST_TEST(minutes("2026-11-20T09:00:00+07:00", "2026-11-20T10:30:00+07:00") == 90);
  BOOST_TEST(minutes("2026-11-20T06:00:00+07:00", "2026-11-20T08:01:00+07:00") == 1);
  BOOST_TEST(minutes("2026-11-20T15:30:00+07:00", "2026-11-20T23:00:00+07:00") == 30);
  BOOST_TEST(minutes("2026-11-20T16:00:00+07:00", "2026-11-20T23:00:00+07:00") == 0);
}

BOOST_AUTO_TEST_CASE(weekends_and_holidays_do_not_count) {
  // Friday 15:00 to Monday 9:00; from the 17th to the 25th of March 2026 all days between are closed.
  BOOST_TEST(minutes("2026-11-20T15:00:00+07:00", "2026-11-23T09:00:00+07:00") == 120);
  BOOST_TEST(minutes("2026-03-17T15:00:00+07:00", "2026-03-25T09:00:00+07:00") == 120);
}

BOOST_AUTO_TEST_CASE(a_whole_working_day_is_eight_hours) {
  BOOST_TEST(minutes("2026-11-23T00:00:00+07:00", "2026-11-28T00:00:00+07:00") == 5 * 8 * 60);
}

BOOST_AUTO_TEST_CASE(the_zone_of_the_institution_decides_when_its_office_is_open) {
  BOOST_TEST(minutes("2026-11-20T14:00:00+07:00", "2026-11-20T16:00:00+07:00", Zone::wib) == 120);
  BOOST_TEST(minutes("2026-11-20T14:00:00+07:00", "2026-11-20T16:00:00+07:00", Zone::wit) == 0);
}

BOOST_AUTO_TEST_CASE(backwards_it_is_negative) {
  BOOST_TEST(minutes("2026-11-20T10:00:00+07:00", "2026-11-20T09:00:00+07:00") == -60);
}

BOOST_AUTO_TEST_CASE(each_day_counts_by_the_hours_in_force_on_it) {
  DeadlinePolicy older, newer;
  older.effective_from = *parse_iso_date("2019-01-01");
  newer.effective_from = *parse_iso_date("2026-11-24");
  newer.office = {std::chrono::hours{7}, std::chrono::hours{17}};
  const auto time = working_time(at("2026-11-23T00:00:00+07:00"), at("2026-11-25T00:00:00+07:00"), Zone::wib,
                                 rules().calendar, PolicyBook{{older, newer}});
  BOOST_TEST(time.count() == (8 + 10) * 60);
}

BOOST_AUTO_TEST_SUITE_END()
