#include <atomic>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <string>
#include <thread>

#include "api/http/connection.hpp"
#include "tests/api/http_server_support.hpp"

namespace lapor::api::http {
namespace {

/// Keeps what it is asked for until the test gives it. Any thread.
class KeptSource : public BodySource {
 public:
  explicit KeptSource(bool endless = false) : endless_{endless} {}

  void pull(GiveChunk give) override {
    const std::lock_guard lock{mutex_};
    give_ = std::move(give);
    ++pulls_;
    asked_.notify_all();
  }
  [[nodiscard]] bool is_endless() const override { return endless_; }
  void abandon() override { ++abandoned_; }

  /// Waits until it is asked, and takes the question; one that leads nowhere if that does not happen.
  GiveChunk next() {
    std::unique_lock lock{mutex_};
    BOOST_TEST(asked_.wait_for(lock, 10s, [&] { return give_ != nullptr; }));
    return give_ ? std::exchange(give_, nullptr) : [](const Chunk&) {};
  }
  void give(std::string bytes) { next()({std::move(bytes), false}); }
  void end(std::string bytes = {}) { next()({std::move(bytes), true}); }

  [[nodiscard]] int pulls() const { return pulls_; }
  [[nodiscard]] int abandoned() const { return abandoned_; }

 private:
  const bool endless_;
  std::atomic<int> pulls_{0};
  std::atomic<int> abandoned_{0};
  std::mutex mutex_;
  std::condition_variable asked_;
  GiveChunk give_;
};

/// Gives at once, on the loop's thread, whatever `make` makes of the number of the pull.
class ReadySource : public BodySource {
 public:
  explicit ReadySource(std::function<Chunk(int)> make) : make_{std::move(make)} {}

  void pull(GiveChunk give) override { give(make_(pulls_++)); }
  void abandon() override { ++abandoned_; }

  [[nodiscard]] int pulls() const { return pulls_; }
  [[nodiscard]] int abandoned() const { return abandoned_; }

