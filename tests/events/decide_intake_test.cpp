#include "events/decide.hpp"
#include "scenario.hpp"

/// DOMAIN.md's table up to the institution's desk, row by row: each command acts, refuses, and stays quiet.
using namespace lapor;
using namespace lapor::scenario;
using enum RefusalReason;

namespace {

const Party surabaya = coordinator_of("kota-35.78");
const Party surabaya_officer = officer_of("kota-35.78");
const Party semarang = coordinator_of("kota-33.74");

}  // namespace

BOOST_AUTO_TEST_SUITE(submit_report)

BOOST_AUTO_TEST_CASE(a_report_waits_for_verification_within_three_working_days) {
  Scenario{}
      .when(reporter(), complaint())
      .then("report_submitted")
      .then_state(Status::awaiting_verification)
      .then_due(DeadlineKind::verification, "2026-11-26T00:00:00+07:00");
}
BOOST_AUTO_TEST_CASE(a_report_for_a_chosen_institution_is_due_in_that_institutions_zone) {
  Scenario{}
      .when(reporter(), complaint_for("kota-91.71"))
      .then_due(DeadlineKind::verification, "2026-11-26T00:00:00+09:00");
}
BOOST_AUTO_TEST_CASE(gateways_clerks_and_people_without_account_may_submit) {
  for (Role role : {Role::gateway, Role::clerk, Role::anyone})
    Scenario{}.when(Party{role, ani, ""}, complaint()).then("report_submitted");
}
BOOST_AUTO_TEST_CASE(officers_do_not_submit) {
  Scenario{}.when(surabaya_officer, complaint()).then_refused(not_permitted);
}
BOOST_AUTO_TEST_CASE(a_report_is_submitted_only_once) {
  submitted().when(reporter(), complaint()).then_refused(report_exists);
}
BOOST_AUTO_TEST_CASE(a_deadline_in_a_year_without_decree_is_provisional) {
  BOOST_TEST(Scenario{}.on("2026-12-31T09:00:00+07:00").when(reporter(), complaint()).state().deadline.provisional);
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE(verify_report)

BOOST_AUTO_TEST_CASE(verifying_forwards_and_starts_the_follow_up_clock) {
  submitted()
      .when(national_admin(), verified_for("kota-35.78"))
      .then("report_verified report_forwarded")
      .then_state(Status::awaiting_follow_up)
      .then_due(DeadlineKind::follow_up, "2026-11-28T00:00:00+07:00");
}
BOOST_AUTO_TEST_CASE(the_follow_up_clock_runs_in_the_institutions_zone) {
  submitted()
      .when(national_admin(), verified_for("kota-73.71"))
      .then_due(DeadlineKind::follow_up, "2026-11-28T00:00:00+08:00");
}
BOOST_AUTO_TEST_CASE(the_resolution_target_follows_the_class) {
  auto verify = verified_for("kota-35.78");
  verify.classification = Classification::information_request;
  const auto story = submitted().when(national_admin(), verify);
  BOOST_TEST((story.event<ReportVerified>().resolution_target == at("2026-11-28T00:00:00+07:00")));
}
BOOST_AUTO_TEST_CASE(the_chosen_institution_verifies_and_not_the_national_admin) {
  const auto chosen = Scenario{}.given(reporter(), complaint_for("kota-35.78"));
  Scenario{chosen}.when(surabaya, verified_for("kota-35.78")).then("report_verified report_forwarded");
  Scenario{chosen}.when(national_admin(), verified_for("kota-35.78")).then_refused(not_permitted);
  Scenario{chosen}.when(semarang, verified_for("kota-33.74")).then_refused(not_permitted);
}
BOOST_AUTO_TEST_CASE(the_national_admin_takes_over_when_the_chosen_institution_is_two_levels_late) {
  Scenario{}
      .given(reporter(), complaint_for("kota-35.78"))
      .on("2026-11-26T00:00:00+07:00")
      .given(timer(), DeadlineReached{DeadlineKind::verification})
      .on("2026-12-03T00:00:00+07:00")
      .given(timer(), DeadlineReached{DeadlineKind::verification})
      .when(national_admin(), verified_for("kota-35.78"))
      .then("report_verified report_forwarded");
}
BOOST_AUTO_TEST_CASE(verifying_never_loosens_what_the_reporter_asked_for) {
  auto submit = complaint();
  submit.anonymous = submit.confidential = true;
  const auto story = Scenario{}.given(reporter(), submit).when(national_admin(), verified_for("kota-35.78"));
  BOOST_TEST(story.state().anonymous);
  BOOST_TEST(story.state().confidential);
}
BOOST_AUTO_TEST_CASE(a_reporter_does_not_verify) {
  submitted().when(reporter(), verified_for("kota-35.78")).then_refused(not_permitted);
}
BOOST_AUTO_TEST_CASE(what_is_verified_cannot_be_verified_again) {
  forwarded().when(national_admin(), verified_for("kota-35.78")).then_refused(forbidden_transition);
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE(hold_report)

BOOST_AUTO_TEST_CASE(holding_asks_and_gives_ten_working_days) {
  submitted()
      .when(national_admin(), HoldReport{HoldReason::incomplete, "Di mana?"})
      .then("report_held")
      .then_state(Status::on_hold)
      .then_due(DeadlineKind::completion, "2026-12-05T00:00:00+07:00");
}
BOOST_AUTO_TEST_CASE(holding_twice_is_quiet) {
  held().when(national_admin(), HoldReport{}).then("");
}
BOOST_AUTO_TEST_CASE(a_forwarded_report_is_not_held) {
  forwarded().when(national_admin(), HoldReport{}).then_refused(forbidden_transition);
}
BOOST_AUTO_TEST_CASE(an_officer_does_not_hold) {
  submitted().when(surabaya_officer, HoldReport{}).then_refused(not_permitted);
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE(complete_report)

BOOST_AUTO_TEST_CASE(completing_gives_the_verifier_three_working_days_anew) {
  held()
      .on("2026-11-23T09:00:00+07:00")
      .when(reporter(), CompleteReport{"Jalan Pahlawan.", "", {}, "", {}, {}})
      .then("report_completed")
      .then_state(Status::awaiting_verification)
      .then_due(DeadlineKind::verification, "2026-11-27T00:00:00+07:00");
}
BOOST_AUTO_TEST_CASE(only_a_held_report_is_completed) {
  submitted().when(reporter(), CompleteReport{}).then_refused(forbidden_transition);
}
BOOST_AUTO_TEST_CASE(nobody_else_completes) {
  held().when(another_person(), CompleteReport{}).then_refused(not_permitted);
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE(add_information)

BOOST_AUTO_TEST_CASE(information_is_added_without_touching_the_clock) {
  for (auto story : {submitted(), forwarded(), declined(), replied()}) {
    const auto before = story.state();
    story.when(reporter(), AddInformation{"Foto menyusul.", {}}).then("information_added");
    BOOST_TEST((story.state().deadline == before.deadline));
    BOOST_TEST(to_word(story.state().status) == to_word(before.status));
  }
}
BOOST_AUTO_TEST_CASE(a_held_or_ended_report_takes_no_information) {
  for (auto story : {held(), in_progress(), closed(), archived(), merged()})
    story.when(reporter(), AddInformation{"Foto.", {}}).then_refused(forbidden_transition);
}
BOOST_AUTO_TEST_CASE(others_add_no_information) {
  submitted().when(another_person(), AddInformation{"Foto.", {}}).then_refused(not_permitted);
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE(withdraw_report)

BOOST_AUTO_TEST_CASE(the_reporter_withdraws_before_verification) {
  for (auto story : {submitted(), held()}) {
    story.when(reporter(), WithdrawReport{"Sudah beres."})
        .then("report_archived")
        .then_state(Status::archived)
        .then_no_deadline();
    BOOST_TEST(to_word(story.event<ReportArchived>().initiator) == "reporter");
  }
}
BOOST_AUTO_TEST_CASE(a_forwarded_report_is_not_withdrawn) {
  forwarded().when(reporter(), WithdrawReport{}).then_refused(forbidden_transition);
}
BOOST_AUTO_TEST_CASE(withdrawing_what_is_archived_is_quiet) {
  archived().when(reporter(), WithdrawReport{}).then("");
}
BOOST_AUTO_TEST_CASE(the_verifier_does_not_withdraw) {
  submitted().when(national_admin(), WithdrawReport{}).then_refused(not_permitted);
}

BOOST_AUTO_TEST_SUITE_END()
