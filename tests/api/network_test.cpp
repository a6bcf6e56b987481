#include "api/identity/network.hpp"

#include <boost/test/unit_test.hpp>

using lapor::api::network_of;

BOOST_AUTO_TEST_SUITE(network)

BOOST_AUTO_TEST_CASE(an_ipv4_address_is_its_own_network) {
  BOOST_TEST(network_of("192.0.2.7") == "192.0.2.7");
}

BOOST_AUTO_TEST_CASE(an_ipv6_address_counts_by_its_first_64_bits) {
  BOOST_TEST(network_of("2001:db8::1") == "2001:db8::/64");
  BOOST_TEST(network_of("2001:0DB8:0:0:ffff:ffff:ffff:ffff") == "2001:db8::/64");
  BOOST_TEST(network_of("2001:db8:0:1::1") == "2001:db8:0:1::/64");
  BOOST_TEST(network_of("fe80::1%eth0") == "fe80::/64");
  BOOST_TEST(network_of("::1") == "::/64");
}

BOOST_AUTO_TEST_CASE(an_ipv4_address_written_as_ipv6_is_the_same_network) {
  BOOST_TEST(network_of("::ffff:192.0.2.7") == "192.0.2.7");
}

BOOST_AUTO_TEST_CASE(what_is_no_address_stays_as_it_is) {
  for (const char* text : {"", "device 42", "2001:db8", "a%b"}) BOOST_TEST(network_of(text) == text);
}

BOOST_AUTO_TEST_SUITE_END()
