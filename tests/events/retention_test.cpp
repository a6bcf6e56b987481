#include "events/retention.hpp"

#include <boost/test/unit_test.hpp>

using namespace lapor;
using std::chrono::days;
using std::chrono::sys_days;
using std::chrono::years;

namespace {

Date day(const char* iso) {
  return *parse_iso_date(iso);
}

std::string kept_until(const char* ended_on, int period) {
  return to_iso(last_kept_day(day(ended_on), years{period}));
}

/// Held by `holder` when it was closed.
ReportState ended(const char* holder, const char* at) {
  ReportState state;
  state.status = Status::closed;
  state.holder = holder;
  state.ended_at = *parse_rfc3339(at);
  return state;
}

std::string until(const ReportState& state, const RetentionSchedule& schedule, const char* today) {
  const auto instant = retention_until(state, schedule, day(today));
  return instant ? to_rfc3339(*instant, Zone::wib) : "never";
}

const RetentionPeriods tree{day("2019-01-01"),
                            years{5},
                            {{"kota-35.78", years{10}}, {"kota-35.78/dishub", years{2}}, {"kemenhub/a/b", years{3}}}};

}  // namespace

BOOST_AUTO_TEST_SUITE(retention_periods)

BOOST_AUTO_TEST_CASE(the_lowest_of_those_above_a_desk_decides) {
  BOOST_TEST(tree.of("kota-35.78").count() == 10);
  BOOST_TEST(tree.of("kota-35.78/dishub").count() == 2);
  BOOST_TEST(tree.of("kota-35.78/dishub/bidang").count() == 2);
  BOOST_TEST(tree.of("kota-35.78/dlh").count() == 10);
  BOOST_TEST(tree.of("kemenhub/a/b").count() == 3);
}

BOOST_AUTO_TEST_CASE(without_one_of_its_own_the_standard_decides) {
  for (const char* desk : {"", "kota-33.74", "kemenhub", "kemenhub/a", "kota-35.780", "kota-35"})
    BOOST_TEST(tree.of(desk).count() == 5, desk);
}

BOOST_AUTO_TEST_CASE(without_a_schedule_five_years_are_kept) {
  BOOST_TEST(RetentionSchedule{}.on(day("2026-11-20")).of("kota-35.78").count() == 5);
}

BOOST_AUTO_TEST_CASE(the_periods_in_force_are_the_last_that_have_begun) {
  const RetentionSchedule schedule{{{day("2019-01-01"), years{5}, {}}, {day("2027-01-01"), years{8}, {}}}};
  BOOST_TEST(schedule.on(day("2018-12-31")).standard.count() == 5);
  BOOST_TEST(schedule.on(day("2026-12-31")).standard.count() == 5);
  BOOST_TEST(schedule.on(day("2027-01-01")).standard.count() == 8);
}

BOOST_AUTO_TEST_CASE(a_period_ends_with_the_same_date) {
  BOOST_TEST(kept_until("2026-11-20", 5) == "2031-11-20");
  BOOST_TEST(kept_until("2026-12-31", 1) == "2027-12-31");
}

BOOST_AUTO_TEST_CASE(where_there_is_no_29_february_it_ends_with_the_28th) {
  BOOST_TEST(kept_until("2028-02-29", 1) == "2029-02-28");
  BOOST_TEST(kept_until("2028-02-29", 4) == "2032-02-29");
  BOOST_TEST(kept_until("2028-02-28", 4) == "2032-02-28");
}

BOOST_AUTO_TEST_CASE(the_last_end_that_is_past_is_so_and_the_day_after_it_is_not) {
  for (const int period : {1, 4, 5, 100})
    for (sys_days today = day("2023-12-01"); today < sys_days{day("2029-01-01")}; today += days{1}) {
      const Date last = last_past_end(Date{today}, years{period});
      BOOST_TEST((last_kept_day(last, years{period}) < Date{today}), to_iso(Date{today}));
      BOOST_TEST((last_kept_day(Date{sys_days{last} + days{1}}, years{period}) >= Date{today}), to_iso(Date{today}));
    }
}

BOOST_AUTO_TEST_CASE(a_later_end_is_never_kept_shorter) {
  for (const int period : {1, 4, 5, 100})
    for (sys_days end = day("2023-12-01"); end < sys_days{day("2029-01-01")}; end += days{1})
      BOOST_TEST((last_kept_day(Date{end}, years{period}) <= last_kept_day(Date{end + days{1}}, years{period})));
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE(end_of_retention)

BOOST_AUTO_TEST_CASE(it_is_the_end_of_the_last_day_in_wib) {
  const RetentionSchedule schedule{{tree}};
  BOOST_TEST(until(ended("kota-33.74", "2026-11-20T09:00:00+07:00"), schedule, "2026-11-20") ==
             "2031-11-21T00:00:00+07:00");
  BOOST_TEST(until(ended("kota-91.71", "2026-11-21T01:00:00+09:00"), schedule, "2026-11-20") ==
             "2031-11-21T00:00:00+07:00");
}

BOOST_AUTO_TEST_CASE(an_open_report_has_none) {
  ReportState open = ended("kota-33.74", "2026-11-20T09:00:00+07:00");
  open.ended_at.reset();
  BOOST_TEST(until(open, RetentionSchedule{}, "2046-11-20") == "never");
}

BOOST_AUTO_TEST_CASE(a_new_schedule_counts_for_what_has_ended_before_it) {
  const RetentionSchedule schedule{{tree, {day("2028-01-01"), years{1}, {}}}};
  const ReportState report = ended("kota-35.78", "2026-11-20T09:00:00+07:00");
  BOOST_TEST(until(report, schedule, "2027-12-31") == "2036-11-21T00:00:00+07:00");
  BOOST_TEST(until(report, schedule, "2028-01-01") == "2027-11-21T00:00:00+07:00");
}

BOOST_AUTO_TEST_CASE(before_anybody_has_it_the_chosen_institution_counts) {
  ReportState report = ended("", "2026-11-20T09:00:00+07:00");
  report.chosen = "kota-35.78/dishub";
  BOOST_TEST(until(report, RetentionSchedule{{tree}}, "2026-11-20") == "2028-11-21T00:00:00+07:00");
}

BOOST_AUTO_TEST_SUITE_END()
