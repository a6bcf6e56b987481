#include "config/retention_file.hpp"

#include <boost/test/unit_test.hpp>
#include <string>
#include <string_view>

namespace {

using namespace std::chrono_literals;
using lapor::config::parse_retention;

/// A schedule with all that it needs; `tail` is put after it.
std::string schedule(std::string_view from, std::string_view tail = "") {
  return "[[retention]]\neffective_from = " + std::string{from} + "\nyears = 5\n" + std::string{tail};
}

std::string refused(std::string_view toml) {
  const auto rows = parse_retention(toml, "r.toml");
  return rows ? "accepted" : rows.error();
}

BOOST_AUTO_TEST_SUITE(retention_file)

BOOST_AUTO_TEST_CASE(a_schedule_has_a_standard_and_periods_of_its_own_for_some) {
  const auto rows =
      parse_retention(schedule("2019-01-01", "\"kota-35.78\" = 10\n\"kota-35.78/dishub\" = 2\n"), "r.toml");
  BOOST_REQUIRE(rows.has_value());
  BOOST_REQUIRE_EQUAL(rows->size(), 1U);
  const auto& row = rows->front();
  BOOST_TEST((row.effective_from == lapor::Date{2019y / 1 / 1}));
  BOOST_TEST(row.standard.count() == 5);
  BOOST_REQUIRE_EQUAL(row.own.size(), 2U);
  BOOST_TEST(row.own[0].slug == "kota-35.78");
  BOOST_TEST(row.own[0].years.count() == 10);
  BOOST_TEST(row.own[0].line == 4U);
  BOOST_TEST(row.own[1].slug == "kota-35.78/dishub");
  BOOST_TEST(row.own[1].years.count() == 2);
}

BOOST_AUTO_TEST_CASE(a_period_is_one_to_a_hundred_whole_years) {
  for (const char* years : {"1", "100"})
    BOOST_TEST(refused(schedule("2019-01-01", std::string("\"kemenhub\" = ") + years)) == "accepted", years);
  BOOST_TEST(refused(schedule("2019-01-01", "\"kemenhub\" = 0")) ==
             "r.toml:4: `kemenhub` is 0; allowed is 1 to 100 years");
  BOOST_TEST(refused(schedule("2019-01-01", "\"kemenhub\" = 101")) ==
             "r.toml:4: `kemenhub` is 101; allowed is 1 to 100 years");
  BOOST_TEST(refused(schedule("2019-01-01", "\"kemenhub\" = -5")) ==
             "r.toml:4: `kemenhub` is -5; allowed is 1 to 100 years");
  BOOST_TEST(refused(schedule("2019-01-01", "\"kemenhub\" = 2.5")) ==
             "r.toml:4: `kemenhub` must be a whole number of years, not a floating-point number");
  BOOST_TEST(refused("[[retention]]\neffective_from = 2019-01-01\nyears = 0\n") ==
             "r.toml:3: `years` is 0; allowed is 1 to 100 years");
}

BOOST_AUTO_TEST_CASE(what_is_left_out_is_no_default) {
  BOOST_TEST(refused("[[retention]]\nyears = 5\n") == "r.toml:1: this schedule has no `effective_from`; write it down");
  BOOST_TEST(refused("[[retention]]\neffective_from = 2019-01-01\n") ==
             "r.toml:1: this schedule has no `years`; write it down");
}

BOOST_AUTO_TEST_CASE(a_schedule_begins_on_a_date_after_the_one_before_it) {
  BOOST_TEST(refused(schedule("\"2019-01-01\"")) ==
             "r.toml:2: `effective_from` must be a date like 2019-01-01, not a text");
  BOOST_TEST(refused(schedule("2019-01-01") + schedule("2027-01-01")) == "accepted");
  const auto message = "r.toml:4: does not begin after the schedule before it; sort schedules by date";
  BOOST_TEST(refused(schedule("2019-01-01") + schedule("2019-01-01")) == message);
  BOOST_TEST(refused(schedule("2019-01-01") + schedule("2018-12-31")) == message);
}

BOOST_AUTO_TEST_CASE(nothing_stands_outside_a_schedule) {
  const std::string message = "only [[retention]] may stand here; put every key below one, and slugs in quotes";
  BOOST_TEST(refused("years = 5\n").ends_with(message));
  BOOST_TEST(refused("[retention]\nyears = 5\n") == "r.toml:1: " + message);
  BOOST_TEST(refused(schedule("2019-01-01", "kota-35.78 = 10\n")) == "r.toml:4: " + message);
  BOOST_TEST(refused("") == "r.toml:1: has no [[retention]]; restore the one of 2019-01-01");
}

BOOST_AUTO_TEST_CASE(one_institution_has_one_period) {
  BOOST_TEST(refused(schedule("2019-01-01", "\"kemenhub\" = 2\n\"kemenhub\" = 3\n")).starts_with("r.toml:5: "));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
