#include <atomic>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "tests/api/http_uploads_support.hpp"

namespace lapor::api::http {

BOOST_AUTO_TEST_SUITE(http_server_uploads)

BOOST_AUTO_TEST_CASE(a_body_goes_to_its_sink_and_is_whole_before_the_handler_gets_the_request) {
  for (const bool chunked : {false, true}) {
    const auto basin = std::make_shared<Basin>();
    const auto server = serve_uploads(into(basin));
    WireClient client{server->port()};
    client.send(chunked ? chunked_upload("hello, world") : upload("hello, world"));
    BOOST_TEST(client.read_answer().body == "/upload+");
    BOOST_TEST(basin->outcome() == "whole");
    BOOST_TEST(basin->drain() == "hello, world");
    BOOST_TEST(basin->wrong_calls() == 0);
  }
}

BOOST_AUTO_TEST_CASE(a_body_may_come_byte_by_byte) {
  const auto basin = std::make_shared<Basin>();
  const auto server = serve_uploads(into(basin));
  WireClient client{server->port()};
  for (const char byte : chunked_upload("hello")) BOOST_TEST_REQUIRE(client.send({&byte, 1}));
  BOOST_TEST(client.read_answer().body == "/upload+");
  BOOST_TEST(basin->drain() == "hello");
}

BOOST_AUTO_TEST_CASE(a_request_without_body_has_its_sink_too) {
  const auto basins = std::vector{std::make_shared<Basin>(), std::make_shared<Basin>(), std::make_shared<Basin>()};
  const auto server = serve_uploads(into_each(basins));
  WireClient client{server->port()};
  client.send(get_request("/upload") + upload("") + chunked_upload(""));
  for (const auto& basin : basins) {
    BOOST_TEST(client.read_answer().body == "/upload+");
    BOOST_TEST(basin->outcome() == "whole");
    BOOST_TEST(basin->most() == 0U);
  }
}

BOOST_AUTO_TEST_CASE(bodies_of_other_requests_are_gathered_under_their_own_limit) {
  Limits limits;
  limits.body = 5;
  const auto server = serve_uploads(into(std::make_shared<Basin>()), limits);
  WireClient client{server->port()};
  client.send(upload("longer than five") + post_request("hello"));
  BOOST_TEST(client.read_answer().body == "/upload+");
  BOOST_TEST(client.read_answer().body == "/phello");
  client.send(post_request("hello!"));
  BOOST_TEST(client.read_answer().status == 413);
}

BOOST_AUTO_TEST_CASE(a_long_body_passes_a_sink_with_little_room_and_never_gathers) {
  constexpr std::size_t room = 100'000;
  const auto body = long_body(8'000'000);
  for (const bool chunked : {false, true}) {
    const auto basin = std::make_shared<Basin>(room);
    const auto server = serve_uploads(into(basin));
    WireClient client{server->port()};
    std::thread sending{[&] { client.send(chunked ? chunked_upload(body) : upload(body)); }};
    BOOST_TEST((basin->drain_all() == body));
    sending.join();
    BOOST_TEST(client.read_answer().body == "/upload+");
    BOOST_TEST(basin->outcome() == "whole");
    BOOST_TEST(basin->most() < room + most_at_once);
    BOOST_TEST(basin->wrong_calls() == 0);
  }
}

BOOST_AUTO_TEST_CASE(a_sink_without_room_stops_the_client_until_it_is_drained) {
  const auto body = long_body(64'000'000);  // more than all buffers between
  const auto basin = std::make_shared<Basin>(1);
  const auto server = serve_uploads(into(basin));
  WireClient client{server->port()};
  client.send(upload_head(body.size()));
  BOOST_TEST(!client.send_if_taken(body, 300));
  BOOST_TEST(basin->most() <= most_at_once);
  client.break_off();
  const auto received = basin->drain_all();
  BOOST_TEST(basin->outcome() == "not whole");
  BOOST_TEST(body.starts_with(received));
  BOOST_TEST(basin->wrong_calls() == 0);
}

BOOST_AUTO_TEST_CASE(a_sink_may_be_drained_before_it_says_that_it_has_no_room) {
  class Hasty : public Basin {
   public:
    bool take(std::string_view bytes, std::function<void()> drained) override {
      static_cast<void>(Basin::take(bytes, drained));
      on_other_thread_ ? std::thread{drained}.join() : drained();
      on_other_thread_ = !on_other_thread_;
      return false;
    }

   private:
    bool on_other_thread_{false};
  };
  const auto body = long_body(1'000'000);
  const auto basin = std::make_shared<Hasty>();
  const auto server = serve_uploads(into(basin));
  WireClient client{server->port()};
  client.send(chunked_upload(body));
  BOOST_TEST(client.read_answer().body == "/upload+");
  BOOST_TEST((basin->drain() == body));
}

BOOST_AUTO_TEST_CASE(a_body_that_is_whole_does_not_wait_for_room) {
  const auto basin = std::make_shared<Basin>(1);
  const auto server = serve_uploads(into(basin));
  WireClient client{server->port()};
  client.send(upload("hello") + get_request("/next"));
  BOOST_TEST(client.read_answer().body == "/upload+");
  BOOST_TEST(client.read_answer().body == "/next");
  basin->drain();
  client.send(get_request("/later"));
  BOOST_TEST(client.read_answer().body == "/later");
}

BOOST_AUTO_TEST_CASE(a_connection_serves_on_after_an_upload) {
  const auto basins = std::vector{std::make_shared<Basin>(), std::make_shared<Basin>(), std::make_shared<Basin>()};
  const auto server = serve_uploads(into_each(basins));
  WireClient client{server->port()};
  for (const auto& basin : basins) {
    client.send(upload("first"));
    BOOST_TEST(client.read_answer().body == "/upload+");
    BOOST_TEST(basin->drain() == "first");
    client.send(get_request("/next"));
    BOOST_TEST(client.read_answer().body == "/next");
  }
  BOOST_TEST(server->statistics().accepted == 1U);
  BOOST_TEST(server->statistics().requests == 6U);
}

BOOST_AUTO_TEST_CASE(uploads_and_other_requests_keep_their_order_whoever_is_ready_first) {
  const auto basins = std::vector{std::make_shared<Basin>(10), std::make_shared<Basin>(10)};
  Desk desk;
  const auto server = serve_uploads(into_each(basins), {}, desk.handler());
  WireClient client{server->port()};
  client.send(get_request("/1") + upload("a body longer than there is room") + get_request("/3") +
              chunked_upload("another body that is long") + get_request("/5"));
  std::vector<std::string> bodies;
  std::vector<Desk::Case> cases;
  for (const auto& basin : basins) bodies.push_back(basin->drain_all());
  for (auto& waiting : desk.take(5)) cases.push_back(std::move(waiting));
  BOOST_TEST(bodies[0] == "a body longer than there is room");
  BOOST_TEST(bodies[1] == "another body that is long");
  BOOST_TEST((cases[1].request.sink == basins[0]));
  BOOST_TEST((cases[2].request.sink == nullptr));
  BOOST_TEST((cases[3].request.sink == basins[1]));
  for (auto waiting = cases.rbegin(); waiting != cases.rend(); ++waiting) waiting->respond(text(waiting->request.path));
  for (const auto* path : {"/1", "/upload", "/3", "/upload", "/5"}) BOOST_TEST(client.read_answer().body == path);
}

BOOST_AUTO_TEST_CASE(an_upload_waits_while_too_many_requests_are_unanswered) {
  Limits limits;
  limits.pipelined = 1;
  Desk desk;
  const auto basin = std::make_shared<Basin>();
  const auto server = serve_uploads(into(basin), limits, desk.handler());
  WireClient client{server->port()};
  client.send(get_request("/1") + upload("hello") + get_request("/3"));
  auto first = desk.take(1);
  BOOST_TEST(basin->most() == 0U);
  first.front().respond(text("1"));
  desk.take(1).front().respond(text("2"));
  BOOST_TEST(basin->outcome() == "whole");
  desk.take(1).front().respond(text("3"));
  for (const auto* body : {"1", "2", "3"}) BOOST_TEST(client.read_answer().body == body);
}

BOOST_AUTO_TEST_CASE(a_length_over_the_limit_is_refused_before_a_byte_is_read_or_asked_for) {
  for (const std::string fields : {"", "Expect: 100-continue\r\n"}) {
    const auto basin = std::make_shared<Basin>();
    const auto server = serve_uploads(into(basin, 999));
    WireClient client{server->port()};
    client.send(upload_head(1'000, fields) + (fields.empty() ? std::string(1'000, 'x') : ""));
    const auto refusal = client.read_answer();
    BOOST_TEST(refusal.status == 413);
    BOOST_TEST(refusal.body.find(" 999 ") != std::string::npos);
    BOOST_TEST(client.is_at_end());
    BOOST_TEST(basin->outcome() == "not whole");
    BOOST_TEST(basin->most() == 0U);
  }
}

