#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <vector>

#include "tests/api/http_server_support.hpp"

namespace lapor::api::http {
namespace {

std::string read_source(const std::string& name) {
  std::ifstream file(LAPOR_SOURCE_DIR "/" + name);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(http_server_limits)

struct Refused {
  std::string bytes;
  int status;
  std::string type;
};

BOOST_AUTO_TEST_CASE(the_readme_and_the_openapi_file_list_every_refusal_of_the_gate) {
  const std::string readme = read_source("api/README.md");
  const std::string openapi = read_source("api/openapi.json");
  const std::vector<Refused> cases{
      {"GET / HTTP/1.1\r\n\r\n", 400, "malformed-request"},
      {post_request(std::string(100, 'x')), 413, "body-too-large"},
      {get_request("/" + std::string(200, 'x')), 414, "target-too-long"},
      {post_request("x", "Expect: more\r\n"), 417, "expectation-failed"},
      {get_request("/", "X: " + std::string(1'000, 'x') + "\r\n"), 431, "head-too-large"},
      {"TRACE / HTTP/1.1\r\nHost: a\r\n\r\n", 405, "method-not-allowed"},
      {"BREW / HTTP/1.1\r\nHost: a\r\n\r\n", 501, "method-not-implemented"},
      {"GET / HTTP/1.0\r\nHost: a\r\n\r\n", 505, "version-not-supported"},
  };
  const auto server = serve(echo, {.target = 100, .header_bytes = 500, .body = 50});
  for (const Refused& refused : cases) {
    WireClient client{server->port()};
    client.send(refused.bytes);
    const auto answer = client.read_answer();
    BOOST_TEST(answer.status == refused.status, refused.type);
    BOOST_TEST(answer.body.find("\"urn:lapor:problem:" + refused.type + "\"") != std::string::npos, answer.body);
    BOOST_TEST(openapi.find("\"urn:lapor:problem:" + refused.type + "\"") != std::string::npos, refused.type);
    const auto row = "| `" + refused.type + "` | " + std::to_string(refused.status) + " | ";
    BOOST_TEST(readme.find(row) != std::string::npos, row);
  }
}

BOOST_AUTO_TEST_CASE(a_head_that_does_not_come_in_time_gets_408) {
  Limits limits;
  limits.header_timeout_ms = 100;
  const auto server = serve(echo, limits);
  WireClient client{server->port()};
  client.send("GET / HTTP/1.1\r\nHo");
  BOOST_TEST(client.read_answer().status == 408);
  BOOST_TEST(client.is_at_end());
  BOOST_TEST(server->statistics().timed_out == 1U);
}

BOOST_AUTO_TEST_CASE(a_body_that_does_not_come_in_time_gets_408) {
  Limits limits;
  limits.body_timeout_ms = 100;
  const auto server = serve(echo, limits);
  WireClient client{server->port()};
  client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhel");
  BOOST_TEST(client.read_answer().status == 408);
  BOOST_TEST(client.is_at_end());
}

BOOST_AUTO_TEST_CASE(an_idle_connection_ends_without_a_word) {
  Limits limits;
  limits.idle_timeout_ms = 100;
  const auto server = serve(echo, limits);
  WireClient fresh{server->port()};
  WireClient used{server->port()};
  used.send(get_request("/a"));
  BOOST_TEST(used.read_answer().status == 200);
  BOOST_TEST(fresh.is_at_end());
  BOOST_TEST(used.is_at_end());
  BOOST_TEST(server->statistics().timed_out == 0U);
}

BOOST_AUTO_TEST_CASE(a_request_not_answered_in_time_gets_503_and_the_late_answer_is_dropped) {
  Limits limits;
  limits.request_timeout_ms = 100;
  Desk desk;
  const auto server = serve(desk.handler(), limits);
  WireClient client{server->port()};
  client.send(get_request("/a"));
  const auto late = desk.take(1);
  BOOST_TEST(client.read_answer().status == 503);
  late.front().respond(text("late"));
  client.send(get_request("/b"));
  desk.take(1).front().respond(text("in time"));
  BOOST_TEST(client.read_answer().body == "in time");
  BOOST_TEST(server->statistics().timed_out == 1U);
}

BOOST_AUTO_TEST_CASE(a_client_that_does_not_read_is_given_up) {
  Limits limits;
  limits.idle_timeout_ms = 200;
  const auto server =
      serve([](const Request&, const Respond& respond) { respond(text(std::string(32'000'000, 'x'))); }, limits);
  WireClient client{server->port()};
  client.send(get_request("/"));
  BOOST_TEST(comes_true([&] { return server->statistics().timed_out == 1; }));
  BOOST_TEST(comes_true([&] { return server->statistics().connections == 0; }));
}

BOOST_AUTO_TEST_CASE(reading_stops_while_the_client_does_not_take_its_answers) {
  constexpr std::size_t most = 8'000;  // 64 MB of requests, more than all buffers between
  Limits limits;
  limits.write_buffer = 65'536;
  const std::string large(65'536, 'x');
  const auto server = serve([&](const Request&, const Respond& respond) { respond(text(large)); }, limits);
  WireClient client{server->port()};
  const auto request = get_request("/", "X: " + std::string(8'000, 'y') + "\r\n");
  std::size_t sent = 0;
  while (sent < most && client.send_if_taken(request, 300)) ++sent;
  BOOST_TEST(sent < most);
  BOOST_TEST(server->statistics().requests < sent);
  for (std::size_t i = 0; i < sent; ++i) BOOST_TEST_REQUIRE(client.read_answer().body.size() == large.size());
}

BOOST_AUTO_TEST_CASE(a_client_that_breaks_off_harms_nobody) {
  Desk desk;
  const auto server = serve(desk.handler());
  for (int i = 0; i < 20; ++i) {
    WireClient client{server->port()};
    client.send(get_request("/"));
    auto cases = desk.take(1);
    client.break_off();
    cases.front().respond(text(std::string(1'000'000, 'x')));
  }
  BOOST_TEST(comes_true([&] { return server->statistics().connections == 0; }));
  BOOST_TEST(server->statistics().in_flight == 0U);
}

BOOST_AUTO_TEST_CASE(beyond_the_limit_of_connections_a_client_is_told_and_turned_away) {
  Limits limits;
  limits.connections = 2;
  const auto server = serve(echo, limits);
  std::optional<WireClient> first{server->port()};
  WireClient second{server->port()};
  for (auto* client : {&*first, &second}) {
    client->send(get_request("/"));
    BOOST_TEST(client->read_answer().status == 200);
  }
  WireClient third{server->port()};
  third.send(get_request("/"));
  const auto refusal = third.read_answer();
  BOOST_TEST(refusal.status == 503);
  BOOST_TEST(refusal.says("Retry-After: 1\r\n"));
  BOOST_TEST(third.is_at_end());
  third.close();
  first.reset();
  BOOST_TEST(comes_true([&] { return server->statistics().connections == 1; }));
  WireClient fourth{server->port()};
  fourth.send(get_request("/"));
  BOOST_TEST(fourth.read_answer().status == 200);
}

BOOST_AUTO_TEST_CASE(an_orderly_stop_answers_what_is_in_flight_and_takes_nothing_new) {
  Desk desk;
  const auto server = serve(desk.handler());
  WireClient idle{server->port()};
  WireClient client{server->port()};
  client.send(get_request("/1"));
  auto cases = desk.take(1);
  BOOST_TEST(comes_true([&] { return server->statistics().connections == 2; }));
  std::thread stopping{[&] { server->stop(10s); }};
  BOOST_TEST(idle.is_at_end());
  BOOST_TEST(comes_true([&] { return !WireClient{server->port()}.connected(); }));
  cases.front().respond(text("done"));
  const auto answer = client.read_answer();
  BOOST_TEST(answer.body == "done");
  BOOST_TEST(answer.says("Connection: close\r\n"));
  BOOST_TEST(client.is_at_end());
  client.close();
  stopping.join();
  BOOST_TEST(server->statistics().connections == 0U);
}

BOOST_AUTO_TEST_CASE(a_stop_out_of_patience_closes_and_late_answers_are_harmless) {
  Desk desk;
  auto server = serve(desk.handler());
  WireClient client{server->port()};
  client.send(get_request("/1") + get_request("/2"));
  auto cases = desk.take(2);
  server->stop(50ms);
  BOOST_TEST(client.is_at_end());
  BOOST_TEST(server->statistics().in_flight == 0U);
  server->stop(50ms);
  cases.front().respond(text("late"));
  server.reset();
  cases.back().respond(text("later"));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace lapor::api::http
