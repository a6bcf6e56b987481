#include "events/calendar.hpp"

#include <boost/test/unit_test.hpp>

#include "scenario.hpp"

using namespace lapor;
using lapor::scenario::at;
using lapor::scenario::rules;

namespace {

std::string due(const char* from, int working_days, Zone zone) {
  return to_rfc3339(rules().calendar->limit(at(from), working_days, zone).due, zone);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(working_calendar)

BOOST_AUTO_TEST_CASE(three_working_days_from_a_friday_end_on_wednesday_at_midnight) {
  BOOST_TEST(due("2026-11-20T09:00:00+07:00", 3, Zone::wib) == "2026-11-26T00:00:00+07:00");
}

BOOST_AUTO_TEST_CASE(the_day_of_receipt_does_not_count_even_in_its_first_second) {
  BOOST_TEST(due("2026-11-20T00:00:00+07:00", 3, Zone::wib) == "2026-11-26T00:00:00+07:00");
  BOOST_TEST(due("2026-11-20T23:59:59+07:00", 3, Zone::wib) == "2026-11-26T00:00:00+07:00");
}

BOOST_AUTO_TEST_CASE(receipt_on_a_weekend_counts_from_the_next_monday) {
  BOOST_TEST(due("2026-11-21T12:00:00+07:00", 1, Zone::wib) == "2026-11-24T00:00:00+07:00");
  BOOST_TEST(due("2026-11-22T12:00:00+07:00", 1, Zone::wib) == "2026-11-24T00:00:00+07:00");
}

BOOST_AUTO_TEST_CASE(the_long_holidays_of_march_2026_do_not_count) {
  // Nyepi and Idul Fitri: 18 to 24 March are all closed, so after Tuesday 17th comes Wednesday 25th.
  BOOST_TEST(due("2026-03-17T10:00:00+07:00", 1, Zone::wib) == "2026-03-26T00:00:00+07:00");
  BOOST_TEST(due("2026-03-16T10:00:00+07:00", 3, Zone::wib) == "2026-03-27T00:00:00+07:00");
  BOOST_TEST(due("2026-03-13T10:00:00+07:00", 5, Zone::wib) == "2026-03-28T00:00:00+07:00");
}

BOOST_AUTO_TEST_CASE(collective_leave_in_may_does_not_count) {
  // Thursday 14 May is a holiday, Friday 15 collective leave.
  BOOST_TEST(due("2026-05-13T10:00:00+07:00", 1, Zone::wib) == "2026-05-19T00:00:00+07:00");
}

BOOST_AUTO_TEST_CASE(the_zone_of_whoever_must_act_decides_the_day_and_the_midnight) {
  // 22:30 on Friday in Jakarta is half past midnight on Saturday in Jayapura.
  BOOST_TEST(due("2026-11-20T22:30:00+07:00", 1, Zone::wib) == "2026-11-24T00:00:00+07:00");
  BOOST_TEST(due("2026-11-20T22:30:00+07:00", 1, Zone::wit) == "2026-11-24T00:00:00+09:00");
  BOOST_TEST(due("2026-11-19T22:30:00+07:00", 1, Zone::wit) == "2026-11-24T00:00:00+09:00");
  BOOST_TEST(due("2026-11-19T22:30:00+07:00", 1, Zone::wita) == "2026-11-21T00:00:00+08:00");
}

BOOST_AUTO_TEST_CASE(a_year_without_decree_counts_weekends_only_and_is_provisional) {
  const auto limit = rules().calendar->limit(at("2026-12-30T10:00:00+07:00"), 3, Zone::wib);
  BOOST_TEST(to_rfc3339(limit.due, Zone::wib) == "2027-01-05T00:00:00+07:00");
  BOOST_TEST(limit.provisional);
  BOOST_TEST(!rules().calendar->limit(at("2026-11-20T10:00:00+07:00"), 3, Zone::wib).provisional);
}

BOOST_AUTO_TEST_CASE(a_limit_that_ends_on_the_last_day_of_a_decreed_year_is_not_provisional) {
  BOOST_TEST(!rules().calendar->limit(at("2026-12-30T10:00:00+07:00"), 1, Zone::wib).provisional);
}

BOOST_AUTO_TEST_CASE(further_days_after_a_limit_count_from_the_day_that_ended_then) {
  const auto later = rules().calendar->limit_after(at("2026-11-26T00:00:00+07:00"), 5, Zone::wib);
  BOOST_TEST(to_rfc3339(later.due, Zone::wib) == "2026-12-03T00:00:00+07:00");
}

BOOST_AUTO_TEST_CASE(before_a_decree_its_year_and_later_ones_count_weekends_only) {
  const WorkingCalendar calendar{
      {std::chrono::sys_days{*parse_iso_date("2026-12-24")}, std::chrono::sys_days{*parse_iso_date("2027-01-01")},
       std::chrono::sys_days{*parse_iso_date("2028-02-01")}},
      {2026, 2027, 2028}};
  const auto earlier = calendar.before_decree_of(2027);
  BOOST_TEST(!earlier.is_working_day(*parse_iso_date("2026-12-24")));
  BOOST_TEST(earlier.is_working_day(*parse_iso_date("2027-01-01")));
  BOOST_TEST(earlier.is_working_day(*parse_iso_date("2028-02-01")));
  BOOST_TEST(earlier.is_decreed(2026));
  BOOST_TEST(!earlier.is_decreed(2027));
  BOOST_TEST(!earlier.is_decreed(2028));
  BOOST_TEST(earlier.limit(at("2026-12-31T09:00:00+07:00"), 1, Zone::wib).provisional);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(time_text)

BOOST_AUTO_TEST_CASE(rfc3339_is_read_back_as_it_was_written) {
  for (const char* text : {"2026-11-26T00:00:00+07:00", "2026-02-28T23:59:59.250+07:00"})
    BOOST_TEST(to_rfc3339(at(text), Zone::wib) == text);
  BOOST_TEST(to_rfc3339(at("2026-11-25T17:00:00Z"), Zone::wit) == "2026-11-26T02:00:00+09:00");
}

BOOST_AUTO_TEST_CASE(what_is_not_rfc3339_is_refused) {
  for (const char* text : {"", "2026-11-26", "2026-11-26 00:00:00+07:00", "2026-02-30T00:00:00Z",
                           "2026-11-26T24:00:00Z", "2026-11-26T00:00:60Z", "2026-11-26T00:00:00",
                           "2026-11-26T00:00:00+0700", "2026-11-26T00:00:00.Z", "2026-11-26T00:00:00ZZ"})
    BOOST_TEST(!parse_rfc3339(text).has_value(), text);
}

BOOST_AUTO_TEST_CASE(dates_that_do_not_exist_are_refused) {
  BOOST_TEST(!parse_iso_date("2026-02-29").has_value());
  BOOST_TEST(!parse_iso_date("2026-13-01").has_value());
  BOOST_TEST(parse_iso_date("2028-02-29").has_value());
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(policy_book)

BOOST_AUTO_TEST_CASE(the_policy_in_force_on_the_day_is_used) {
  DeadlinePolicy older, newer;
  older.effective_from = *parse_iso_date("2019-01-01");
  newer.effective_from = *parse_iso_date("2026-12-01");
  newer.verification = 2;
  const PolicyBook book{{older, newer}};
  BOOST_TEST(book.on(*parse_iso_date("2018-01-01")).verification == 3);
  BOOST_TEST(book.on(*parse_iso_date("2026-11-30")).verification == 3);
  BOOST_TEST(book.on(*parse_iso_date("2026-12-01")).verification == 2);
}

BOOST_AUTO_TEST_SUITE_END()
