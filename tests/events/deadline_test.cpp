#include "scenario.hpp"

/// The timer rows of DOMAIN.md's table: nothing one step before the instant, once at it, quiet afterwards.
using namespace lapor;
using namespace lapor::scenario;

namespace {

const DeadlineReached verification{DeadlineKind::verification};
const DeadlineReached follow_up{DeadlineKind::follow_up};
const DeadlineReached completion{DeadlineKind::completion};
const DeadlineReached auto_close{DeadlineKind::auto_close};

}  // namespace

BOOST_AUTO_TEST_SUITE(deadlines)

BOOST_AUTO_TEST_CASE(verification_is_missed_at_the_due_instant_and_not_before) {
  auto story = submitted().on("2026-11-25T23:59:59.999+07:00").when(timer(), verification).then("");
  story.on("2026-11-26T00:00:00+07:00")
      .when(timer(), verification)
      .then("deadline_missed")
      .then_state(Status::awaiting_verification);
  BOOST_TEST(story.event<DeadlineMissed>().level == 1);
  BOOST_TEST((story.event<DeadlineMissed>().due == at("2026-11-26T00:00:00+07:00")));
}

BOOST_AUTO_TEST_CASE(deadline_is_missed_only_once_a_level) {
  submitted().on("2026-11-26T00:00:00+07:00").given(timer(), verification).when(timer(), verification).then("");
}

BOOST_AUTO_TEST_CASE(escalation_climbs_five_and_ten_working_days_later_and_then_rests) {
  auto story = submitted().on("2026-11-26T00:00:00+07:00").given(timer(), verification);
  BOOST_TEST((story.state().next_alarm == at("2026-12-03T00:00:00+07:00")));
  story.on("2026-12-03T00:00:00+07:00").when(timer(), verification).then("deadline_missed");
  BOOST_TEST(story.event<DeadlineMissed>().level == 2);
  BOOST_TEST((story.state().next_alarm == at("2026-12-10T00:00:00+07:00")));
  story.on("2026-12-10T00:00:00+07:00").when(timer(), verification).then("deadline_missed");
  BOOST_TEST(story.event<DeadlineMissed>().level == 3);
  BOOST_TEST(!story.state().alarm().has_value());
  story.on("2027-01-10T00:00:00+07:00").when(timer(), verification).then("");
}

BOOST_AUTO_TEST_CASE(levels_missed_while_the_server_was_down_are_told_one_by_one) {
  auto story = submitted().on("2027-02-01T00:00:00+07:00");
  for (int level = 1; level <= 3; ++level) {
    story.when(timer(), verification).then("deadline_missed");
    BOOST_TEST(static_cast<int>(story.event<DeadlineMissed>().level) == level);
  }
  story.when(timer(), verification).then("");
}

BOOST_AUTO_TEST_CASE(a_declined_report_runs_on_the_verification_clock) {
  declined()
      .on("2026-11-26T00:00:00+07:00")
      .when(timer(), verification)
      .then("deadline_missed")
      .then_state(Status::awaiting_reassignment);
}

BOOST_AUTO_TEST_CASE(follow_up_is_missed_after_forwarding_and_after_a_reply) {
  for (auto story : {forwarded(), replied()}) {
    Scenario{story}.on("2026-11-27T23:59:59.999+07:00").when(timer(), follow_up).then("");
    story.on("2026-11-28T00:00:00+07:00").when(timer(), follow_up).then("deadline_missed");
  }
}

BOOST_AUTO_TEST_CASE(what_is_not_completed_is_archived_by_the_system) {
  auto story = held().on("2026-12-04T23:59:59.999+07:00").when(timer(), completion).then("");
  story.on("2026-12-05T00:00:00+07:00")
      .when(timer(), completion)
      .then("report_archived")
      .then_state(Status::archived)
      .then_no_deadline();
  BOOST_TEST(to_word(story.event<ReportArchived>().initiator) == "system");
  story.when(timer(), completion).then("");
}

BOOST_AUTO_TEST_CASE(what_nobody_replies_to_is_closed_by_the_system) {
  auto story = in_progress().on("2026-12-04T23:59:59.999+07:00").when(timer(), auto_close).then("");
  story.on("2026-12-05T00:00:00+07:00")
      .when(timer(), auto_close)
      .then("report_closed")
      .then_state(Status::closed)
      .then_no_deadline();
  BOOST_TEST(to_word(story.event<ReportClosed>().initiator) == "system");
}

BOOST_AUTO_TEST_CASE(a_reply_stops_the_auto_close_clock) {
  replied().on("2026-12-05T00:00:00+07:00").when(timer(), auto_close).then("");
}

BOOST_AUTO_TEST_CASE(a_ring_for_a_clock_that_does_not_run_is_quiet) {
  submitted().on("2026-12-31T00:00:00+07:00").when(timer(), follow_up).then("");
  closed().on("2026-12-31T00:00:00+07:00").when(timer(), auto_close).then("");
}

BOOST_AUTO_TEST_CASE(a_moved_deadline_rings_at_its_new_instant) {
  auto story = forwarded().given(national_admin(), RescheduleDeadline{at("2026-12-01T00:00:00+07:00"), false, ""});
  Scenario{story}.on("2026-11-28T00:00:00+07:00").when(timer(), follow_up).then("");
  story.on("2026-12-01T00:00:00+07:00").when(timer(), follow_up).then("deadline_missed");
}

BOOST_AUTO_TEST_CASE(a_missed_verification_is_made_good_by_verifying) {
  const auto story = submitted()
                         .on("2026-11-26T00:00:00+07:00")
                         .given(timer(), verification)
                         .given(national_admin(), verified_for("kota-35.78"));
  BOOST_TEST(story.state().missed_level == 0);
}

BOOST_AUTO_TEST_CASE(only_the_system_rings) {
  submitted()
      .on("2026-11-26T00:00:00+07:00")
      .when(national_admin(), verification)
      .then_refused(RefusalReason::not_permitted);
}

BOOST_AUTO_TEST_SUITE_END()
