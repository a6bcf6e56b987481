#include "api/identity/recent_map.hpp"

#include <boost/test/unit_test.hpp>
#include <string>

using Map = lapor::api::RecentMap<int, std::string>;

BOOST_AUTO_TEST_SUITE(recent_map)

BOOST_AUTO_TEST_CASE(the_entry_used_least_recently_makes_room) {
  Map map(2);
  map.put(1, "one");
  map.put(2, "two");
  BOOST_TEST(*map.use(1) == "one");
  BOOST_TEST(map.oldest() == 2);
  map.put(3, "three");
  BOOST_TEST(map.size() == 2U);
  BOOST_TEST(map.peek(2) == nullptr);
  BOOST_TEST(*map.peek(1) == "one");
  BOOST_TEST(*map.peek(3) == "three");
}

BOOST_AUTO_TEST_CASE(a_peek_is_no_use) {
  Map map(2);
  map.put(1, "one");
  map.put(2, "two");
  BOOST_TEST(*map.peek(1) == "one");
  map.put(3, "three");
  BOOST_TEST(map.peek(1) == nullptr);
}

BOOST_AUTO_TEST_CASE(what_is_erased_is_gone_and_leaves_room) {
  Map map(2);
  map.put(1, "one");
  map.put(2, "two");
  BOOST_TEST(map.erase(1));
  BOOST_TEST(!map.erase(1));
  map.put(3, "three");
  BOOST_TEST(*map.peek(2) == "two");
  map.clear();
  BOOST_TEST(map.size() == 0U);
  BOOST_TEST(map.use(2) == nullptr);
}

BOOST_AUTO_TEST_CASE(a_map_of_one_keeps_the_last_one) {
  Map map(1);
  for (int i = 0; i < 100; ++i) map.put(i, std::to_string(i));
  BOOST_TEST(map.size() == 1U);
  BOOST_TEST(*map.peek(99) == "99");
}

BOOST_AUTO_TEST_SUITE_END()
