#include <atomic>
#include <string>
#include <thread>

#include "tests/api/http_uploads_support.hpp"

namespace lapor::api::http {

/// Bodies that never become whole, and such as nearly do not.
BOOST_AUTO_TEST_SUITE(http_server_uploads_ends)

BOOST_AUTO_TEST_CASE(a_client_that_goes_in_the_middle_is_told_to_the_sink_once) {
  for (const auto go : {&WireClient::close, &WireClient::break_off, &WireClient::end_sending}) {
    const auto basin = std::make_shared<Basin>();
    const auto server = serve_uploads(into(basin));
    WireClient client{server->port()};
    client.send(upload_head(10) + "hello");
    BOOST_TEST(basin->holds(5));
    (client.*go)();
    BOOST_TEST(basin->outcome() == "not whole");
    BOOST_TEST(comes_true([&] { return server->statistics().connections == 0; }));
    BOOST_TEST(server->statistics().requests == 0U);
    BOOST_TEST(basin->ends() == 1);
    BOOST_TEST(comes_true([&] { return basin.use_count() == 2; }));
  }
}

BOOST_AUTO_TEST_CASE(a_client_that_breaks_off_is_noticed_also_while_there_is_no_room) {
  const auto basin = std::make_shared<Basin>(1);
  const auto server = serve_uploads(into(basin));
  WireClient client{server->port()};
  client.send(upload_head(1'000'000) + "hello");
  BOOST_TEST(basin->is_full());
  client.break_off();
  BOOST_TEST(basin->outcome() == "not whole");
  basin->drain();
  BOOST_TEST(comes_true([&] { return server->statistics().connections == 0; }));
  BOOST_TEST(basin->ends() == 1);
}

BOOST_AUTO_TEST_CASE(a_client_that_has_said_its_last_word_waits_for_room_and_its_answer) {
  const auto body = long_body(1'000'000);
  const auto basin = std::make_shared<Basin>(1);
  const auto server = serve_uploads(into(basin));
  WireClient client{server->port()};
  std::thread sending{[&] {
    client.send(upload(body));
    client.end_sending();
  }};
  BOOST_TEST((basin->drain_all() == body));
  sending.join();
  BOOST_TEST(client.read_answer().body == "/upload+");
  BOOST_TEST(client.is_at_end());
}

BOOST_AUTO_TEST_CASE(a_body_cut_off_behind_an_unanswered_request_does_not_take_its_answer) {
  Desk desk;
  const auto basin = std::make_shared<Basin>();
  const auto server = serve_uploads(into(basin), {}, desk.handler());
  WireClient client{server->port()};
  client.send(get_request("/1") + upload_head(10) + "hello");
  auto first = desk.take(1);
  client.end_sending();
  BOOST_TEST(basin->outcome() == "not whole");
  first.front().respond(text("first"));
  BOOST_TEST(client.read_answer().body == "first");
  BOOST_TEST(client.is_at_end());
  BOOST_TEST(basin->ends() == 1);
}

BOOST_AUTO_TEST_CASE(an_upload_behind_an_answer_that_breaks_off_ends_with_it) {
  class SilentSource : public BodySource {
   public:
    void pull(GiveChunk give) override {
      if (!gives_up) give({"", false});
    }
    std::atomic<bool> gives_up{false};
  };
  const auto source = std::make_shared<SilentSource>();
  const auto basin = std::make_shared<Basin>();
  const auto server = serve_uploads(into(basin), {}, [&](const Request&, const Respond& respond) {
    respond({200, {}, "text/plain", "", source});
  });
  WireClient client{server->port()};
  client.send(get_request("/stream") + upload_head(10) + "hello");
  BOOST_TEST(client.read_answer().status == 200);
  BOOST_TEST(basin->holds(5));
  source->gives_up = true;
  BOOST_TEST(client.is_at_end());
  BOOST_TEST(basin->ends() == 1);
  BOOST_TEST(basin->outcome() == "not whole");
}

BOOST_AUTO_TEST_CASE(a_body_without_progress_gets_408) {
  Limits limits;
  limits.body_timeout_ms = 100;
  const auto basin = std::make_shared<Basin>();
  const auto server = serve_uploads(into(basin), limits);
  WireClient client{server->port()};
  client.send(upload_head(10) + "hello");
  BOOST_TEST(client.read_answer().status == 408);
  BOOST_TEST(client.is_at_end());
  BOOST_TEST(basin->outcome() == "not whole");
  BOOST_TEST(server->statistics().timed_out == 1U);
}

BOOST_AUTO_TEST_CASE(a_body_that_is_not_whole_in_time_gets_408) {
  Limits limits;
  limits.upload_timeout_ms = 100;
  const auto basin = std::make_shared<Basin>();
  const auto server = serve_uploads(into(basin), limits);
  WireClient client{server->port()};
  client.send(upload_head(10) + "hello");
  BOOST_TEST(client.read_answer().status == 408);
  BOOST_TEST(client.is_at_end());
  BOOST_TEST(basin->outcome() == "not whole");
}

BOOST_AUTO_TEST_CASE(a_body_that_comes_slowly_outlives_the_body_timeout) {
  Limits limits;
  limits.body_timeout_ms = 600;
  limits.idle_timeout_ms = 150;
  const auto basin = std::make_shared<Basin>();
  const auto server = serve_uploads(into(basin), limits);
  WireClient client{server->port()};
  client.send(upload_head(5));
  for (const char byte : std::string{"hello"}) {
    pass_idle_times(*server, 1);
    client.send({&byte, 1});
  }
  BOOST_TEST(client.read_answer().body == "/upload+");
  BOOST_TEST(server->statistics().timed_out == 0U);
}

BOOST_AUTO_TEST_CASE(while_there_is_no_room_the_client_is_not_blamed_for_it) {
  Limits limits;
  limits.body_timeout_ms = 400;
  limits.idle_timeout_ms = 100;
  const auto basin = std::make_shared<Basin>(1);
  const auto server = serve_uploads(into(basin), limits);
  WireClient client{server->port()};
  client.send(upload_head(10) + "hello");
  BOOST_TEST(basin->is_full());
  pass_idle_times(*server, 5);
  BOOST_TEST(basin->drain() == "hello");
  pass_idle_times(*server, 1);
  client.send("world");
  BOOST_TEST(client.read_answer().body == "/upload+");
  BOOST_TEST(server->statistics().timed_out == 0U);
}

BOOST_AUTO_TEST_CASE(a_sink_that_never_has_room_again_does_not_hold_the_connection_for_ever) {
  Limits limits;
  limits.upload_timeout_ms = 100;
  const auto basin = std::make_shared<Basin>(1);
  const auto server = serve_uploads(into(basin), limits);
  WireClient client{server->port()};
  client.send(upload_head(1'000'000) + "hello");
  BOOST_TEST(basin->is_full());
  BOOST_TEST(client.read_answer().status == 408);
  BOOST_TEST(basin->outcome() == "not whole");
  basin->drain();
  BOOST_TEST(client.is_at_end());
}

BOOST_AUTO_TEST_CASE(an_orderly_stop_ends_uploads_at_once) {
  for (const std::size_t room : {std::size_t{1}, no_limit}) {
    const auto basin = std::make_shared<Basin>(room);
    const auto server = serve_uploads(into(basin));
    WireClient client{server->port()};
    client.send(upload_head(10) + "hello");
    BOOST_TEST(basin->holds(5));
    server->stop(10s);
    BOOST_TEST(basin->outcome() == "not whole");
    BOOST_TEST(client.read_answer().status == 0);
    basin->drain();
    BOOST_TEST(basin->ends() == 1);
  }
}

BOOST_AUTO_TEST_CASE(an_orderly_stop_answers_what_came_before_an_upload) {
  Desk desk;
  const auto basin = std::make_shared<Basin>();
  const auto server = serve_uploads(into(basin), {}, desk.handler());
  WireClient client{server->port()};
  client.send(get_request("/1") + upload_head(10) + "hello");
  auto first = desk.take(1);
  BOOST_TEST(basin->holds(5));
  std::thread stopping{[&] { server->stop(10s); }};
  BOOST_TEST(basin->outcome() == "not whole");
  first.front().respond(text("first"));
  BOOST_TEST(client.read_answer().body == "first");
  BOOST_TEST(client.is_at_end());
  client.close();
  stopping.join();
  BOOST_TEST(basin->ends() == 1);
}

BOOST_AUTO_TEST_CASE(room_that_comes_after_the_server_has_gone_is_harmless) {
  const auto basin = std::make_shared<Basin>(1);
  auto server = serve_uploads(into(basin));
  WireClient client{server->port()};
  client.send(upload_head(1'000'000) + "hello");
  BOOST_TEST(basin->is_full());
  server.reset();
  BOOST_TEST(basin->outcome() == "not whole");
  basin->drain();
  BOOST_TEST(basin.use_count() == 1);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace lapor::api::http
