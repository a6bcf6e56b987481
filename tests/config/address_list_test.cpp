#include "config/address_list.hpp"

#include <boost/test/unit_test.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace {

using lapor::config::parse_address_list;
using Addresses = std::vector<std::string>;

BOOST_AUTO_TEST_SUITE(address_list)

BOOST_AUTO_TEST_CASE(an_empty_text_has_no_addresses) {
  BOOST_TEST((parse_address_list("") == Addresses{}));
}

BOOST_AUTO_TEST_CASE(addresses_have_commas_between_and_perhaps_spaces_around) {
  BOOST_TEST((parse_address_list("127.0.0.1") == Addresses{"127.0.0.1"}));
  BOOST_TEST((parse_address_list("10.0.0.1,::1 , 2001:DB8::1") == Addresses{"10.0.0.1", "::1", "2001:DB8::1"}));
}

BOOST_AUTO_TEST_CASE(a_list_with_anything_else_in_it_is_none) {
  for (const auto* bad : {" ", ",", "10.0.0.1,", ",10.0.0.1", "10.0.0.1,,::1", "10.0.0.1 ::1", "10.0.0.1;::1",
                          "10.0.0.0/8", "proxy.local", "10.0.0.1:80", "[::1]", "10.0.0.1, proxy.local"})
    BOOST_TEST(!parse_address_list(bad).has_value(), bad);
  BOOST_TEST(!parse_address_list(std::string_view{"::1\0", 4}).has_value());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
