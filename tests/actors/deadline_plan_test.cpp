#include "actors/deadline_plan.hpp"

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <set>
#include <utility>

namespace lapor::actors {
namespace {

using std::chrono::milliseconds;

/// The journal's index, as far as a plan can see it.
struct Index {
  std::set<Alarm> due;

  [[nodiscard]] std::vector<Alarm> page(const DeadlinePlan::Page& wanted) const {
    std::vector<Alarm> found;
    auto at = wanted.after ? due.upper_bound(*wanted.after) : due.begin();
    for (; at != due.end() && at->at <= wanted.until && found.size() < wanted.limit; ++at) found.push_back(*at);
    return found;
  }
};

struct Planning {
  Index index;
  DeadlinePlan plan{[](const Alarm&) { return true; }};
  Instant now{milliseconds{10'000}};

  void add(std::size_t count, Instant at, std::uint64_t first = 1) {
    for (std::uint64_t i = 0; i < count; ++i) index.due.insert({at, ReportId{first + i}, DeadlineKind::verification});
  }
  std::vector<Alarm> take() {
    while (const auto wanted = plan.wanted()) plan.add(index.page(*wanted));
    return plan.take();
  }
  void answer(const Alarm& alarm, bool enforced) {
    if (enforced) index.due.erase(alarm);
    plan.answered(alarm, enforced, now);
  }
  /// Runs one round in which everything is enforced or fails; returns what was sent.
  std::vector<Alarm> round(bool enforced) {
    std::vector<Alarm> sent;
    plan.begin(now);
    for (auto taken = take(); !plan.finished(); taken = take())
      for (const Alarm& alarm : taken) {
        sent.push_back(alarm);
        answer(alarm, enforced);
      }
    return sent;
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(deadline_plan, Planning)

BOOST_AUTO_TEST_CASE(nothing_due_finishes_at_once) {
  add(3, now + milliseconds{1});
  plan.begin(now);
  BOOST_TEST(take().empty());
  BOOST_TEST(plan.finished());
  BOOST_TEST(!plan.enforced_any());
}

BOOST_AUTO_TEST_CASE(what_is_due_at_this_very_millisecond_is_handed_out) {
  add(1, now);
  BOOST_TEST(round(true).size() == 1U);
  BOOST_TEST(plan.enforced_any());
}

BOOST_AUTO_TEST_CASE(all_pages_are_read_in_order) {
  add(DeadlinePlan::page_size * 3, now - milliseconds{5}, 1);
  add(10, now, 1);
  const auto sent = round(true);
  BOOST_TEST(sent.size() == DeadlinePlan::page_size * 3 + 10);
  BOOST_TEST(std::is_sorted(sent.begin(), sent.end()));
}

BOOST_AUTO_TEST_CASE(no_more_than_the_window_are_out) {
  add(DeadlinePlan::window + 1, now);
  plan.begin(now);
  const auto first = take();
  BOOST_TEST(first.size() == DeadlinePlan::window);
  BOOST_TEST(take().empty());
  answer(first[0], true);
  BOOST_TEST(take().size() == 1U);
}

BOOST_AUTO_TEST_CASE(an_instant_is_answered_before_the_next_one_goes_out) {
  add(2, now - milliseconds{1}, 1);
  add(2, now, 1);
  plan.begin(now);
  const auto first = take();
  BOOST_TEST(first.size() == 2U);
  answer(first[0], true);
  BOOST_TEST(take().empty());
  answer(first[1], true);
  BOOST_TEST(take().size() == 2U);
}

BOOST_AUTO_TEST_CASE(the_alarms_of_other_shards_are_left_alone) {
  DeadlinePlan even{[](const Alarm& alarm) { return number(alarm.report) % 2 == 0; }};
  add(9, now, 1);
  even.begin(now);
  even.add(index.page(*even.wanted()));
  BOOST_TEST(even.take().size() == 4U);
}

BOOST_AUTO_TEST_CASE(a_failed_alarm_is_left_alone_for_a_pause_that_doubles) {
  add(1, now);
  BOOST_TEST(round(false).size() == 1U);
  now += DeadlinePlan::first_pause - milliseconds{1};
  BOOST_TEST(round(false).empty());
  now += milliseconds{1};
  BOOST_TEST(round(false).size() == 1U);
  now += DeadlinePlan::first_pause;
  BOOST_TEST(round(false).empty());
  now += DeadlinePlan::first_pause;
  BOOST_TEST(round(true).size() == 1U);
}

BOOST_AUTO_TEST_CASE(forgiven_alarms_are_tried_at_once) {
  add(1, now);
  BOOST_TEST(round(false).size() == 1U);
  plan.forgive();
  BOOST_TEST(round(false).size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_failure_is_forgotten_when_its_alarm_is_gone) {
  add(1, now);
  BOOST_TEST(round(false).size() == 1U);
  const auto alarms = std::exchange(index.due, {});
  BOOST_TEST(round(true).empty());
  index.due = alarms;
  BOOST_TEST(round(true).size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_round_in_which_all_fail_is_given_up) {
  add(DeadlinePlan::page_size, now);
  const auto sent = round(false);
  BOOST_TEST(sent.size() == DeadlinePlan::window);
  BOOST_TEST(plan.finished());
}

BOOST_AUTO_TEST_CASE(some_failures_do_not_stop_the_others) {
  add(DeadlinePlan::page_size * 2, now);
  plan.begin(now);
  std::size_t sent = 0;
  for (auto taken = take(); !plan.finished(); taken = take())
    for (const Alarm& alarm : taken) answer(alarm, ++sent % 2 == 0);
  BOOST_TEST(sent == DeadlinePlan::page_size * 2);
  BOOST_TEST(index.due.size() == DeadlinePlan::page_size);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace lapor::actors