BOOST_AUTO_TEST_CASE(chunks_over_the_limit_are_refused_when_they_pass_it) {
  const auto basin = std::make_shared<Basin>();
  const auto server = serve_uploads(into(basin, 10));
  WireClient client{server->port()};
  client.send(chunked_upload_head + "a\r\n0123456789\r\n");
  BOOST_TEST(basin->holds(10));
  client.send("1\r\nx\r\n0\r\n\r\n");
  BOOST_TEST(client.read_answer().status == 413);
  BOOST_TEST(basin->ends() == 1);
  BOOST_TEST(client.is_at_end());
  BOOST_TEST(basin->outcome() == "not whole");
  BOOST_TEST(basin->drain() == "0123456789");
}

BOOST_AUTO_TEST_CASE(a_body_of_exactly_the_limit_is_taken) {
  for (const auto& bytes : {upload("0123456789"), chunked_upload("0123456789")}) {
    const auto basin = std::make_shared<Basin>();
    const auto server = serve_uploads(into(basin, 10));
    WireClient client{server->port()};
    client.send(bytes);
    BOOST_TEST(client.read_answer().body == "/upload+");
    BOOST_TEST(basin->drain() == "0123456789");
  }
}

BOOST_AUTO_TEST_CASE(broken_framing_ends_the_body_as_not_whole) {
  const auto basin = std::make_shared<Basin>();
  const auto server = serve_uploads(into(basin));
  WireClient client{server->port()};
  client.send(chunked_upload_head + "5\r\nhello\rX");
  BOOST_TEST(client.read_answer().status == 400);
  BOOST_TEST(client.is_at_end());
  BOOST_TEST(basin->outcome() == "not whole");
  BOOST_TEST(basin->drain() == "hello");
  BOOST_TEST(basin.use_count() == 2);  // ours and the plan's
}

