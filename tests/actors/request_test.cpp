#include "engine_fixture.hpp"
#include "journal_doubles.hpp"

namespace lapor::actors::testing {
namespace {

struct Requests : EngineFixture {
  CommandRequest marked(ReportId report, const Party& by, CommandBody body, storage::RequestMark request_mark) {
    auto wish = request(report, by, std::move(body));
    wish.request = request_mark;
    return wish;
  }
  CommandRequest submission(int key, int fingerprint = 1) {
    return marked({}, reporter(), complaint(), mark(key, fingerprint));
  }
  void same(const Standing& one, const Standing& other) {
    BOOST_TEST((one.state == other.state));
    BOOST_TEST((one.position == other.position));
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(repeated_requests, Requests)

BOOST_AUTO_TEST_CASE(a_repeated_submission_gets_the_same_answer_and_uses_no_id) {
  start();
  const auto first = standing(wait(send(submission(1))));
  same(standing(wait(send(submission(1)))), first);
  BOOST_TEST(number(standing(wait(send(submission(2)))).state.id) == number(first.state.id) + 1);
}

BOOST_AUTO_TEST_CASE(a_repeat_after_a_restart_gets_the_same_answer) {
  start();
  const auto first = standing(wait(send(submission(1))));
  restart();
  same(standing(wait(send(submission(1)))), first);
}

BOOST_AUTO_TEST_CASE(a_repeat_is_answered_as_of_its_own_record) {
  start();
  const ReportId report = submit();
  const auto wish = marked(report, national_admin(), verification(), mark(1));
  const auto first = standing(wait(send(wish)));
  BOOST_TEST(number(standing(command(report, officer(), PostFollowUp{"Sudah.", {}})).state.version) == 3U);
  same(standing(wait(send(wish))), first);
  BOOST_TEST(story(report) == "report_submitted report_verified report_forwarded follow_up_posted");
}

BOOST_AUTO_TEST_CASE(repeats_at_the_same_time_get_the_same_answer) {
  start();
  memory.hold_appends();
  std::vector<std::future<Outcome>> answers;
  for (int i = 0; i < 5; ++i) answers.push_back(send(submission(1)));
  wait_until([&] { return memory.statistics().waiting == 5; });
  memory.release_appends();
  const auto first = standing(wait(std::move(answers[0])));
  for (std::size_t i = 1; i < 5; ++i) same(standing(wait(std::move(answers[i]))), first);
  BOOST_TEST(number(memory.last_position()) == 1U);
}

BOOST_AUTO_TEST_CASE(repeats_queued_on_one_report_are_written_once) {
  start();
  const ReportId report = submit();
  const auto wish = marked(report, reporter(), AddInformation{"sama", {}}, mark(1));
  std::vector<std::future<Outcome>> answers;
  for (int i = 0; i < 20; ++i) answers.push_back(send(wish));
  for (auto& answer : answers) BOOST_TEST((standing(wait(std::move(answer))).position == Position{2}));
  BOOST_TEST(number(memory.last_position()) == 2U);
}

BOOST_AUTO_TEST_CASE(a_key_used_for_something_else_is_refused) {
  start();
  const auto first = standing(wait(send(submission(1))));
  static_cast<void>(expect<RequestKeyReused>(wait(send(submission(1, 2)))));
  const auto other = marked(first.state.id, national_admin(), verification(), mark(1, 3));
  static_cast<void>(expect<RequestKeyReused>(wait(send(other))));
  BOOST_TEST(number(memory.last_position()) == 1U);
}

BOOST_AUTO_TEST_CASE(a_lost_answer_is_found_again_by_its_key) {
  start();
  memory.lose_next_answer({storage::ErrorCode::unavailable, "lost by the test"});
  BOOST_TEST(expect<Unavailable>(wait(send(submission(1)))).maybe_written);
  const auto found = standing(wait(send(submission(1))));
  BOOST_TEST((found.position == Position{1}));
  BOOST_TEST(number(found.state.id) == 1'000'001U);
}

BOOST_AUTO_TEST_CASE(a_refused_request_may_be_sent_again) {
  start();
  const ReportId report = submit();
  const auto wish = marked(report, officer(), PostFollowUp{"Sudah.", {}}, mark(1));
  static_cast<void>(expect<RefusedWith>(wait(send(wish))));
  static_cast<void>(standing(command(report, national_admin(), verification())));
  BOOST_TEST((standing(wait(send(wish))).state.status == Status::in_progress));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace lapor::actors::testing
