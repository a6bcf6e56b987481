#include "api/statistics/tally.hpp"

#include <boost/test/unit_test.hpp>

using namespace lapor::api;
using std::chrono::minutes;

namespace {

Durations of(std::initializer_list<int> all) {
  Durations durations;
  for (const int each : all) durations.add(minutes{each}, 1);
  return durations;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(durations)

BOOST_AUTO_TEST_CASE(quantiles_are_by_nearest_rank) {
  const Durations ten = of({60, 120, 180, 240, 300, 360, 420, 480, 540, 600});
  BOOST_TEST(*ten.quantile(0.5) == 5.0);
  BOOST_TEST(*ten.quantile(0.9) == 9.0);
  BOOST_TEST(*ten.quantile(1.0) == 10.0);
  BOOST_TEST(*of({90}).quantile(0.5) == 1.5);
  BOOST_TEST(*of({60, 120, 180}).quantile(0.5) == 2.0);
}

BOOST_AUTO_TEST_CASE(nothing_has_no_quantile) {
  BOOST_TEST(!of({}).quantile(0.5).has_value());
}

BOOST_AUTO_TEST_CASE(below_a_hundred_hours_a_tenth_is_told_apart_above_a_whole_hour) {
  BOOST_TEST(*of({2}).quantile(0.5) == 0.0);
  BOOST_TEST(*of({3}).quantile(0.5) == 0.1);
  BOOST_TEST(*of({99 * 60 + 54}).quantile(0.5) == 99.9);
  BOOST_TEST(*of({100 * 60}).quantile(0.5) == 100.0);
  BOOST_TEST(*of({100 * 60 + 29}).quantile(0.5) == 100.0);
  BOOST_TEST(*of({100 * 60 + 30}).quantile(0.5) == 101.0);
}

BOOST_AUTO_TEST_CASE(what_is_taken_back_leaves_nothing_behind) {
  Durations durations = of({60, 120});
  durations.add(minutes{60}, -1);
  BOOST_TEST((durations == of({120})));
  durations.add(minutes{120}, -1);
  BOOST_TEST((durations == Durations{}));
}

BOOST_AUTO_TEST_CASE(sums_are_those_of_all_their_parts) {
  Durations sum = of({60, 300, 300});
  sum.add(of({30, 300, 900}));
  BOOST_TEST((sum == of({30, 60, 300, 300, 300, 900})));
  BOOST_TEST(sum.count() == 6u);
}

BOOST_AUTO_TEST_SUITE_END()
