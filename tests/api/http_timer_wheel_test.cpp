#include <boost/test/unit_test.hpp>
#include <memory>
#include <random>
#include <vector>

#include "api/http/timer_wheel.hpp"

namespace lapor::api::http {
namespace {

using namespace std::chrono_literals;

struct Bell {
  int rung{0};
  Alarm alarm{[this] { ++rung; }};
};

}  // namespace

BOOST_AUTO_TEST_SUITE(http_timer_wheel)

BOOST_AUTO_TEST_CASE(an_alarm_rings_once_and_not_before_its_time) {
  TimerWheel wheel{10ms, 0ms};
  Bell bell;
  wheel.arm(bell.alarm, 95ms);
  wheel.advance(94ms);
  BOOST_TEST(bell.rung == 0);
  wheel.advance(105ms);
  BOOST_TEST(bell.rung == 1);
  wheel.advance(100s);
  BOOST_TEST(bell.rung == 1);
  BOOST_TEST(wheel.size() == 0U);
}

BOOST_AUTO_TEST_CASE(an_alarm_moved_later_rings_at_the_later_time_only) {
  TimerWheel wheel{10ms, 0ms};
  Bell bell;
  wheel.arm(bell.alarm, 50ms);
  wheel.arm(bell.alarm, 200ms);
  wheel.advance(199ms);
  BOOST_TEST(bell.rung == 0);
  wheel.advance(200ms);
  BOOST_TEST(bell.rung == 1);
}

BOOST_AUTO_TEST_CASE(an_alarm_moved_earlier_rings_at_the_earlier_time) {
  TimerWheel wheel{10ms, 0ms};
  Bell bell;
  wheel.arm(bell.alarm, 60s);
  wheel.arm(bell.alarm, 50ms);
  wheel.advance(50ms);
  BOOST_TEST(bell.rung == 1);
}

BOOST_AUTO_TEST_CASE(a_disarmed_or_dead_alarm_stays_silent) {
  TimerWheel wheel{10ms, 0ms};
  Bell disarmed;
  auto dead = std::make_unique<Bell>();
  wheel.arm(disarmed.alarm, 50ms);
  wheel.arm(dead->alarm, 50ms);
  wheel.disarm(disarmed.alarm);
  dead.reset();
  BOOST_TEST(wheel.size() == 0U);
  wheel.advance(1s);
  BOOST_TEST(disarmed.rung == 0);
}

BOOST_AUTO_TEST_CASE(an_alarm_far_away_waits_for_its_round) {
  TimerWheel wheel{10ms, 0ms};
  Bell bell;
  wheel.arm(bell.alarm, 60s);
  for (auto now = 0ms; now < 60s; now += 10ms) wheel.advance(now);
  BOOST_TEST(bell.rung == 0);
  wheel.advance(60s);
  BOOST_TEST(bell.rung == 1);
}

BOOST_AUTO_TEST_CASE(a_time_that_is_past_rings_at_the_next_tick) {
  TimerWheel wheel{10ms, 1000ms};
  Bell bell;
  wheel.arm(bell.alarm, 5ms);
  wheel.advance(1000ms);
  BOOST_TEST(bell.rung == 0);
  wheel.advance(1010ms);
  BOOST_TEST(bell.rung == 1);
}

BOOST_AUTO_TEST_CASE(a_ring_may_arm_the_same_alarm_again) {
  TimerWheel wheel{10ms, 0ms};
  int rung = 0;
  Alarm* self = nullptr;
  Alarm alarm{[&] { wheel.arm(*self, 10ms * (++rung + 1)); }};
  self = &alarm;
  wheel.arm(alarm, 10ms);
  wheel.advance(10ms);
  BOOST_TEST(rung == 1);
  wheel.advance(40ms);
  BOOST_TEST(rung == 4);
}

BOOST_AUTO_TEST_CASE(a_ring_may_destroy_another_alarm_of_the_same_tick) {
  TimerWheel wheel{10ms, 0ms};
  auto victim = std::make_unique<Bell>();
  Alarm alarm{[&] { victim.reset(); }};
  wheel.arm(alarm, 10ms);
  wheel.arm(victim->alarm, 10ms);
  wheel.advance(10ms);
  BOOST_TEST(!victim);
  BOOST_TEST(wheel.size() == 0U);
}

BOOST_AUTO_TEST_CASE(many_alarms_moved_at_random_ring_in_their_ticks) {
  constexpr unsigned seed = 7;
  BOOST_TEST_MESSAGE("seed " << seed);
  std::mt19937 random{seed};
  TimerWheel wheel{10ms, 0ms};
  auto now = LoopTime{0};
  std::vector<LoopTime> due(500);
  std::vector<LoopTime> rung(500, LoopTime{-1});
  std::vector<std::unique_ptr<Alarm>> alarms;
  for (std::size_t i = 0; i < due.size(); ++i) {
    alarms.push_back(std::make_unique<Alarm>([&, i] { rung[i] = now; }));
    for (int move = 0; move < 3; ++move) wheel.arm(*alarms[i], due[i] = LoopTime{random() % 20'000});
  }
  for (; now <= 21s; now += LoopTime{random() % 25}) wheel.advance(now);
  for (std::size_t i = 0; i < due.size(); ++i) {
    BOOST_TEST_REQUIRE(rung[i].count() >= due[i].count());
    BOOST_TEST(rung[i].count() < (due[i] + 10ms + 25ms).count());
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace lapor::api::http
