#include "api/web/institution_names.hpp"

#include <boost/test/unit_test.hpp>

namespace lapor::api::web {
namespace {

Institution node(Slug slug, std::string name, Slug parent = "") {
  return {std::move(slug), std::move(name), "", "kota", std::move(parent), Zone::wib, "", std::nullopt};
}

Institution closed(Institution institution) {
  institution.closing = Closing{{}, "Digabung.", ""};
  return institution;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(institution_names)

BOOST_AUTO_TEST_CASE(a_name_that_two_desks_have_is_asked_back_with_who_stands_above) {
  const InstitutionTree tree{
      {node("a", "Kota A"), node("b", "Kota B"), node("a/dinas", "Dinas Air", "a"), node("b/dinas", "Dinas Air", "b")}};
  const auto found = find_by_name(tree, "dinas air");
  BOOST_TEST_REQUIRE(!found.has_value());
  BOOST_TEST(found.error().candidates == (std::vector<std::string>{"Dinas Air (Kota A)", "Dinas Air (Kota B)"}),
             boost::test_tools::per_element());
  BOOST_TEST(find_by_name(tree, "kota b").value() == "b");
}

BOOST_AUTO_TEST_CASE(a_closed_one_gives_its_name_to_the_one_that_is_open) {
  const InstitutionTree tree{{closed(node("old", "Kementerian Air")), node("new", "Kementerian Air")}};
  BOOST_TEST(find_by_name(tree, "Kementerian Air").value() == "new");
}

BOOST_AUTO_TEST_CASE(a_unit_of_a_closed_one_is_not_found) {
  const InstitutionTree tree{{closed(node("a", "Kota A")), node("a/dinas", "Dinas Air", "a")}};
  BOOST_TEST(!find_by_name(tree, "dinas air").has_value());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace lapor::api::web
