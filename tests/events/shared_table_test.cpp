#include "events/shared_table.hpp"

#include <boost/test/unit_test.hpp>

#include "rulebook_scenario.hpp"

using lapor::SharedTable;

namespace {

std::string all(const SharedTable<int>& table) {
  std::string text;
  for (const int row : table) text += std::to_string(row) + " ";
  return text;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(shared_table)

BOOST_AUTO_TEST_CASE(rows_are_found_by_their_keys_and_stay_in_order) {
  SharedTable<int> table;
  table.set("b", 1);
  table.set("a", 2);
  table.set("b", 3);
  BOOST_TEST(all(table) == "3 2 ");
  BOOST_TEST(*table.find("a") == 2);
  BOOST_TEST((table.find("c") == nullptr));
  BOOST_TEST(!SharedTable<int>{}.contains(""));
}

BOOST_AUTO_TEST_CASE(a_copy_does_not_see_what_is_set_later) {
  SharedTable<int> table;
  for (int i = 0; i < 1'000; ++i) table.set(std::to_string(i), i);
  const SharedTable<int> before = table;
  const int* kept = before.find("500");
  table.set("500", -1);
  table.set("1000", 1'000);
  BOOST_TEST(before.size() == 1'000U);
  BOOST_TEST(*before.find("500") == 500);
  BOOST_TEST((before.find("500") == kept));
  BOOST_TEST((before.find("1000") == nullptr));
  BOOST_TEST(*table.find("500") == -1);
  BOOST_TEST(table.size() == 1'001U);
}

BOOST_AUTO_TEST_CASE(copies_share_the_rows_that_neither_has_set) {
  SharedTable<std::string> table;
  for (int i = 0; i < 1'000; ++i) table.set(std::to_string(i), "row");
  SharedTable<std::string> copy = table;
  copy.set("7", "other");
  BOOST_TEST((copy.find("8") == table.find("8")));
  BOOST_TEST((copy.find("7") != table.find("7")));
}

BOOST_AUTO_TEST_CASE(every_version_of_the_rulebook_stays_as_it_was) {
  lapor::scenario::RulebookStory story;
  const lapor::Party admin{lapor::Role::national_admin, lapor::PersonId{1}, ""};
  for (int i = 1; i <= 300; ++i) {
    const std::string slug = "kota-35.78/u" + std::to_string(i);
    story.given(admin, lapor::OpenUnit{slug, "kota-35.78", "Unit"});
  }
  for (unsigned i = 0; i <= 300; ++i)
    BOOST_TEST(story.history().at(lapor::Version{i})->institutions.all().size() == 4U + i);
  BOOST_TEST((story.history().at(lapor::Version{301}) == nullptr));
}

BOOST_AUTO_TEST_SUITE_END()
