#include "api/late_answers.hpp"

#include <atomic>
#include <boost/test/unit_test.hpp>
#include <future>
#include <latch>
#include <optional>

#include "api/http/response_writer.hpp"
#include "service_fixture.hpp"

using namespace lapor::api;
using namespace lapor::api::testing;
using namespace std::chrono_literals;

namespace {

using Clock = LateAnswers::Clock;
constexpr auto step = LateAnswers::step;

/// An answer that takes until it is told to end, so that all behind it wait.
class SlowAnswer {
 public:
  explicit SlowAnswer(LateAnswers& late) {
    late.give(Clock::now(), [this, end = end_.get_future().share()] {
      begun_.count_down();
      end.wait();
    });
    begun_.wait();
  }
  void end() { end_.set_value(); }

 private:
  std::latch begun_{1};
  std::promise<void> end_;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(late_answers)

BOOST_AUTO_TEST_CASE(the_next_beat_is_a_whole_number_of_steps_behind_the_request) {
  const Clock::time_point begun = Clock::now();
  BOOST_TEST((next_beat(begun, begun) == begun + step));
  BOOST_TEST((next_beat(begun, begun + step - 1ns) == begun + step));
  BOOST_TEST((next_beat(begun, begun + step) == begun + 2 * step));
  BOOST_TEST((next_beat(begun, begun + 7 * step + 1ns) == begun + 8 * step));
}

BOOST_AUTO_TEST_CASE(no_answer_is_given_before_its_beat) {
  LateAnswers late;
  for (int i = 0; i < 20; ++i) {
    std::promise<Clock::time_point> given;
    const auto begun = Clock::now();
    late.give(begun, [&given] { given.set_value(Clock::now()); });
    BOOST_TEST((given.get_future().get() - begun >= step));
  }
}

BOOST_AUTO_TEST_CASE(who_comes_when_too_many_wait_is_answered_at_once) {
  std::atomic<std::size_t> given{0};
  std::optional<LateAnswers> late(std::in_place);
  SlowAnswer slow(*late);
  for (std::size_t i = 0; i < LateAnswers::most_waiting; ++i) late->give(Clock::now(), [&given] { ++given; });
  BOOST_TEST(given == 0U);
  bool at_once = false;
  late->give(Clock::now(), [&at_once] { at_once = true; });
  BOOST_TEST(at_once);
  slow.end();
  late.reset();
  BOOST_TEST(given == LateAnswers::most_waiting);
}

BOOST_AUTO_TEST_CASE(all_that_wait_at_the_end_are_given) {
  std::atomic<int> given{0};
  std::optional<LateAnswers> late(std::in_place);
  for (int i = 0; i < 100; ++i) late->give(Clock::now(), [&given] { ++given; });
  late.reset();
  BOOST_TEST(given == 100);
}

BOOST_FIXTURE_TEST_CASE(hidden_and_absent_reports_get_the_same_bytes_and_not_before_the_beat, ServiceFixture) {
  const std::string unverified = submit();
  const std::string confidential = submit_and_verify(R"(,"confidential":true)");
  const auto bytes = [this](http::Method method, const std::string& path, const std::string& body) {
    const auto before = Clock::now();
    const Answer answer = ask(method, path, body, {"", {{"x-request-id", "same"}}});
    BOOST_TEST((Clock::now() - before >= step), path);
    BOOST_TEST(answer.status() == 404);
    std::string out;
    http::append_response(out, answer.response, {}, "");
    return out;
  };
  for (const std::string& id : {unverified, confidential}) {
    for (const std::string what : {"", "/timeline"})
      BOOST_TEST(bytes(http::Method::get, "/v1/reports/" + id + what, "") ==
                 bytes(http::Method::get, "/v1/reports/1999999" + what, ""));
    for (const std::string what : {"/supports", "/withdrawal", "/closing"})
      BOOST_TEST(bytes(http::Method::post, "/v1/reports/" + id + what, "") ==
                 bytes(http::Method::post, "/v1/reports/1999999" + what, ""));
  }
}

BOOST_AUTO_TEST_SUITE_END()
