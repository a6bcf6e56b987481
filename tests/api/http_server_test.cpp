#include <atomic>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "tests/api/http_server_support.hpp"

namespace lapor::api::http {

BOOST_AUTO_TEST_SUITE(http_server)

BOOST_AUTO_TEST_CASE(a_connection_serves_many_requests) {
  const auto server = serve(echo);
  WireClient client{server->port()};
  for (int i = 0; i < 3; ++i) {
    client.send(get_request("/" + std::to_string(i)));
    const auto answer = client.read_answer();
    BOOST_TEST(answer.status == 200);
    BOOST_TEST(answer.body == "/" + std::to_string(i));
    BOOST_TEST(answer.says("Date: "));
    BOOST_TEST(!answer.says("Connection: close"));
  }
  BOOST_TEST(server->statistics().requests == 3U);
  BOOST_TEST(server->statistics().accepted == 1U);
  BOOST_TEST(server->statistics().in_flight == 0U);
}

BOOST_AUTO_TEST_CASE(a_request_may_come_byte_by_byte) {
  const auto server = serve(echo);
  WireClient client{server->port()};
  for (const char byte : post_request("hello")) BOOST_TEST_REQUIRE(client.send({&byte, 1}));
  BOOST_TEST(client.read_answer().body == "/phello");
}

BOOST_AUTO_TEST_CASE(the_answer_to_head_has_no_body) {
  const auto server = serve(echo);
  WireClient client{server->port()};
  client.send("HEAD /abc HTTP/1.1\r\nHost: a\r\n\r\n" + get_request("/next"));
  const auto answer = client.read_answer(true);
  BOOST_TEST(answer.status == 200);
  BOOST_TEST(answer.says("Content-Length: 4\r\n"));
  BOOST_TEST(client.read_answer().body == "/next");
}

BOOST_AUTO_TEST_CASE(options_reach_the_handler_with_all_their_fields) {
  Desk desk;
  const auto server = serve(desk.handler());
  WireClient client{server->port()};
  client.send(
      "OPTIONS /v1/reports HTTP/1.1\r\nHost: a\r\nOrigin: https://b\r\nAccess-Control-Request-Method: PUT\r\n\r\n");
  auto cases = desk.take(1);
  BOOST_TEST_REQUIRE(cases.size() == 1U);
  BOOST_TEST((cases.front().request.method == Method::options));
  BOOST_TEST(cases.front().request.path == "/v1/reports");
  BOOST_TEST(cases.front().request.header("origin") == "https://b");
  BOOST_TEST(cases.front().request.header("access-control-request-method") == "PUT");
  cases.front().respond({204, {{"Access-Control-Allow-Origin", "https://b"}}, "", ""});
  const auto answer = client.read_answer();
  BOOST_TEST(answer.status == 204);
  BOOST_TEST(answer.says("Access-Control-Allow-Origin: https://b\r\n"));
}

BOOST_AUTO_TEST_CASE(pipelined_requests_are_answered_in_order_whoever_is_ready_first) {
  Desk desk;
  const auto server = serve(desk.handler());
  WireClient client{server->port()};
  client.send(get_request("/1") + get_request("/2") + get_request("/3"));
  auto cases = desk.take(3);
  for (auto waiting = cases.rbegin(); waiting != cases.rend(); ++waiting) {
    std::thread{[&] { waiting->respond(text(waiting->request.path)); }}.join();
  }
  for (const auto* path : {"/1", "/2", "/3"}) BOOST_TEST(client.read_answer().body == path);
}

BOOST_AUTO_TEST_CASE(no_more_requests_are_taken_than_may_be_pipelined) {
  constexpr std::size_t requests = 40;
  Limits limits;
  limits.pipelined = 4;
  Desk desk;
  const auto server = serve(desk.handler(), limits);
  WireClient client{server->port()};
  std::string bytes;
  for (std::size_t i = 0; i < requests; ++i) bytes += get_request("/" + std::to_string(i));
  client.send(bytes);
  for (std::size_t answered = 0; answered < requests; answered += 4) {
    for (auto& waiting : desk.take(4)) waiting.respond(text(waiting.request.path));
  }
  for (std::size_t i = 0; i < requests; ++i) BOOST_TEST(client.read_answer().body == "/" + std::to_string(i));
  BOOST_TEST(desk.most() == 4U);
}

BOOST_AUTO_TEST_CASE(a_request_that_nobody_answers_gets_503) {
  const auto server = serve([](Request, Respond) {});
  WireClient client{server->port()};
  client.send(get_request("/"));
  const auto answer = client.read_answer();
  BOOST_TEST(answer.status == 503);
  BOOST_TEST(answer.says("Retry-After: 1\r\n"));
  BOOST_TEST(answer.says("application/problem+json"));
}

BOOST_AUTO_TEST_CASE(a_request_given_up_on_another_thread_gets_503) {
  Desk desk;
  const auto server = serve(desk.handler());
  WireClient client{server->port()};
  client.send(get_request("/"));
  auto cases = desk.take(1);
  const auto copy = cases;
  std::thread{[&] { cases.clear(); }}.join();
  BOOST_TEST(server->statistics().in_flight == 1U);
  copy.front().respond(text("kept"));
  BOOST_TEST(client.read_answer().body == "kept");
  client.send(get_request("/"));
  std::thread{[&] { desk.take(1).clear(); }}.join();
  BOOST_TEST(client.read_answer().status == 503);
}

BOOST_AUTO_TEST_CASE(a_handler_that_throws_answers_500) {
  const auto server = serve([](Request, Respond) { throw std::runtime_error{"oops"}; });
  WireClient client{server->port()};
  client.send(get_request("/"));
  const auto answer = client.read_answer();
  BOOST_TEST(answer.status == 500);
  BOOST_TEST(answer.body.find("oops") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(only_the_first_answer_counts) {
  const auto server = serve([](const Request& request, const Respond& respond) {
    respond(text(request.path));
    respond(text("again"));
  });
  WireClient client{server->port()};
  client.send(get_request("/1") + get_request("/2"));
  BOOST_TEST(client.read_answer().body == "/1");
  BOOST_TEST(client.read_answer().body == "/2");
}

BOOST_AUTO_TEST_CASE(a_malformed_request_gets_a_problem_and_the_end) {
  const auto server = serve(echo);
  WireClient client{server->port()};
  client.send(get_request("/good") + "GET / HTTP/1.1\r\nHost : a\r\n\r\n" + get_request("/never"));
  BOOST_TEST(client.read_answer().body == "/good");
  const auto refusal = client.read_answer();
  BOOST_TEST(refusal.status == 400);
  BOOST_TEST(refusal.says("Connection: close\r\n"));
  BOOST_TEST(refusal.body.find("urn:lapor:problem:malformed-request") != std::string::npos);
  BOOST_TEST(client.is_at_end());
  BOOST_TEST(server->statistics().refused == 1U);
  BOOST_TEST(server->statistics().requests == 1U);
}

BOOST_AUTO_TEST_CASE(a_refusal_waits_for_the_answers_before_it) {
  Desk desk;
  const auto server = serve(desk.handler());
  WireClient client{server->port()};
  client.send(get_request("/1") + "nonsense\r\n\r\n");
  auto cases = desk.take(1);
  BOOST_TEST(comes_true([&] { return server->statistics().refused == 1; }));
  cases.front().respond(text("first"));
  BOOST_TEST(client.read_answer().body == "first");
  BOOST_TEST(client.read_answer().status == 400);
  BOOST_TEST(client.is_at_end());
}

BOOST_AUTO_TEST_CASE(a_body_too_large_is_refused_before_it_is_sent_and_the_refusal_arrives) {
  const auto server = serve(echo);
  WireClient client{server->port()};
  client.send(post_request(std::string(1'000'000, 'x')));
  BOOST_TEST(client.read_answer().status == 413);
  BOOST_TEST(client.is_at_end());
}

BOOST_AUTO_TEST_CASE(connection_close_ends_the_connection_after_the_answer) {
  const auto server = serve(echo);
  WireClient client{server->port()};
  client.send(get_request("/a", "Connection: close\r\n"));
  const auto answer = client.read_answer();
  BOOST_TEST(answer.body == "/a");
  BOOST_TEST(answer.says("Connection: close\r\n"));
  BOOST_TEST(client.is_at_end());
}

BOOST_AUTO_TEST_CASE(a_client_that_has_said_its_last_word_still_gets_its_answer) {
  Desk desk;
  const auto server = serve(desk.handler());
  WireClient client{server->port()};
  client.send(get_request("/a"));
  client.end_sending();
  auto cases = desk.take(1);
  cases.front().respond(text("late"));
  BOOST_TEST(client.read_answer().body == "late");
  BOOST_TEST(client.is_at_end());
}

BOOST_AUTO_TEST_CASE(a_client_that_asks_first_is_told_to_continue) {
  const auto server = serve(echo);
  WireClient client{server->port()};
  client.send("POST /p HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n");
  BOOST_TEST(client.read_answer().status == 100);
  client.send("hello");
  BOOST_TEST(client.read_answer().body == "/phello");
}

BOOST_AUTO_TEST_CASE(continue_comes_only_after_the_answers_before_it) {
  Desk desk;
  const auto server = serve(desk.handler());
  WireClient client{server->port()};
  client.send(get_request("/1") + "POST /2 HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n");
  desk.take(1).front().respond(text("first"));
  BOOST_TEST(client.read_answer().body == "first");
  BOOST_TEST(client.read_answer().status == 100);
  client.send("hello");
  desk.take(1).front().respond(text("second"));
  BOOST_TEST(client.read_answer().body == "second");
}

BOOST_AUTO_TEST_CASE(large_bodies_arrive_whole_both_ways) {
  Limits limits;
  limits.body = 20'000'000;
  const auto server = serve(echo, limits);
  WireClient client{server->port()};
  std::string body;
  while (body.size() < 10'000'000) body += std::to_string(body.size()) + " ";
  client.send(post_request(body));
  BOOST_TEST((client.read_answer().body == "/p" + body));
  client.send(get_request("/still/here"));
  BOOST_TEST(client.read_answer().body == "/still/here");
}

BOOST_AUTO_TEST_CASE(many_connections_on_two_loops_are_served_by_many_threads) {
  constexpr std::size_t threads = 4;
  constexpr std::size_t connections = 50;
  constexpr std::size_t rounds = 20;
  Desk desk;
  std::atomic<bool> ended{false};
  const auto server = serve(desk.handler(), {}, 2);
  std::thread clerk{[&] {
    while (!ended) {
      for (auto& waiting : desk.take(0)) waiting.respond(text(waiting.request.path));
    }
  }};
  std::atomic<std::size_t> right{0};
  std::vector<std::thread> visitors;
  for (std::size_t thread = 0; thread < threads; ++thread) {
    visitors.emplace_back([&, thread] {
      std::vector<WireClient> clients;
      for (std::size_t i = 0; i < connections; ++i) clients.emplace_back(server->port());
      for (std::size_t round = 0; round < rounds; ++round) {
        const auto path = "/" + std::to_string(thread) + "/" + std::to_string(round);
        for (auto& client : clients) client.send(get_request(path));
        for (auto& client : clients) right += client.read_answer().body == path ? 1 : 0;
      }
    });
  }
  for (auto& visitor : visitors) visitor.join();
  ended = true;
  clerk.join();
  BOOST_TEST(right == threads * connections * rounds);
  BOOST_TEST(server->statistics().requests == threads * connections * rounds);
}

BOOST_AUTO_TEST_CASE(an_address_in_use_is_reported_with_what_to_do) {
  const auto server = serve(echo);
  const auto second = Server::start({"127.0.0.1", server->port(), 1, {}}, echo);
  BOOST_TEST_REQUIRE(!second.has_value());
  BOOST_TEST(second.error().find(std::to_string(server->port())) != std::string::npos);
  BOOST_TEST(second.error().find("is in use: stop the program") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(an_address_that_is_none_is_reported_with_what_to_do) {
  const auto named = Server::start({"localhost", 0, 1, {}}, echo);
  BOOST_TEST_REQUIRE(!named.has_value());
  BOOST_TEST(named.error().find("is not a numeric address") != std::string::npos);
  const auto foreign = Server::start({"192.0.2.1", 0, 1, {}}, echo);
  BOOST_TEST_REQUIRE(!foreign.has_value());
  BOOST_TEST(foreign.error().find("is not an address of this machine") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace lapor::api::http
