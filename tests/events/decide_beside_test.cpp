#include "events/decide.hpp"
#include "scenario.hpp"

/// DOMAIN.md's table beside the main way: what may happen to a report in any state acts, refuses, and stays quiet.
using namespace lapor;
using namespace lapor::scenario;
using enum RefusalReason;

namespace {

const Party surabaya = coordinator_of("kota-35.78");
const Party surabaya_officer = officer_of("kota-35.78");
const Party semarang = coordinator_of("kota-33.74");

}  // namespace

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
                   .when(data_officer(), EraseReporter{ErasureGround::subject_request})
                   .then("reporter_erased");
  BOOST_TEST(!story.state().reporter.has_value());
  BOOST_TEST(story.state().supporters.empty());
  story.when(data_officer(), EraseReporter{ErasureGround::subject_request}).then("");
}
BOOST_AUTO_TEST_CASE(only_the_data_officer_erases) {
  for (const Party& by : {reporter(), national_admin(), surabaya})
    forwarded().when(by, EraseReporter{ErasureGround::court_order}).then_refused(not_permitted);
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
