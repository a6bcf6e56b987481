#include <netinet/in.h>

#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

#include "api/http/peer.hpp"
#include "tests/api/http_server_support.hpp"

namespace lapor::api::http {
namespace {

const std::vector<std::string> proxies{"10.0.0.1", "10.0.0.2", "2001:db8::ff"};

/// Whom a request counts for that came over a connection from `connected` with these fields.
std::string peer(const std::string& connected, const std::vector<std::string>& forwarded) {
  Request head;
  head.headers.emplace_back("host", "a");
  for (const auto& value : forwarded) head.headers.emplace_back("x-forwarded-for", value);
  return peer_of(head, connected, proxies);
}

std::string canonical(std::string_view text) {
  return canonical_address(text).value_or("none");
}

ServerOptions behind(std::string proxy) {
  ServerOptions options;
  options.port = 0;
  options.trusted_proxies = {std::move(proxy)};
  return options;
}

/// Answers with the peer.
void name_peer(const Request& request, const Respond& respond) {
  respond(text(request.peer));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(http_peer)

BOOST_AUTO_TEST_CASE(an_address_has_one_canonical_form) {
  BOOST_TEST(canonical("127.0.0.1") == "127.0.0.1");
  BOOST_TEST(canonical("::1") == "::1");
  BOOST_TEST(canonical("2001:DB8:0:0:0:0:0:1") == "2001:db8::1");
  BOOST_TEST(canonical("2001:0db8::0001") == "2001:db8::1");
  BOOST_TEST(canonical("::ffff:192.0.2.1") == "192.0.2.1");
  BOOST_TEST(canonical("::FFFF:c000:0201") == "192.0.2.1");
}

BOOST_AUTO_TEST_CASE(what_is_no_numeric_address_has_none) {
  for (const auto* bad : {"", "localhost", "127.0.0.1:80", "[::1]", "fe80::1%eth0", "127.1", "127.0.0.01", " ::1",
                          "127.0.0.1 ", "256.0.0.1", "unknown", "_hidden", "1.2.3.4, 5.6.7.8"})
    BOOST_TEST(canonical(bad) == "none", bad);
  BOOST_TEST(canonical(std::string_view{"::1\0", 4}) == "none");
}

BOOST_AUTO_TEST_CASE(the_address_of_a_connection_is_written_canonically) {
  sockaddr_in v4{};
  v4.sin_family = AF_INET;
  v4.sin_addr.s_addr = htonl(0xc0'00'02'01);
  BOOST_TEST(address_of(reinterpret_cast<const sockaddr&>(v4)) == "192.0.2.1");
  sockaddr_in6 v6{};
  v6.sin6_family = AF_INET6;
  v6.sin6_addr = IN6ADDR_LOOPBACK_INIT;
  BOOST_TEST(address_of(reinterpret_cast<const sockaddr&>(v6)) == "::1");
  v6.sin6_addr = {{{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 192, 0, 2, 1}}};
  BOOST_TEST(address_of(reinterpret_cast<const sockaddr&>(v6)) == "192.0.2.1");
  const sockaddr other{};
  BOOST_TEST(address_of(other).empty());
}

BOOST_AUTO_TEST_CASE(only_a_trusted_proxy_is_believed) {
  BOOST_TEST(peer("192.0.2.9", {"203.0.113.5"}) == "192.0.2.9");
  BOOST_TEST(peer("10.0.0.1", {"203.0.113.5"}) == "203.0.113.5");
  BOOST_TEST(peer("2001:db8::ff", {"2001:DB8::0:5"}) == "2001:db8::5");
  BOOST_TEST(peer("10.0.0.1", {"::ffff:203.0.113.5"}) == "203.0.113.5");
}

BOOST_AUTO_TEST_CASE(the_right_most_address_that_is_no_trusted_proxy_counts) {
  BOOST_TEST(peer("10.0.0.1", {"198.51.100.1, 203.0.113.5"}) == "203.0.113.5");
  BOOST_TEST(peer("10.0.0.1", {"198.51.100.1,203.0.113.5,10.0.0.2 , ::ffff:10.0.0.1"}) == "203.0.113.5");
  BOOST_TEST(peer("10.0.0.1", {"nonsense, 203.0.113.5"}) == "203.0.113.5");
}

BOOST_AUTO_TEST_CASE(several_fields_are_one_list) {
  BOOST_TEST(peer("10.0.0.1", {"198.51.100.1", "203.0.113.5"}) == "203.0.113.5");
  BOOST_TEST(peer("10.0.0.1", {"198.51.100.1, 203.0.113.5", "10.0.0.2"}) == "203.0.113.5");
}

BOOST_AUTO_TEST_CASE(the_connection_counts_when_no_client_is_told) {
  BOOST_TEST(peer("10.0.0.1", {}) == "10.0.0.1");
  BOOST_TEST(peer("10.0.0.1", {""}) == "10.0.0.1");
  BOOST_TEST(peer("10.0.0.1", {"10.0.0.2, 10.0.0.1"}) == "10.0.0.1");
}

BOOST_AUTO_TEST_CASE(the_connection_counts_when_what_is_told_is_malformed) {
  for (const auto* bad : {"unknown", "203.0.113.5:1234", "203.0.113.5,", "203.0.113.5, [2001:db8::5]",
                          "203.0.113.5, x, 10.0.0.2", "203.0.113.5;10.0.0.2"})
    BOOST_TEST(peer("10.0.0.1", {bad}) == "10.0.0.1", bad);
}

BOOST_AUTO_TEST_CASE(a_server_tells_its_handler_who_connected) {
  const auto server = serve(name_peer);
  for (const in_addr_t source : {INADDR_LOOPBACK, INADDR_LOOPBACK + 1}) {
    WireClient client{server->port(), source};
    client.send(get_request("/", "X-Forwarded-For: 203.0.113.5\r\n"));
    BOOST_TEST(client.read_answer().body == (source == INADDR_LOOPBACK ? "127.0.0.1" : "127.0.0.2"));
  }
}

BOOST_AUTO_TEST_CASE(a_server_believes_its_proxies_request_by_request) {
  const auto server = serve_with(behind("::ffff:127.0.0.1"), name_peer);
  WireClient client{server->port()};
  for (const std::string address : {"203.0.113.5", "2001:db8:1111:2222:3333:4444:5555:6666"}) {
    client.send(get_request("/", "X-Forwarded-For: 198.51.100.1\r\nX-Forwarded-For: " + address + "\r\n"));
    BOOST_TEST(client.read_answer().body == address);
  }
  client.send(get_request("/"));
  BOOST_TEST(client.read_answer().body == "127.0.0.1");
}

BOOST_AUTO_TEST_CASE(a_server_takes_numeric_proxies_only) {
  const auto server = Server::start(behind("proxy.local"), name_peer);
  BOOST_TEST_REQUIRE(!server.has_value());
  BOOST_TEST(server.error() == "the trusted proxy \"proxy.local\" is not a numeric address");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace lapor::api::http
