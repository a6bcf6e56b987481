#include "actors/residents.hpp"

#include <boost/test/unit_test.hpp>

namespace lapor::actors {
namespace {

struct Three {
  Residents residents;
  Resident& a{residents.find_or_add(ReportId{1}).resident};
  Resident& b{residents.find_or_add(ReportId{2}).resident};
  Resident& c{residents.find_or_add(ReportId{3}).resident};
  Three() {
    for (Resident* each : {&a, &b, &c}) residents.set_ready(*each, {});
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(residents, Three)

BOOST_AUTO_TEST_CASE(the_first_used_is_the_least_recent) {
  BOOST_TEST(residents.least_recent() == &a);
}

BOOST_AUTO_TEST_CASE(use_makes_it_the_most_recent) {
  residents.touch(a, {});
  BOOST_TEST(residents.least_recent() == &b);
  residents.touch(c, {});
  residents.touch(b, {});
  BOOST_TEST(residents.least_recent() == &a);
}

BOOST_AUTO_TEST_CASE(one_that_leaves_is_known_but_no_longer_in_order) {
  residents.set_leaving(a);
  BOOST_TEST(residents.least_recent() == &b);
  BOOST_TEST(residents.ready() == 2U);
  BOOST_TEST(residents.size() == 3U);
  residents.touch(a, {});
  BOOST_TEST(residents.ready() == 2U);
}

BOOST_AUTO_TEST_CASE(erasing_from_the_middle_keeps_the_order) {
  residents.erase(ReportId{2});
  BOOST_TEST(residents.least_recent() == &a);
  residents.erase(ReportId{1});
  BOOST_TEST(residents.least_recent() == &c);
  residents.erase(ReportId{3});
  BOOST_TEST(residents.least_recent() == nullptr);
  BOOST_TEST(residents.size() == 0U);
}

BOOST_AUTO_TEST_CASE(what_is_known_is_not_added_again) {
  const auto [resident, is_new] = residents.find_or_add(ReportId{2});
  BOOST_TEST(!is_new);
  BOOST_TEST(&resident == &b);
  BOOST_TEST(residents.find(ReportId{4}) == nullptr);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace lapor::actors
