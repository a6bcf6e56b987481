#include <boost/test/unit_test.hpp>
#include <memory>
#include <string>
#include <thread>
#include <variant>
#include <vector>

#include "api/http/answer_queue.hpp"
#include "api/http/outbox.hpp"
#include "api/http/response_writer.hpp"

namespace lapor::api::http {
namespace {

using namespace std::chrono_literals;

Response text(const std::string& body) {
  return {200, {}, "text/plain", body};
}

struct SilentSource : BodySource {
  void pull(GiveChunk) override {}
  void abandon() override { ++abandoned; }
  int abandoned{0};
};

Response streamed(std::shared_ptr<BodySource> source, int status = 200) {
  return {status, {}, "text/plain", "", std::move(source)};
}

std::string written(const Response& response, Framing framing = {}) {
  std::string out;
  append_response(out, response, framing, "Date: x\r\n");
  return out;
}

std::string bodies(AnswerQueue& queue, bool nothing_follows = false) {
  std::string out;
  queue.write_ready(out, "", nothing_follows);
  std::string result;
  for (auto at = out.find("\r\n\r\n"); at != std::string::npos; at = out.find("\r\n\r\n", at + 1))
    result += out.substr(at + 4, 1);
  return result;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(http_response_writer)

BOOST_AUTO_TEST_CASE(a_response_has_status_date_type_length_fields_and_body) {
  BOOST_TEST(written({201, {{"Location", "/a"}}, "application/json", "{}"}) ==
             "HTTP/1.1 201 Created\r\nDate: x\r\nContent-Type: application/json\r\nContent-Length: 2\r\n"
             "Location: /a\r\n\r\n{}");
}

BOOST_AUTO_TEST_CASE(the_answer_to_head_has_the_length_but_not_the_body) {
  BOOST_TEST(written(text("hello"), {true, false}) ==
             "HTTP/1.1 200 OK\r\nDate: x\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n\r\n");
}

BOOST_AUTO_TEST_CASE(no_content_and_not_modified_have_no_body) {
  BOOST_TEST(written({204, {}, "text/plain", "x"}) == "HTTP/1.1 204 No Content\r\nDate: x\r\n\r\n");
  BOOST_TEST(written({304, {{"ETag", "\"1\""}}, "", ""}, {false, true}) ==
             "HTTP/1.1 304 Not Modified\r\nDate: x\r\nETag: \"1\"\r\nConnection: close\r\n\r\n");
}

BOOST_AUTO_TEST_CASE(a_body_in_chunks_has_no_length_and_follows_on_its_own) {
  const std::string head =
      "HTTP/1.1 200 OK\r\nDate: x\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n";
  BOOST_TEST(written(text("ignored"), {false, false, true}) == head);
  BOOST_TEST(written(text("ignored"), {true, false, true}) == head);
  BOOST_TEST(written({204, {}, "text/plain", "x"}, {false, false, true}) ==
             "HTTP/1.1 204 No Content\r\nDate: x\r\n\r\n");
}

BOOST_AUTO_TEST_CASE(a_chunk_has_its_size_in_hexadecimal_and_an_empty_one_is_not_written) {
  std::string out;
  append_chunk(out, std::string(26, 'x'));
  append_chunk(out, "");
  append_last_chunk(out);
  BOOST_TEST(out == "1a\r\n" + std::string(26, 'x') + "\r\n0\r\n\r\n");
}

BOOST_AUTO_TEST_CASE(fields_that_would_break_the_framing_are_left_out) {
  const Response response{
      200,
      {{"Location", "/a\r\nSet-Cookie: b"}, {"X\r\nY", "z"}, {"Content-Length", "9"}, {"connection", "x"}, {"", "x"}},
      "text/plain\r\nX: y",
      ""};
  BOOST_TEST(written(response) == "HTTP/1.1 200 OK\r\nDate: x\r\nContent-Length: 0\r\n\r\n");
}

BOOST_AUTO_TEST_CASE(the_date_is_that_of_rfc_9110) {
  DateLine date;
  BOOST_TEST(date.at(784'111'777) == "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n");
  BOOST_TEST(date.at(784'111'777) == "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n");
  BOOST_TEST(date.at(784'111'778) == "Date: Sun, 06 Nov 1994 08:49:38 GMT\r\n");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(http_answer_queue)

BOOST_AUTO_TEST_CASE(answers_leave_in_the_order_of_their_requests) {
  AnswerQueue queue;
  const auto first = queue.open({});
  const auto second = queue.open({});
  const auto third = queue.open({});
  BOOST_TEST(queue.answer(third, text("3")));
  BOOST_TEST(bodies(queue).empty());
  BOOST_TEST(queue.answer(first, text("1")));
  BOOST_TEST(bodies(queue) == "1");
  BOOST_TEST(queue.unanswered() == 1U);
  BOOST_TEST(queue.answer(second, text("2")));
  BOOST_TEST(bodies(queue) == "23");
  BOOST_TEST(queue.empty());
}

BOOST_AUTO_TEST_CASE(an_answer_counts_once_and_only_while_it_is_awaited) {
  AnswerQueue queue;
  const auto sequence = queue.open({});
  BOOST_TEST(!queue.answer(sequence + 1, text("x")));
  BOOST_TEST(queue.answer(sequence, text("1")));
  BOOST_TEST(!queue.answer(sequence, text("2")));
  BOOST_TEST(bodies(queue) == "1");
  BOOST_TEST(!queue.answer(sequence, text("3")));
}

BOOST_AUTO_TEST_CASE(nothing_leaves_between_a_head_and_the_end_of_its_body) {
  AnswerQueue queue;
  const auto source = std::make_shared<SilentSource>();
  queue.answer(queue.open({}), streamed(source));
  queue.answer(queue.open({}), text("2"));
  std::string out;
  BOOST_TEST((queue.write_ready(out, "", false) == source));
  BOOST_TEST(queue.size() == 2U);
  out.clear();
  BOOST_TEST(!queue.write_ready(out, "", false));
  BOOST_TEST(out.empty());
  queue.end_body();
  BOOST_TEST(bodies(queue) == "2");
  BOOST_TEST(queue.empty());
}

BOOST_AUTO_TEST_CASE(a_source_whose_body_is_not_wanted_is_let_go) {
  AnswerQueue queue;
  const auto source = std::make_shared<SilentSource>();
  queue.answer(queue.open({true}), streamed(source));
  BOOST_TEST(source->abandoned == 1);
  queue.answer(queue.open({}), streamed(source, 204));
  BOOST_TEST(source->abandoned == 2);
  queue.answer(17, streamed(source));
  BOOST_TEST(source->abandoned == 3);
  queue.answer(queue.open({}), streamed(source));
  queue.clear();
  BOOST_TEST(source->abandoned == 4);
  BOOST_TEST(source.use_count() == 1);
  BOOST_TEST(!queue.answer(2, text("late")));
}

BOOST_AUTO_TEST_CASE(only_the_last_answer_announces_the_end) {
  AnswerQueue queue;
  queue.answer(queue.open({}), text("1"));
  queue.answer(queue.open({}), text("2"));
  std::string out;
  queue.write_ready(out, "", true);
  BOOST_TEST(out.find("Connection: close") > out.find("\r\n\r\n1"));
  BOOST_TEST(out.find("Connection: close") == out.rfind("Connection: close"));
}

BOOST_AUTO_TEST_CASE(the_first_unanswered_place_is_the_one_that_is_due) {
  AnswerQueue queue;
  BOOST_TEST((queue.next_due() == LoopTime::max()));
  const auto first = queue.open({false, false, 10ms});
  const auto second = queue.open({false, false, 20ms});
  BOOST_TEST((queue.overdue(9ms) == std::nullopt));
  BOOST_TEST((queue.overdue(10ms) == first));
  queue.answer(first, text("1"));
  BOOST_TEST((queue.next_due() == 20ms));
  BOOST_TEST((queue.overdue(19ms) == std::nullopt));
  BOOST_TEST((queue.overdue(20ms) == second));
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(http_outbox)

BOOST_AUTO_TEST_CASE(the_loop_is_woken_once_for_all_letters_that_wait) {
  int woken = 0;
  std::vector<std::uint64_t> received;
  Outbox outbox{[&] { ++woken; }, [&](Letter letter) { received.push_back(std::get<Answer>(letter).sequence); }};
  for (std::uint64_t i = 1; i <= 3; ++i) BOOST_TEST(outbox.post(Answer{0, i, {}}));
  BOOST_TEST(woken == 1);
  outbox.collect();
  BOOST_TEST(received == (std::vector<std::uint64_t>{1, 2, 3}), boost::test_tools::per_element());
  outbox.post(Answer{0, 4, {}});
  BOOST_TEST(woken == 2);
}

BOOST_AUTO_TEST_CASE(a_letter_from_the_loops_own_thread_is_received_at_once) {
  int woken = 0;
  int received = 0;
  Outbox outbox{[&] { ++woken; }, [&](const Letter&) { ++received; }};
  outbox.belong_to_this_thread();
  BOOST_TEST(outbox.post(Answer{}));
  BOOST_TEST(received == 1);
  BOOST_TEST(woken == 0);
}

BOOST_AUTO_TEST_CASE(letters_to_a_loop_that_is_gone_are_dropped) {
  int woken = 0;
  Outbox outbox{[&] { ++woken; }, [](const Letter&) {}};
  outbox.close();
  BOOST_TEST(!outbox.post(Answer{}));
  BOOST_TEST(woken == 0);
}

BOOST_AUTO_TEST_CASE(a_chunk_ticket_gives_once_and_gives_up_when_it_dies_unused) {
  std::vector<std::string> given;
  const auto outbox = std::make_shared<Outbox>([] {},
                                               [&](Letter letter) {
                                                 const auto& chunk = std::get<PulledChunk>(letter).chunk;
                                                 given.push_back(chunk ? chunk->bytes : "none");
                                               });
  outbox->belong_to_this_thread();
  {
    ChunkTicket ticket{outbox, 1, 1};
    ticket.give({"a"});
    ticket.give({"b"});
  }
  { const ChunkTicket unused{outbox, 1, 2}; }
  BOOST_TEST(given == (std::vector<std::string>{"a", "none"}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_ticket_answers_once_and_503_when_it_dies_unused) {
  std::vector<int> statuses;
  const auto outbox = std::make_shared<Outbox>(
      [] {}, [&](Letter letter) { statuses.push_back(std::get<Answer>(letter).response.status); });
  outbox->belong_to_this_thread();
  {
    Ticket ticket{outbox, 1, 1};
    ticket.answer({200, {}, "", ""});
    ticket.answer({201, {}, "", ""});
  }
  { const Ticket unused{outbox, 1, 2}; }
  BOOST_TEST(statuses == (std::vector{200, 503}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace lapor::api::http
