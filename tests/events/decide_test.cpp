#include "events/decide.hpp"

#include "scenario.hpp"

/// DOMAIN.md's table, row by row: each command acts, refuses, and stays quiet.
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
BOOST_AUTO_TEST_SUITE(forward_report)

BOOST_AUTO_TEST_CASE(forwarding_to_a_unit_below_keeps_the_clock) {
  forwarded()
      .on("2026-11-24T09:00:00+07:00")
      .when(surabaya, ForwardReport{"kota-35.78/dishub", "", {}})
      .then("report_forwarded")
      .then_state(Status::awaiting_follow_up)
      .then_due(DeadlineKind::follow_up, "2026-11-28T00:00:00+07:00");
}
BOOST_AUTO_TEST_CASE(another_institution_gets_five_working_days_anew) {
  forwarded()
      .on("2026-11-24T09:00:00+07:00")
      .when(national_admin(), ForwardReport{"kota-33.74", "", {}})
      .then_due(DeadlineKind::follow_up, "2026-12-02T00:00:00+07:00");
}
BOOST_AUTO_TEST_CASE(a_declined_report_gets_a_new_follow_up_clock_wherever_it_goes) {
  for (const char* to : {"kota-33.74", "kota-35.78"})
    declined()
        .when(national_admin(), ForwardReport{to, "", {}})
        .then_state(Status::awaiting_follow_up)
        .then_due(DeadlineKind::follow_up, "2026-11-28T00:00:00+07:00");
}
BOOST_AUTO_TEST_CASE(forwarding_to_the_holder_itself_is_quiet) {
  forwarded().when(surabaya, ForwardReport{"kota-35.78", "", {}}).then("");
}
BOOST_AUTO_TEST_CASE(a_further_copy_is_worth_an_event) {
  forwarded().when(surabaya, ForwardReport{"kota-35.78", "", {"kota-33.74"}}).then("report_forwarded");
}
BOOST_AUTO_TEST_CASE(another_institutions_coordinator_does_not_forward) {
  forwarded().when(semarang, ForwardReport{"kota-33.74", "", {}}).then_refused(not_permitted);
}
BOOST_AUTO_TEST_CASE(what_is_in_progress_is_not_forwarded) {
  in_progress().when(national_admin(), ForwardReport{"kota-33.74", "", {}}).then_refused(forbidden_transition);
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE(decline_report)

BOOST_AUTO_TEST_CASE(declining_counts_a_bounce_and_gives_three_working_days_to_find_another_desk) {
  const auto story = forwarded().when(surabaya_officer, DeclineReport{"Bukan wewenang", "kota-33.74"});
  Scenario{story}
      .then("report_declined")
      .then_state(Status::awaiting_reassignment)
      .then_due(DeadlineKind::verification, "2026-11-26T00:00:00+07:00");
  BOOST_TEST(story.state().bounces == 1);
}
BOOST_AUTO_TEST_CASE(only_the_holder_declines) {
  forwarded().when(semarang, DeclineReport{}).then_refused(not_permitted);
  forwarded().when(national_admin(), DeclineReport{}).then_refused(not_permitted);
}
BOOST_AUTO_TEST_CASE(what_is_declined_or_in_progress_is_not_declined) {
  for (auto story : {declined(), in_progress()})
    story.when(surabaya, DeclineReport{}).then_refused(forbidden_transition);
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE(post_follow_up)

BOOST_AUTO_TEST_CASE(a_follow_up_starts_the_auto_close_clock) {
  for (auto story : {forwarded(), in_progress(), replied()})
    story.when(surabaya_officer, PostFollowUp{"Diperbaiki.", {}})
        .then("follow_up_posted")
        .then_state(Status::in_progress)
        .then_due(DeadlineKind::auto_close, "2026-12-05T00:00:00+07:00");
}
BOOST_AUTO_TEST_CASE(a_unit_below_the_holder_does_not_answer_for_it) {
  forwarded().when(officer_of("kota-35.78/dishub"), PostFollowUp{"Ya.", {}}).then_refused(not_permitted);
}
BOOST_AUTO_TEST_CASE(the_institution_above_answers_for_its_unit) {
  forwarded()
      .given(surabaya, ForwardReport{"kota-35.78/dishub", "", {}})
      .when(surabaya_officer, PostFollowUp{"Ya.", {}})
      .then("follow_up_posted");
}
BOOST_AUTO_TEST_CASE(the_national_admin_never_answers_the_substance) {
  forwarded().when(national_admin(), PostFollowUp{"Ya.", {}}).then_refused(not_permitted);
}
BOOST_AUTO_TEST_CASE(a_closed_report_takes_no_follow_up) {
  closed().when(surabaya_officer, PostFollowUp{"Ya.", {}}).then_refused(forbidden_transition);
}
BOOST_AUTO_TEST_CASE(only_the_first_follow_up_is_the_first) {
  const auto story = in_progress().on("2026-11-24T09:00:00+07:00").given(surabaya_officer, PostFollowUp{"Lagi.", {}});
  BOOST_TEST((story.state().first_follow_up_at == at("2026-11-20T09:00:00+07:00")));
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE(reply_to_follow_up)

BOOST_AUTO_TEST_CASE(a_reply_stops_auto_close_and_asks_for_the_next_follow_up) {
  for (const Party& by : {reporter(), national_admin()})
    in_progress()
        .when(by, ReplyToFollowUp{"Belum.", {}})
        .then("reply_posted")
        .then_state(Status::replied)
        .then_due(DeadlineKind::follow_up, "2026-11-28T00:00:00+07:00");
}
BOOST_AUTO_TEST_CASE(there_is_nothing_to_reply_to_before_a_follow_up) {
  for (auto story : {forwarded(), replied(), closed()})
    story.when(reporter(), ReplyToFollowUp{"Halo?", {}}).then_refused(forbidden_transition);
}
BOOST_AUTO_TEST_CASE(others_do_not_reply) {
  in_progress().when(another_person(), ReplyToFollowUp{"Ya.", {}}).then_refused(not_permitted);
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE(close_report)

BOOST_AUTO_TEST_CASE(reporter_and_national_admin_close_and_the_reopen_window_starts) {
  const auto by_reporter = in_progress().when(reporter(), CloseReport{"Puas."}).then("report_closed");
  BOOST_TEST(to_word(by_reporter.event<ReportClosed>().initiator) == "reporter");
  BOOST_TEST((by_reporter.event<ReportClosed>().reopen_until == at("2026-12-05T00:00:00+07:00")));
  const auto by_admin =
      replied().when(national_admin(), CloseReport{"Selesai."}).then("report_closed").then_no_deadline();
  BOOST_TEST(to_word(by_admin.event<ReportClosed>().initiator) == "administrator");
}
BOOST_AUTO_TEST_CASE(closing_twice_is_quiet) {
  closed().when(reporter(), CloseReport{"Puas."}).then("");
}
BOOST_AUTO_TEST_CASE(what_nobody_answered_is_not_closed) {
  forwarded().when(reporter(), CloseReport{}).then_refused(forbidden_transition);
}
BOOST_AUTO_TEST_CASE(the_institution_does_not_close_its_own_case) {
  in_progress().when(surabaya, CloseReport{}).then_refused(not_permitted);
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE(archive_report)

BOOST_AUTO_TEST_CASE(the_verifier_archives_with_a_reason) {
  for (auto story : {submitted(), held(), declined()}) {
    story.when(national_admin(), ArchiveReport{ArchiveReason::duplicate, ""})
        .then("report_archived")
        .then_no_deadline();
    BOOST_TEST((story.event<ReportArchived>().appeal_until == at("2026-12-05T00:00:00+07:00")));
  }
}
BOOST_AUTO_TEST_CASE(archiving_twice_is_quiet) {
  archived().when(national_admin(), ArchiveReport{}).then("");
}
BOOST_AUTO_TEST_CASE(what_an_institution_works_on_is_not_archived) {
  for (auto story : {forwarded(), in_progress(), replied(), closed()})
    story.when(national_admin(), ArchiveReport{}).then_refused(forbidden_transition);
}
BOOST_AUTO_TEST_CASE(the_reporter_does_not_archive) {
  submitted().when(reporter(), ArchiveReport{}).then_refused(not_permitted);
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE(merge_report)

BOOST_AUTO_TEST_CASE(a_duplicate_is_merged_into_the_other) {
  const auto story = submitted().when(national_admin(), MergeReport{ReportId{1000002}});
  Scenario{story}.then("report_merged").then_state(Status::merged).then_no_deadline();
  BOOST_TEST(number(story.state().merged_into) == 1000002U);
}
BOOST_AUTO_TEST_CASE(merging_into_the_same_again_is_quiet) {
  merged().when(national_admin(), MergeReport{ReportId{1000002}}).then("");
}
BOOST_AUTO_TEST_CASE(merging_into_itself_or_elsewhere_later_is_refused) {
  submitted().when(national_admin(), MergeReport{ReportId{1000001}}).then_refused(same_report);
  merged().when(national_admin(), MergeReport{ReportId{1000003}}).then_refused(forbidden_transition);
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE(reopen_report)

BOOST_AUTO_TEST_CASE(the_reporter_reopens_within_the_window) {
  closed()
      .on("2026-12-04T23:59:59+07:00")
      .when(reporter(), ReopenReport{"Padam lagi."})
      .then("report_reopened")
      .then_state(Status::awaiting_follow_up)
      .then_due(DeadlineKind::follow_up, "2026-12-12T00:00:00+07:00");
}
BOOST_AUTO_TEST_CASE(the_window_ends_at_its_instant) {
  closed().on("2026-12-05T00:00:00+07:00").when(reporter(), ReopenReport{}).then_refused(window_passed);
}
BOOST_AUTO_TEST_CASE(the_reporter_reopens_once_only_and_the_national_admin_whenever_needed) {
  auto again = closed()
                   .given(reporter(), ReopenReport{})
                   .given(surabaya, PostFollowUp{"Ya.", {}})
                   .given(reporter(), CloseReport{});
  Scenario{again}.when(reporter(), ReopenReport{}).then_refused(already_used);
  again.on("2027-03-01T09:00:00+07:00").when(national_admin(), ReopenReport{}).then("report_reopened");
}
BOOST_AUTO_TEST_CASE(only_what_is_closed_is_reopened) {
  in_progress().when(reporter(), ReopenReport{}).then_refused(forbidden_transition);
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE(restore_report)

BOOST_AUTO_TEST_CASE(the_reporter_appeals_once_within_ten_working_days) {
  archived()
      .on("2026-12-04T23:59:59+07:00")
      .when(reporter(), RestoreReport{"Sudah saya jelaskan."})
      .then("report_restored")
      .then_state(Status::awaiting_verification)
      .then_due(DeadlineKind::verification, "2026-12-10T00:00:00+07:00");
  archived().on("2026-12-05T00:00:00+07:00").when(reporter(), RestoreReport{}).then_refused(window_passed);
}
BOOST_AUTO_TEST_CASE(a_second_appeal_is_refused) {
  archived()
      .given(reporter(), RestoreReport{})
      .given(national_admin(), ArchiveReport{})
      .when(reporter(), RestoreReport{})
      .then_refused(already_used);
}
BOOST_AUTO_TEST_CASE(the_national_admin_restores_at_any_time) {
  archived().on("2027-06-01T09:00:00+07:00").when(national_admin(), RestoreReport{}).then("report_restored");
}
BOOST_AUTO_TEST_CASE(only_what_is_archived_is_restored) {
  for (auto story : {submitted(), closed()}) story.when(reporter(), RestoreReport{}).then_refused(forbidden_transition);
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE(rate_report)

BOOST_AUTO_TEST_CASE(the_reporter_rates_a_closed_report) {
  const auto story = closed().when(reporter(), RateReport{4, "Cepat."}).then("report_rated");
  BOOST_TEST(story.state().rating == 4);
}
BOOST_AUTO_TEST_CASE(the_same_rating_again_is_quiet) {
  closed().given(reporter(), RateReport{4, ""}).when(reporter(), RateReport{4, ""}).then("");
}
BOOST_AUTO_TEST_CASE(an_open_report_is_not_rated_nor_is_another_persons) {
  in_progress().when(reporter(), RateReport{4, ""}).then_refused(forbidden_transition);
  closed().when(another_person(), RateReport{1, ""}).then_refused(not_permitted);
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE(change_visibility)

BOOST_AUTO_TEST_CASE(a_reporter_tightens_in_any_state) {
  for (auto story : {submitted(), held(), forwarded(), in_progress(), closed(), archived()}) {
    story.when(reporter(), ChangeVisibility{true, true}).then("visibility_changed");
    BOOST_TEST(story.state().anonymous);
    BOOST_TEST(!story.state().is_public());
  }
}
BOOST_AUTO_TEST_CASE(a_reporter_does_not_loosen_but_a_verifier_may) {
  auto story = forwarded().given(reporter(), ChangeVisibility{true, true});
  Scenario{story}.when(reporter(), ChangeVisibility{true, false}).then_refused(only_tighten);
  story.when(national_admin(), ChangeVisibility{true, false}).then("visibility_changed");
}
BOOST_AUTO_TEST_CASE(the_same_visibility_is_quiet) {
  forwarded().when(reporter(), ChangeVisibility{false, false}).then("");
}
BOOST_AUTO_TEST_CASE(an_officer_does_not_change_visibility) {
  forwarded().when(surabaya_officer, ChangeVisibility{true, false}).then_refused(not_permitted);
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE(redact_text)

BOOST_AUTO_TEST_CASE(the_verifier_replaces_the_public_text) {
  forwarded().when(national_admin(), RedactText{"", "Lampu padam.", "Nama orang"}).then("text_redacted");
}
BOOST_AUTO_TEST_CASE(what_is_not_published_has_no_public_text) {
  submitted().when(national_admin(), RedactText{"", "x", ""}).then_refused(not_published);
}
BOOST_AUTO_TEST_CASE(the_holder_does_not_redact) {
  forwarded().when(surabaya, RedactText{"", "x", ""}).then_refused(not_permitted);
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE(supports_and_comments)

BOOST_AUTO_TEST_CASE(a_person_supports_once) {
  auto story = forwarded().when(another_person(), AddSupport{}).then("support_added");
  story.when(another_person(), AddSupport{}).then("");
  BOOST_TEST(story.state().supporters.size() == 1U);
}
BOOST_AUTO_TEST_CASE(support_is_withdrawn_and_withdrawing_again_is_quiet) {
  auto story = forwarded()
                   .given(another_person(), AddSupport{})
                   .when(another_person(), WithdrawSupport{})
                   .then("support_withdrawn");
  story.when(another_person(), WithdrawSupport{}).then("");
  BOOST_TEST(story.state().supporters.empty());
}
BOOST_AUTO_TEST_CASE(what_is_not_public_takes_neither) {
  auto hidden = forwarded().given(reporter(), ChangeVisibility{false, true});
  for (auto story : {submitted(), held(), hidden}) {
    Scenario{story}.when(another_person(), AddSupport{}).then_refused(not_published);
    Scenario{story}.when(another_person(), WithdrawSupport{}).then_refused(not_published);
    Scenario{story}.when(another_person(), AddComment{"Setuju."}).then_refused(not_published);
  }
}
BOOST_AUTO_TEST_CASE(comments_are_numbered_from_one) {
  auto story = forwarded().given(another_person(), AddComment{"Setuju."}).when(reporter(), AddComment{"Terima kasih."});
  BOOST_TEST(story.event<CommentAdded>().comment == 2U);
}
BOOST_AUTO_TEST_CASE(without_an_account_nobody_supports_or_comments) {
  const Party nobody{Role::anyone, std::nullopt, ""};
  forwarded().when(nobody, AddSupport{}).then_refused(not_permitted);
  forwarded().when(nobody, WithdrawSupport{}).then_refused(not_permitted);
  forwarded().when(nobody, AddComment{"x"}).then_refused(not_permitted);
}
BOOST_AUTO_TEST_CASE(the_verifier_hides_a_comment_once) {
  auto story = forwarded()
                   .given(another_person(), AddComment{"Kasar."})
                   .when(national_admin(), HideComment{1, "Kasar"})
                   .then("comment_hidden");
  story.when(national_admin(), HideComment{1, "Kasar"}).then("");
}
BOOST_AUTO_TEST_CASE(an_unknown_comment_is_not_hidden_nor_by_just_anybody) {
  forwarded().when(national_admin(), HideComment{1, ""}).then_refused(unknown_comment);
  forwarded()
      .given(another_person(), AddComment{"x"})
      .when(another_person(), HideComment{1, ""})
      .then_refused(not_permitted);
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE(add_note)

BOOST_AUTO_TEST_CASE(staff_of_the_holder_national_admin_and_supervisor_note) {
  for (const Party& by : {surabaya, surabaya_officer, national_admin(), supervisor()})
    forwarded().when(by, AddNote{"Sudah ditelepon.", {}}).then("note_added");
}
BOOST_AUTO_TEST_CASE(reporters_other_institutions_and_auditors_do_not_note) {
  for (const Party& by : {reporter(), semarang, auditor()})
    forwarded().when(by, AddNote{"x", {}}).then_refused(not_permitted);
}
BOOST_AUTO_TEST_CASE(a_note_changes_neither_state_nor_clock) {
  const auto story = forwarded().when(supervisor(), AddNote{"x", {}});
  BOOST_TEST((story.state().deadline == forwarded().state().deadline));
  BOOST_TEST(to_word(story.state().status) == "awaiting_follow_up");
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE(reschedule_deadline)

BOOST_AUTO_TEST_CASE(a_deadline_moves_and_the_event_keeps_the_old_instant) {
  const auto story =
      forwarded().when(national_admin(), RescheduleDeadline{at("2026-12-01T00:00:00+07:00"), false, "SKB"});
  Scenario{story}.then("deadline_rescheduled").then_due(DeadlineKind::follow_up, "2026-12-01T00:00:00+07:00");
  BOOST_TEST((story.event<DeadlineRescheduled>().previous_due == at("2026-11-28T00:00:00+07:00")));
}
BOOST_AUTO_TEST_CASE(the_same_instant_is_quiet) {
  forwarded().when(national_admin(), RescheduleDeadline{at("2026-11-28T00:00:00+07:00"), false, ""}).then("");
}
BOOST_AUTO_TEST_CASE(without_a_clock_or_into_the_past_it_is_refused) {
  closed()
      .when(national_admin(), RescheduleDeadline{at("2026-12-01T00:00:00+07:00"), false, ""})
      .then_refused(deadline_not_running);
  forwarded()
      .when(national_admin(), RescheduleDeadline{at("2026-11-20T09:00:00+07:00"), false, ""})
      .then_refused(deadline_in_past);
  forwarded()
      .when(surabaya, RescheduleDeadline{at("2026-12-01T00:00:00+07:00"), false, ""})
      .then_refused(not_permitted);
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE(reveal_and_erase)

BOOST_AUTO_TEST_CASE(every_look_at_an_identity_is_an_event) {
  auto story = forwarded().when(national_admin(), RevealIdentity{"Ancaman"}).then("identity_revealed");
  story.when(national_admin(), RevealIdentity{"Ancaman"}).then("identity_revealed");
}
BOOST_AUTO_TEST_CASE(the_holder_does_not_reveal) {
  forwarded().when(surabaya, RevealIdentity{"Ingin tahu"}).then_refused(not_permitted);
}
BOOST_AUTO_TEST_CASE(erasing_forgets_the_reporter_and_erasing_again_is_quiet) {
  auto story = forwarded()
                   .given(another_person(), AddSupport{})
                   .when(data_officer(), EraseReporter{"Permintaan"})
                   .then("reporter_erased");
  BOOST_TEST(!story.state().reporter.has_value());
  BOOST_TEST(story.state().supporters.empty());
  story.when(data_officer(), EraseReporter{"Permintaan"}).then("");
}
BOOST_AUTO_TEST_CASE(only_the_data_officer_erases) {
  for (const Party& by : {reporter(), national_admin(), surabaya})
    forwarded().when(by, EraseReporter{""}).then_refused(not_permitted);
}
BOOST_AUTO_TEST_CASE(after_an_erasure_nothing_with_text_is_added_and_nothing_revealed) {
  auto story = erased_report();
  Scenario{story}.when(surabaya, PostFollowUp{"Ya.", {}}).then_refused(RefusalReason::erased);
  Scenario{story}.when(national_admin(), RevealIdentity{""}).then_refused(RefusalReason::erased);
  Scenario{story}.when(another_person(), AddSupport{}).then_refused(RefusalReason::erased);
  Scenario{story}.when(reporter(), AddInformation{"x", {}}).then_refused(not_permitted);
}
BOOST_AUTO_TEST_CASE(the_clocks_of_an_erased_report_run_on) {
  erased_report()
      .on("2026-11-28T00:00:00+07:00")
      .when(timer(), DeadlineReached{DeadlineKind::follow_up})
      .then("deadline_missed");
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE(unknown_reports)

BOOST_AUTO_TEST_CASE(what_does_not_exist_takes_no_command) {
  Scenario{}.when(national_admin(), HoldReport{}).then_refused(unknown_report);
  Scenario{}.when(timer(), DeadlineReached{DeadlineKind::follow_up}).then_refused(unknown_report);
}

BOOST_AUTO_TEST_SUITE_END()