 private:
  const std::function<Chunk(int)> make_;
  std::atomic<int> pulls_{0};
  std::atomic<int> abandoned_{0};
};

Response streamed(std::shared_ptr<BodySource> source, int status = 200) {
  return {status, {}, "text/plain", "", std::move(source)};
}

/// Answers "/stream" from the source and everything else as `echo` does.
Handler streaming(const std::shared_ptr<BodySource>& source) {
  return [source](Request request, Respond respond) {
    if (request.path != "/stream") return echo(std::move(request), std::move(respond));
    respond(streamed(source));
  };
}

/// The bytes of all chunks up to the last one; nothing if there is none.
std::optional<std::string> unchunked(std::string_view bytes) {
  std::string body;
  while (!bytes.empty()) {
    const auto line_end = bytes.find("\r\n");
    if (line_end == std::string_view::npos) return std::nullopt;
    const auto size = std::stoul(std::string{bytes.substr(0, line_end)}, nullptr, 16);
    if (size == 0) return body;
    body += bytes.substr(line_end + 2, size);
    bytes.remove_prefix(std::min(bytes.size(), line_end + 2 + size + 2));
  }
  return std::nullopt;
}

constexpr std::string_view last_chunk = "0\r\n\r\n";

}  // namespace

BOOST_AUTO_TEST_SUITE(http_streams)

BOOST_AUTO_TEST_CASE(chunks_go_over_the_wire_as_they_are_given) {
  const auto source = std::make_shared<KeptSource>();
  const auto server = serve(streaming(source));
  WireClient client{server->port()};
  client.send(get_request("/stream"));
  const auto head = client.read_answer();
  BOOST_TEST(head.status == 200);
  BOOST_TEST(head.says("Transfer-Encoding: chunked\r\n"));
  BOOST_TEST(!head.says("Content-Length"));
  BOOST_TEST(server->statistics().streams == 1U);
  BOOST_TEST(server->statistics().in_flight == 0U);
  source->give("hello, world");
  BOOST_TEST(client.read_until("world\r\n") == "c\r\nhello, world\r\n");
  source->end("!");
  BOOST_TEST(client.read_until(last_chunk) == "1\r\n!\r\n0\r\n\r\n");
  BOOST_TEST(comes_true([&] { return source->abandoned() == 1 && server->statistics().streams == 0; }));
  BOOST_TEST(source->pulls() == 2);
}

BOOST_AUTO_TEST_CASE(a_connection_serves_on_after_a_body_has_ended) {
  const auto source = std::make_shared<KeptSource>();
  const auto server = serve(streaming(source));
  WireClient client{server->port()};
  for (int i = 0; i < 3; ++i) {
    client.send(get_request("/stream"));
    BOOST_TEST(client.read_answer().status == 200);
    source->end(std::to_string(i));
    BOOST_TEST(client.read_until(last_chunk) == "1\r\n" + std::to_string(i) + "\r\n0\r\n\r\n");
    client.send(get_request("/next"));
    BOOST_TEST(client.read_answer().body == "/next");
  }
  BOOST_TEST(server->statistics().accepted == 1U);
  BOOST_TEST(source->abandoned() == 3);
}

BOOST_AUTO_TEST_CASE(what_is_given_at_once_arrives_whole_however_long_it_is) {
  constexpr int chunks = 2'000;
  std::string expected;
  for (int i = 0; i < chunks; ++i) expected += std::to_string(i) + std::string(4'000, 'x');
  const auto source = std::make_shared<ReadySource>([&](int i) {
    return Chunk{std::to_string(i) + std::string(4'000, 'x'), i + 1 == chunks};
  });
  const auto server = serve(streaming(source));
  WireClient client{server->port()};
  client.send(get_request("/stream"));
  BOOST_TEST(client.read_answer().status == 200);
  BOOST_TEST((unchunked(client.read_until("\r\n0\r\n\r\n")) == expected));
  BOOST_TEST(source->pulls() == chunks);
}

BOOST_AUTO_TEST_CASE(the_answer_to_head_and_answers_without_body_never_ask_the_source) {
  const auto source = std::make_shared<KeptSource>();
  const auto server = serve([&](const Request& request, const Respond& respond) {
    respond(streamed(source, request.path == "/none" ? 204 : 200));
  });
  WireClient client{server->port()};
  client.send("HEAD /some HTTP/1.1\r\nHost: a\r\n\r\n" + get_request("/none") + get_request("/some"));
  BOOST_TEST(client.read_answer(true).says("Transfer-Encoding: chunked\r\n"));
  const auto none = client.read_answer();
  BOOST_TEST(none.status == 204);
  BOOST_TEST(!none.says("Transfer-Encoding"));
  BOOST_TEST(client.read_answer().status == 200);
  source->end("x");
  BOOST_TEST(client.read_until(last_chunk) == "1\r\nx\r\n0\r\n\r\n");
  BOOST_TEST(source->pulls() == 1);
  BOOST_TEST(comes_true([&] { return source->abandoned() == 3; }));
}

BOOST_AUTO_TEST_CASE(later_answers_wait_for_the_end_of_the_body) {
  const auto source = std::make_shared<KeptSource>();
  const auto server = serve(streaming(source));
  WireClient client{server->port()};
  client.send(get_request("/stream") + get_request("/stream") + get_request("/later"));
  BOOST_TEST(client.read_answer().status == 200);
  BOOST_TEST(comes_true([&] { return server->statistics().requests == 3; }));
  source->give("a");
  source->end();
  BOOST_TEST(client.read_until(last_chunk) == "1\r\na\r\n0\r\n\r\n");
  BOOST_TEST(client.read_answer().status == 200);
  source->end("b");
  BOOST_TEST(client.read_until(last_chunk) == "1\r\nb\r\n0\r\n\r\n");
  BOOST_TEST(client.read_answer().body == "/later");
}

BOOST_AUTO_TEST_CASE(a_source_may_give_from_any_thread_and_is_asked_for_one_chunk_at_a_time) {
  const auto source = std::make_shared<KeptSource>();
  const auto server = serve(streaming(source), {}, 2);
  WireClient client{server->port()};
  client.send(get_request("/stream"));
  BOOST_TEST(client.read_answer().status == 200);
  std::string expected;
  for (int i = 0; i < 200; ++i) {
    const auto give = source->next();
    BOOST_TEST(source->pulls() == i + 1);
    std::thread{[&] { give({"a"}), give({"never"}); }}.join();
    expected += "a";
  }
  source->end();
  BOOST_TEST((unchunked(client.read_until(last_chunk)) == expected));
}

BOOST_AUTO_TEST_CASE(a_client_that_does_not_read_slows_its_source_down_and_is_given_up) {
  constexpr std::size_t size = 10'000;
  constexpr std::size_t framing = 8;  // "2710", two line ends
  Limits limits;
  limits.idle_timeout_ms = 200;
  const auto source = std::make_shared<ReadySource>([&](int) { return Chunk{std::string(size, 'x'), false}; });
  const auto server = serve(streaming(source), limits);
  WireClient client{server->port()};
  client.send(get_request("/stream"));
  BOOST_TEST(comes_true([&] { return server->statistics().timed_out == 1 && source->abandoned() == 1; }));
  const auto made = static_cast<std::size_t>(source->pulls()) * (size + framing);
  BOOST_TEST(client.read_answer().status == 200);
  const auto taken = client.read_to_end().size();
  BOOST_TEST(made < taken + room_for_chunks + size + framing);
}

BOOST_AUTO_TEST_CASE(a_client_that_goes_while_the_source_is_silent_is_noticed) {
  for (const bool broken : {false, true}) {
    const auto source = std::make_shared<KeptSource>();
    const auto server = serve([&](const Request&, const Respond& respond) { respond(streamed(source)); });
    WireClient client{server->port()};
    client.send(get_request("/stream", "Connection: close\r\n"));
    BOOST_TEST(client.read_answer().status == 200);
    const auto give = source->next();
    broken ? client.break_off() : client.close();
    BOOST_TEST(comes_true([&] { return server->statistics().connections == 0; }));
    BOOST_TEST(source->abandoned() == 1);
    BOOST_TEST(source.use_count() == 1);
    BOOST_TEST(server->statistics().streams == 0U);
    give({"late", true});
    BOOST_TEST(source->abandoned() == 1);
  }
}

BOOST_AUTO_TEST_CASE(a_client_that_goes_is_noticed_also_behind_requests_for_which_there_is_no_room) {
  Limits limits;
  limits.pipelined = 1;
  const auto source = std::make_shared<KeptSource>();
  const auto server = serve(streaming(source), limits);
  WireClient client{server->port()};
  client.send(get_request("/stream") + get_request("/later"));
  BOOST_TEST(client.read_answer().status == 200);
  client.close();
  BOOST_TEST(comes_true([&] { return source->abandoned() == 1 && server->statistics().connections == 0; }));
  BOOST_TEST(server->statistics().requests == 1U);
}

BOOST_AUTO_TEST_CASE(requests_for_which_there_is_no_room_are_served_after_the_body) {
  Limits limits;
  limits.pipelined = 1;
  const auto source = std::make_shared<KeptSource>();
  const auto server = serve(streaming(source), limits);
  WireClient client{server->port()};
  client.send(get_request("/stream"));
  BOOST_TEST(client.read_answer().status == 200);
  client.send(get_request("/1") + get_request("/2"));
  source->give("a");
  source->end();
  BOOST_TEST(client.read_until(last_chunk) == "1\r\na\r\n0\r\n\r\n");
  BOOST_TEST(client.read_answer().body == "/1");
  BOOST_TEST(client.read_answer().body == "/2");
}

BOOST_AUTO_TEST_CASE(a_client_that_has_said_its_last_word_gets_the_answers_before_the_body_only) {
  Desk desk;
  const auto source = std::make_shared<KeptSource>();
  const auto server = serve(desk.handler());
  WireClient client{server->port()};
  client.send(get_request("/1") + get_request("/2"));
  auto cases = desk.take(2);
  client.end_sending();
  cases[1].respond(streamed(source));
  cases[0].respond(text("first"));
  BOOST_TEST(client.read_answer().body == "first");
  BOOST_TEST(client.read_to_end().find(last_chunk) == std::string::npos);
  BOOST_TEST(comes_true([&] { return source->abandoned() == 1; }));
}

BOOST_AUTO_TEST_CASE(a_chunk_that_is_given_up_ends_the_connection_without_the_last_chunk) {
  const auto source = std::make_shared<KeptSource>();
  const auto server = serve(streaming(source));
  WireClient client{server->port()};
  client.send(get_request("/stream") + get_request("/never"));
  BOOST_TEST(client.read_answer().status == 200);
  source->give("half");
  source->next();
  bool ended = false;
  BOOST_TEST(client.read_to_end(&ended) == "4\r\nhalf\r\n");
  BOOST_TEST(ended);
  BOOST_TEST(comes_true([&] { return source->abandoned() == 1; }));
}

BOOST_AUTO_TEST_CASE(a_source_that_throws_ends_the_connection_without_the_last_chunk) {
  const auto source = std::make_shared<ReadySource>([](int i) -> Chunk {
    if (i > 0) throw std::runtime_error{"oops"};
    return {"half"};
  });
  const auto server = serve(streaming(source));
  WireClient client{server->port()};
  client.send(get_request("/stream"));
  BOOST_TEST(client.read_answer().status == 200);
  bool ended = false;
  BOOST_TEST(client.read_to_end(&ended) == "4\r\nhalf\r\n");
  BOOST_TEST(ended);
}

BOOST_AUTO_TEST_CASE(empty_chunks_send_nothing_and_let_others_have_their_turn) {
  std::atomic<bool> enough{false};
  const auto source = std::make_shared<ReadySource>([&](int) { return Chunk{"", enough}; });
  const auto server = serve(streaming(source));
  WireClient client{server->port()};
  WireClient other{server->port()};
  client.send(get_request("/stream"));
  BOOST_TEST(client.read_answer().status == 200);
  BOOST_TEST(comes_true([&] { return source->pulls() > 3; }));
  other.send(get_request("/other"));
  BOOST_TEST(other.read_answer().body == "/other");
  enough = true;
  BOOST_TEST(client.read_until(last_chunk) == last_chunk);
}

BOOST_AUTO_TEST_CASE(a_silent_body_outlives_all_time_outs) {
  Limits limits;
  limits.request_timeout_ms = limits.idle_timeout_ms = limits.header_timeout_ms = 100;
  const auto source = std::make_shared<KeptSource>(true);
  const auto server = serve(streaming(source), limits);
  WireClient client{server->port()};
  client.send(get_request("/stream"));
  BOOST_TEST(client.read_answer().status == 200);
  for (int i = 0; i < 2; ++i) BOOST_TEST(WireClient{server->port()}.is_at_end());
  source->give("still here");
  BOOST_TEST(client.read_until("here\r\n") == "a\r\nstill here\r\n");
  for (int i = 0; i < 2; ++i) BOOST_TEST(WireClient{server->port()}.is_at_end());
  source->end();
  BOOST_TEST(client.read_until(last_chunk) == last_chunk);
  BOOST_TEST(client.is_at_end());
  BOOST_TEST(server->statistics().timed_out == 0U);
}

BOOST_AUTO_TEST_CASE(a_head_that_comes_too_late_still_gets_503_and_its_source_is_let_go) {
  Limits limits;
  limits.request_timeout_ms = 100;
  Desk desk;
  const auto source = std::make_shared<KeptSource>();
  const auto server = serve(desk.handler(), limits);
  WireClient client{server->port()};
  client.send(get_request("/stream"));
  const auto late = desk.take(1);
  BOOST_TEST(client.read_answer().status == 503);
  late.front().respond(streamed(source));
  BOOST_TEST(comes_true([&] { return source->abandoned() == 1; }));
  BOOST_TEST(source->pulls() == 0);
}

BOOST_AUTO_TEST_CASE(an_orderly_stop_ends_endless_bodies_at_once) {
  const auto source = std::make_shared<KeptSource>(true);
  const auto server = serve(streaming(source));
  WireClient client{server->port()};
  client.send(get_request("/stream") + get_request("/stream") + get_request("/later"));
  BOOST_TEST(client.read_answer().status == 200);
  const auto give = source->next();
  BOOST_TEST(comes_true([&] { return server->statistics().requests == 3; }));
  std::thread stopping{[&] { server->stop(10s); }};
  BOOST_TEST(client.read_until(last_chunk) == last_chunk);
  BOOST_TEST(client.read_answer().says("Transfer-Encoding: chunked\r\n"));
  BOOST_TEST(client.read_until(last_chunk) == last_chunk);
  BOOST_TEST(client.read_answer().body == "/later");
  BOOST_TEST(client.is_at_end());
  client.close();
  stopping.join();
  BOOST_TEST(source->abandoned() == 2);
  BOOST_TEST(source->pulls() == 1);
  give({"late"});
}

BOOST_AUTO_TEST_CASE(an_orderly_stop_lets_a_body_end_that_has_an_end) {
  const auto source = std::make_shared<KeptSource>();
  const auto server = serve(streaming(source));
  WireClient idle{server->port()};
  WireClient client{server->port()};
  client.send(get_request("/stream"));
  BOOST_TEST(client.read_answer().status == 200);
  std::thread stopping{[&] { server->stop(10s); }};
  BOOST_TEST(idle.is_at_end());
  source->give("a");
  source->end("b");
  BOOST_TEST(client.read_to_end() == "1\r\na\r\n1\r\nb\r\n0\r\n\r\n");
  client.close();
  stopping.join();
  BOOST_TEST(source->abandoned() == 1);
}

BOOST_AUTO_TEST_CASE(a_stop_out_of_patience_cuts_bodies_and_late_chunks_are_harmless) {
  const auto source = std::make_shared<KeptSource>();
  auto server = serve(streaming(source));
  WireClient client{server->port()};
  client.send(get_request("/stream"));
  BOOST_TEST(client.read_answer().status == 200);
  const auto give = source->next();
  server->stop(50ms);
  BOOST_TEST(client.read_to_end().empty());
  BOOST_TEST(source->abandoned() == 1);
  BOOST_TEST(server->statistics().streams == 0U);
  server.reset();
  give({"late", true});
  BOOST_TEST(source->abandoned() == 1);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace lapor::api::http