BOOST_AUTO_TEST_CASE(a_client_that_asks_first_is_told_to_continue) {
  const auto basin = std::make_shared<Basin>();
  const auto server = serve_uploads(into(basin));
  WireClient client{server->port()};
  client.send(upload_head(5, "Expect: 100-continue\r\n"));
  BOOST_TEST(client.read_answer().status == 100);
  BOOST_TEST(basin->most() == 0U);
  client.send("hello");
  BOOST_TEST(client.read_answer().body == "/upload+");
  BOOST_TEST(basin->drain() == "hello");
}

BOOST_AUTO_TEST_CASE(a_client_that_is_told_to_continue_late_is_not_too_late) {
  Limits limits;
  limits.body_timeout_ms = 400;
  limits.idle_timeout_ms = 100;
  Desk desk;
  const auto basin = std::make_shared<Basin>();
  const auto server = serve_uploads(into(basin), limits, desk.handler());
  WireClient client{server->port()};
  client.send(get_request("/1") + upload_head(5, "Expect: 100-continue\r\n"));
  auto first = desk.take(1);
  pass_idle_times(*server, 5);
  first.front().respond(text("first"));
  BOOST_TEST(client.read_answer().body == "first");
  BOOST_TEST(client.read_answer().status == 100);
  client.send("hello");
  desk.take(1).front().respond(text("second"));
  BOOST_TEST(client.read_answer().body == "second");
  BOOST_TEST(server->statistics().timed_out == 0U);
}

BOOST_AUTO_TEST_CASE(a_plan_that_throws_is_answered_500_and_ends_the_connection) {
  const auto server = serve_uploads([](const Request&) -> BodyPlan { throw std::runtime_error{"oops"}; });
  WireClient client{server->port()};
  client.send(upload("hello"));
  const auto answer = client.read_answer();
  BOOST_TEST(answer.status == 500);
  BOOST_TEST(answer.body.find("oops") == std::string::npos);
  BOOST_TEST(client.is_at_end());
}

BOOST_AUTO_TEST_CASE(a_sink_that_throws_is_answered_500) {
  class Broken : public Basin {
   public:
    explicit Broken(bool at_end) : at_end_{at_end} {}
    bool take(std::string_view bytes, std::function<void()> drained) override {
      if (!at_end_) throw std::runtime_error{"oops"};
      return Basin::take(bytes, std::move(drained));
    }
    void end(bool whole) override {
      Basin::end(whole);
      if (whole) throw std::runtime_error{"oops"};
    }

   private:
    const bool at_end_;
  };
  for (const bool at_end : {false, true}) {
    const auto basin = std::make_shared<Broken>(at_end);
    const auto server = serve_uploads(into(basin));
    WireClient client{server->port()};
    client.send(upload("hello"));
    BOOST_TEST(client.read_answer().status == 500);
    BOOST_TEST(basin->outcome() == (at_end ? "whole" : "not whole"));
  }
}

BOOST_AUTO_TEST_CASE(many_uploads_on_two_loops_are_drained_by_one_thread) {
  constexpr std::size_t count = 24;
  std::vector<BasinPtr> basins;
  for (std::size_t i = 0; i < count; ++i) basins.push_back(std::make_shared<Basin>(20'000));
  const auto server = serve_uploads(into_each(basins), {}, echo_upload, 2);
  const auto body = long_body(1'000'000);
  std::atomic<std::size_t> right{0};
  std::vector<std::thread> visitors;
  for (std::size_t visitor = 0; visitor < 4; ++visitor) {
    visitors.emplace_back([&, visitor] {
      WireClient client{server->port()};
      for (std::size_t i = 0; i < count / 4; ++i) {
        client.send(visitor % 2 == 0 ? upload(body) : chunked_upload(body));
        right += client.read_answer().body == "/upload+" ? 1 : 0;
      }
    });
  }
  std::vector<std::string> received(count);
  BOOST_TEST(comes_true([&] {
    for (std::size_t i = 0; i < count; ++i) received[i] += basins[i]->drain();
    return right == count;
  }));
  for (auto& visitor : visitors) visitor.join();
  for (std::size_t i = 0; i < count; ++i) {
    received[i] += basins[i]->drain();
    BOOST_TEST((received[i] == body));
    BOOST_TEST(basins[i]->outcome() == "whole");
    BOOST_TEST(basins[i]->wrong_calls() == 0);
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace lapor::api::http
