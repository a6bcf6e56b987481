#include "events/working_days.hpp"

#include "scenario.hpp"

using namespace lapor;
using namespace lapor::scenario;

BOOST_AUTO_TEST_SUITE(working_days)

BOOST_AUTO_TEST_CASE(the_arithmetic_shows_every_day_that_counted_and_why_others_did_not) {
  const auto days = counted(rules().calendar, at("2026-03-13T10:00:00+07:00"), 3, Zone::wib);
  BOOST_TEST(readable(days) ==
             "Fri 2026-03-13 (day 0); skipped Sat 2026-03-14 saturday; skipped Sun 2026-03-15 sunday; "
             "Mon 2026-03-16 (1); Tue 2026-03-17 (2); skipped Wed 2026-03-18 holiday; skipped Thu 2026-03-19 holiday; "
             "skipped Fri 2026-03-20 holiday; skipped Sat 2026-03-21 saturday; skipped Sun 2026-03-22 sunday; "
             "skipped Mon 2026-03-23 holiday; skipped Tue 2026-03-24 holiday; Wed 2026-03-25 (3); "
             "due at 24:00 of Wed 2026-03-25 WIB");
}

BOOST_AUTO_TEST_CASE(a_year_without_a_decree_is_told_where_it_begins) {
  const auto days = counted(rules().calendar, at("2026-12-30T10:00:00+09:00"), 3, Zone::wit);
  BOOST_TEST(readable(days) ==
             "Wed 2026-12-30 (day 0); Thu 2026-12-31 (1); no decree for 2027: Fri 2027-01-01 (2); "
             "skipped Sat 2027-01-02 saturday; skipped Sun 2027-01-03 sunday; Mon 2027-01-04 (3); "
             "due at 24:00 of Mon 2027-01-04 WIT (provisional)");
  BOOST_TEST(days.days.front().decreed);
  BOOST_TEST(!days.days.back().decreed);
}

BOOST_AUTO_TEST_CASE(a_holiday_on_a_weekend_is_told_as_the_weekend) {
  const WorkingCalendar calendar{{std::chrono::sys_days{*parse_iso_date("2026-03-21")}}, {2026}};
  const auto days = counted(calendar, at("2026-03-20T10:00:00+07:00"), 1, Zone::wib);
  BOOST_TEST(to_word(days.days.front().kind) == "saturday");
}

BOOST_AUTO_TEST_CASE(the_arithmetic_ends_where_the_calendar_says_from_every_hour_of_two_years) {
  const WorkingCalendar& calendar = rules().calendar;
  for (Instant from = at("2026-01-01T00:00:00Z"); from < at("2028-01-01T00:00:00Z"); from += std::chrono::hours{7})
    for (const int working_days : {1, 3, 5, 10, 60}) {
      const auto limit = calendar.limit(from, working_days, Zone::wita);
      const auto days = counted(calendar, from, working_days, Zone::wita);
      BOOST_REQUIRE_MESSAGE(days.due == limit.due && days.provisional == limit.provisional,
                            to_rfc3339(from, Zone::wita) << " and " << working_days << " days");
      BOOST_REQUIRE(days.days.back().number == working_days);
    }
}

BOOST_AUTO_TEST_SUITE_END()
