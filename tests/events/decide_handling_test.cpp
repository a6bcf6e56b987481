#include "events/decide.hpp"
#include "scenario.hpp"

/// DOMAIN.md's table from the institution's desk to the end and back: each command acts, refuses, and stays quiet.
using namespace lapor;
using namespace lapor::scenario;
using enum RefusalReason;

namespace {

const Party surabaya = coordinator_of("kota-35.78");
const Party surabaya_officer = officer_of("kota-35.78");
const Party semarang = coordinator_of("kota-33.74");

}  // namespace

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
