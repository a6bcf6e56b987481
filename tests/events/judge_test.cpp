#include "events/judge.hpp"

#include <functional>

#include "scenario.hpp"
#include "tests/events/random_life.hpp"

/// An auditor's judgement: what was decided stands, what was falsified is found and the broken rule named.
/// That every record of every scenario in this folder stands is checked by `Scenario` itself.
using namespace lapor;
using namespace lapor::scenario;

namespace {

using std::chrono::days;
using std::chrono::milliseconds;

using Falsify = std::function<void(Record&)>;

const Party surabaya = coordinator_of("kota-35.78");

template <class E>
E& first(Record& record) {
  return std::get<E>(record.events.at(0));
}
template <class E>
E& second(Record& record) {
  return std::get<E>(record.events.at(1));
}

/// Judges the story's last record after `falsify` has been at it.
std::optional<Finding> judged(const Scenario& story, const Falsify& falsify) {
  ReportState before;
  for (std::size_t i = 0; i + 1 < story.history().size(); ++i)
    before = evolve(std::move(before), story.history()[i].facts);
  Record last = story.history().back().facts;
  falsify(last);
  return judge(before, with_stand_ins(last, before), rules());
}

/// The story stands as it is, and falls by this rule when falsified.
void falls(const Scenario& story, AuditRule rule, const Falsify& falsify, const std::string& sentence) {
  BOOST_TEST(!judged(story, [](Record&) {}).has_value());
  const auto finding = judged(story, falsify);
  BOOST_REQUIRE_MESSAGE(finding, "not found: " << sentence);
  BOOST_TEST(to_word(finding->rule) == to_word(rule));
  BOOST_TEST(finding->text == sentence);
  BOOST_TEST(!finding->expected.empty());
  BOOST_TEST(!finding->found.empty());
}

Scenario late() {
  return submitted().on("2026-11-26T00:00:00+07:00").given(timer(), DeadlineReached{DeadlineKind::verification});
}
Scenario later() {
  return late().on("2026-12-03T00:00:00+07:00").given(timer(), DeadlineReached{DeadlineKind::verification});
}
Scenario closed_by_system() {
  return in_progress().on("2026-12-05T00:00:00+07:00").given(timer(), DeadlineReached{DeadlineKind::auto_close});
}
Scenario archived_by_system() {
  return held().on("2026-12-05T00:00:00+07:00").given(timer(), DeadlineReached{DeadlineKind::completion});
}
Scenario commented() {
  return forwarded().given(another_person(), AddComment{"Benar."});
}
Scenario moved() {
  return forwarded().given(national_admin(), RescheduleDeadline{at("2026-12-01T00:00:00+07:00"), false, ""});
}
Scenario in_december() {
  return Scenario{}.on("2026-12-30T09:00:00+07:00").given(reporter(), complaint());
}

}  // namespace

BOOST_AUTO_TEST_SUITE(judging)

BOOST_AUTO_TEST_CASE(a_due_instant_that_was_moved_by_a_day_is_found) {
  falls(
      submitted(), AuditRule::deadline, [](Record& r) { first<ReportSubmitted>(r).deadline.due += days{1}; },
      "verification is due 2026-11-26T00:00:00+07:00 by the calendar, the record says 2026-11-27T00:00:00+07:00");
  falls(
      forwarded(), AuditRule::deadline, [](Record& r) { second<ReportForwarded>(r).deadline->due -= days{1}; },
      "follow_up is due 2026-11-28T00:00:00+07:00 by the calendar, the record says 2026-11-27T00:00:00+07:00");
}
BOOST_AUTO_TEST_CASE(a_due_instant_in_another_zone_is_found) {
  falls(
      forwarded(), AuditRule::deadline,
      [](Record& r) { second<ReportForwarded>(r).deadline->due -= std::chrono::hours{1}; },
      "follow_up is due 2026-11-28T00:00:00+07:00 by the calendar, the record says 2026-11-27T23:00:00+07:00");
}
BOOST_AUTO_TEST_CASE(a_clock_of_another_kind_is_found) {
  falls(
      submitted(), AuditRule::deadline,
      [](Record& r) { first<ReportSubmitted>(r).deadline.kind = DeadlineKind::auto_close; },
      "the verification clock runs now, the record says auto_close");
}
BOOST_AUTO_TEST_CASE(a_deadline_left_out_or_put_in_is_found) {
  falls(
      declined().given(national_admin(), ForwardReport{"kota-33.74", "", {}}), AuditRule::deadline,
      [](Record& r) { first<ReportForwarded>(r).deadline.reset(); },
      "a new clock starts, due 2026-11-28T00:00:00+07:00; the record sets none");
  falls(
      forwarded().given(surabaya, ForwardReport{"kota-35.78/dishub", "", {}}), AuditRule::deadline,
      [](Record& r) {
        first<ReportForwarded>(r).deadline = Deadline{DeadlineKind::follow_up, at("2026-12-31T00:00:00+07:00"), false};
      },
      "the clock runs on; the record sets a new deadline, due 2026-12-31T00:00:00+07:00");
}
BOOST_AUTO_TEST_CASE(a_provisional_flag_that_was_removed_is_found) {
  falls(
      in_december(), AuditRule::deadline, [](Record& r) { first<ReportSubmitted>(r).deadline.provisional = false; },
      "verification due 2027-01-05T00:00:00+07:00 is provisional, for no decree is known for a year in it; the record "
      "calls it final");
}
BOOST_AUTO_TEST_CASE(a_closing_by_the_system_a_minute_early_is_found) {
  falls(
      closed_by_system(), AuditRule::enforcement, [](Record& r) { r.at -= std::chrono::minutes{1}; },
      "the system acts on the auto_close deadline at 2026-12-05T00:00:00+07:00, the record is of "
      "2026-12-04T23:59:00+07:00");
}
BOOST_AUTO_TEST_CASE(an_archiving_by_the_system_without_its_deadline_is_found) {
  falls(
      submitted().given(national_admin(), ArchiveReport{}), AuditRule::enforcement,
      [](Record& r) {
        first<ReportArchived>(r).initiator = Initiator::system;
        first<ReportArchived>(r).reason = ArchiveReason::not_completed;
        r.by = timer();
      },
      "the system acts on the completion deadline, which does not ring now (next to ring: verification)");
}
BOOST_AUTO_TEST_CASE(an_archiving_by_an_administrator_for_the_systems_reason_is_found) {
  falls(
      archived_by_system(), AuditRule::command,
      [](Record& r) { first<ReportArchived>(r).initiator = Initiator::administrator; },
      "no single command causes report_archived in this form");
}
BOOST_AUTO_TEST_CASE(a_ring_by_somebody_else_than_the_system_is_found) {
  falls(
      late(), AuditRule::permission, [](Record& r) { r.by = national_admin(); },
      "national_admin 1 may not give DeadlineReached to this report");
}
BOOST_AUTO_TEST_CASE(an_event_that_the_state_forbids_is_found) {
  falls(
      closed().given(national_admin(), AddNote{"", {}}), AuditRule::transition,
      [](Record& r) {
        r.by = surabaya;
        r.events = {FollowUpPosted{"", {}, {DeadlineKind::auto_close, at("2026-12-05T00:00:00+07:00"), false}}};
      },
      "PostFollowUp is not possible while the report is closed");
}
BOOST_AUTO_TEST_CASE(an_officer_of_another_institution_is_found) {
  falls(
      in_progress(), AuditRule::permission, [](Record& r) { r.by = officer_of("kota-33.74"); },
      "officer 6 of kota-33.74 may not give PostFollowUp to this report");
}
BOOST_AUTO_TEST_CASE(a_reporters_act_by_somebody_else_is_found) {
  falls(
      held().given(reporter(), CompleteReport{}), AuditRule::permission, [](Record& r) { r.by = national_admin(); },
      "national_admin 1 may not give CompleteReport to this report");
}
BOOST_AUTO_TEST_CASE(a_level_that_is_skipped_or_told_at_another_instant_is_found) {
  falls(
      later(), AuditRule::escalation, [](Record& r) { first<DeadlineMissed>(r).level = 3; },
      "the level to be told is 2 by the rules, the record says 3");
  falls(
      later(), AuditRule::escalation, [](Record& r) { *first<DeadlineMissed>(r).next_level_at += days{1}; },
      "the next level is told at 2026-12-10T00:00:00+07:00 by the rules, the record says 2026-12-11T00:00:00+07:00");
  falls(
      later(), AuditRule::escalation, [](Record& r) { first<DeadlineMissed>(r).next_level_at.reset(); },
      "the next level is told at 2026-12-10T00:00:00+07:00 by the rules, the record says none");
  falls(
      later(), AuditRule::escalation, [](Record& r) { first<DeadlineMissed>(r).due -= days{1}; },
      "the deadline was due 2026-11-26T00:00:00+07:00 by the rules, the record says 2026-11-25T00:00:00+07:00");
  falls(
      later(), AuditRule::enforcement, [](Record& r) { r.at -= milliseconds{1}; },
      "the system acts on the verification deadline at 2026-12-03T00:00:00+07:00, the record is of "
      "2026-12-02T23:59:59.999+07:00");
}
BOOST_AUTO_TEST_CASE(a_gap_in_versions_is_found) {
  falls(
      forwarded(), AuditRule::version, [](Record& r) { r.version = Version{3}; },
      "version 2 follows, the record says 3");
}
BOOST_AUTO_TEST_CASE(a_record_of_another_report_is_found) {
  falls(
      forwarded(), AuditRule::stream, [](Record& r) { r.stream = stream_of(ReportId{1000002}); },
      "the record is of report/1000002, another history");
}
BOOST_AUTO_TEST_CASE(a_history_that_does_not_begin_with_its_submission_is_found) {
  falls(
      submitted(), AuditRule::beginning, [](Record& r) { r.events = {NoteAdded{}}; },
      "a report begins with report_submitted, the record says note_added");
}
BOOST_AUTO_TEST_CASE(a_second_submission_is_found) {
  falls(
      commented(), AuditRule::beginning, [](Record& r) { r.events = {ReportSubmitted{}}; },
      "the report exists, the record submits it again");
}
BOOST_AUTO_TEST_CASE(events_that_no_command_causes_together_are_found) {
  falls(
      commented(), AuditRule::command, [](Record& r) { r.events.push_back(SupportAdded{}); },
      "no single command causes comment_added, support_added in this form");
  falls(
      commented(), AuditRule::command, [](Record& r) { r.events.clear(); },
      "no single command causes no event in this form");
  falls(
      forwarded(), AuditRule::command, [](Record& r) { r.events.pop_back(); },
      "no single command causes report_verified in this form");
}
BOOST_AUTO_TEST_CASE(a_comment_number_that_is_skipped_is_found) {
  falls(
      commented(), AuditRule::comment_number, [](Record& r) { first<CommentAdded>(r).comment = 2; },
      "the comment's number is 1 by the rules, the record says 2");
}
BOOST_AUTO_TEST_CASE(a_resolution_target_that_was_changed_is_found) {
  falls(
      forwarded(), AuditRule::resolution_target,
      [](Record& r) { first<ReportVerified>(r).resolution_target += days{1}; },
      "the resolution target is 2026-12-11T00:00:00+07:00 by the rules, the record says 2026-12-12T00:00:00+07:00");
}
BOOST_AUTO_TEST_CASE(a_window_that_was_changed_is_found) {
  falls(
      closed(), AuditRule::reopening_window, [](Record& r) { first<ReportClosed>(r).reopen_until -= days{1}; },
      "reopening is possible until 2026-12-05T00:00:00+07:00 by the rules, the record says 2026-12-04T00:00:00+07:00");
  falls(
      archived(), AuditRule::appeal_window, [](Record& r) { first<ReportArchived>(r).appeal_until -= days{1}; },
      "an appeal is possible until 2026-12-05T00:00:00+07:00 by the rules, the record says 2026-12-04T00:00:00+07:00");
}
BOOST_AUTO_TEST_CASE(a_reopening_after_its_window_is_found) {
  falls(
      closed().given(reporter(), ReopenReport{}), AuditRule::refusal,
      [](Record& r) { r.at = at("2026-12-05T00:00:00+07:00"); },
      "ReopenReport is refused (window-passed): the window ended at 2026-12-05T00:00:00+07:00, the record is of "
      "2026-12-05T00:00:00+07:00");
}
BOOST_AUTO_TEST_CASE(an_erasure_in_spite_of_a_hold_is_found) {
  falls(
      submitted()
          .given(data_officer(), PlaceLegalHold{})
          .given(data_officer(), EraseReporter{ErasureGround::court_order}),
      AuditRule::refusal, [](Record& r) { first<ReporterErased>(r).ground = ErasureGround::subject_request; },
      "EraseReporter is refused (legal-hold)");
}
BOOST_AUTO_TEST_CASE(an_act_of_the_reporter_after_the_erasure_is_found) {
  falls(
      erased_report().on("2026-11-28T00:00:00+07:00").given(timer(), DeadlineReached{DeadlineKind::follow_up}),
      AuditRule::permission,
      [](Record& r) {
        r.by = {Role::reporter, std::nullopt, ""};
        r.events = {ReportRated{5, ""}};
      },
      "reporter 18446744073709551615 may not give RateReport to this report");
}
BOOST_AUTO_TEST_CASE(what_was_so_already_is_found) {
  falls(
      submitted().given(data_officer(), PlaceLegalHold{}), AuditRule::change,
      [](Record& r) { r.events = {LegalHoldLifted{}}; }, "what the record says was so already: legal_hold_lifted");
  falls(
      forwarded().given(another_person(), AddSupport{}), AuditRule::change,
      [](Record& r) { r.events = {SupportWithdrawn{}}; }, "what the record says was so already: support_withdrawn");
}
BOOST_AUTO_TEST_CASE(a_flag_that_verifying_loosened_is_found) {
  auto submit = complaint();
  submit.anonymous = true;
  falls(
      Scenario{}.given(reporter(), submit).given(national_admin(), verified_for("kota-35.78")), AuditRule::fact,
      [](Record& r) { first<ReportVerified>(r).anonymous = false; },
      "anonymous is yes by the rules, the record says no");
}
BOOST_AUTO_TEST_CASE(another_initiator_is_found) {
  falls(
      replied(), AuditRule::fact, [](Record& r) { first<ReplyPosted>(r).initiator = Initiator::administrator; },
      "the initiator is reporter by the rules, the record says administrator");
}
BOOST_AUTO_TEST_CASE(a_moved_deadline_with_another_past_is_found) {
  falls(
      moved(), AuditRule::fact, [](Record& r) { first<DeadlineRescheduled>(r).previous_due += days{1}; },
      "the deadline before was due 2026-11-28T00:00:00+07:00 by the rules, the record says 2026-11-29T00:00:00+07:00");
  falls(
      moved(), AuditRule::refusal, [](Record& r) { r.at = at("2026-12-01T00:00:00+07:00"); },
      "RescheduleDeadline is refused (deadline-in-past): the record is of 2026-12-01T00:00:00+07:00 and sets an "
      "instant before it");
}
BOOST_AUTO_TEST_CASE(a_level_beyond_all_levels_in_the_past_is_no_way_to_break_the_judge) {
  auto history = late().history();
  std::get<DeadlineMissed>(history[1].facts.events[0]).level = 255;
  ReportState before;
  for (const auto& placed : history) before = evolve(std::move(before), placed.facts);
  Record next = later().history().back().facts;
  next.at = at("2027-01-03T00:00:00+07:00");
  BOOST_TEST(judge(before, next, rules()).has_value());
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(judging_without_keys)

BOOST_AUTO_TEST_CASE(supporters_are_new_people_who_may_withdraw) {
  auto story = forwarded().given(another_person(), AddSupport{}).given(reporter(), AddSupport{});
  story.given(another_person(), WithdrawSupport{}).given(another_person(), AddSupport{});
  ReportState state;
  for (const auto& placed : story.history()) state = evolve(std::move(state), placed.facts);
  BOOST_TEST(state.supporters.size() == 2U);
}
BOOST_AUTO_TEST_CASE(a_second_rating_with_the_same_score_stands_because_its_text_cannot_be_seen) {
  const auto story = closed().given(reporter(), RateReport{4, ""}).given(reporter(), RateReport{4, "Bagus."});
  BOOST_TEST(story.history().size() == 6U);
}
BOOST_AUTO_TEST_CASE(a_history_read_with_its_keys_is_judged_as_well) {
  ReportState before;
  for (const Record& record : random_life::live(7)) {
    const auto finding = judge(before, with_stand_ins(record, before), random_life::rules());
    BOOST_TEST(!finding, (finding ? finding->text : ""));
    before = evolve(std::move(before), record);
  }
}
BOOST_AUTO_TEST_CASE(a_person_that_is_known_stays) {
  const Record record{stream_of(ReportId{1}), Version{1}, {}, reporter(), Channel::web, "", {ReportRated{}}};
  BOOST_TEST((with_stand_ins(record, {}) == record));
  const Record by_staff{stream_of(ReportId{1}), Version{1}, {}, timer(), Channel::web, "", {ReportRated{}}};
  BOOST_TEST((with_stand_ins(by_staff, {}) == by_staff));
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(judging_what_was_provisional)

namespace {

/// A submission on 30 December 2026, when the decree of 2027 was not known; today it is, with 1 January closed.
Record in_the_old_year(const Rulebook& known) {
  const Command command{at("2026-12-30T09:00:00+07:00"), reporter(), Channel::api, "", complaint()};
  const auto decided = decide({}, command, known, known.calendar->before_decree_of(2027));
  BOOST_REQUIRE(decided);
  return {stream_of(ReportId{1000001}), Version{1}, command.now, reporter(), Channel::api, "", *decided};
}

}  // namespace

BOOST_AUTO_TEST_CASE(what_was_counted_before_a_decree_stands) {
  const Record record = in_the_old_year(random_life::rules());
  const auto& deadline = std::get<ReportSubmitted>(record.events[0]).deadline;
  BOOST_TEST((deadline.due == at("2027-01-05T00:00:00+07:00")));
  BOOST_TEST(deadline.provisional);
  BOOST_TEST(!judge({}, record, random_life::rules()));
}
BOOST_AUTO_TEST_CASE(the_decrees_instant_stands_as_provisional_too) {
  Record record = in_the_old_year(random_life::rules());
  first<ReportSubmitted>(record).deadline.due = at("2027-01-07T00:00:00+07:00");
  BOOST_TEST(!judge({}, record, random_life::rules()));
}
BOOST_AUTO_TEST_CASE(no_other_instant_stands_for_being_provisional) {
  for (const int shift : {-1, 1, 3, 7}) {
    Record record = in_the_old_year(random_life::rules());
    first<ReportSubmitted>(record).deadline.due += days{shift};
    const auto finding = judge({}, record, random_life::rules());
    BOOST_REQUIRE(finding);
    BOOST_TEST(finding->text.starts_with("verification is due 2027-01-07T00:00:00+07:00 by the calendar"));
  }
}
BOOST_AUTO_TEST_CASE(weekends_alone_do_not_stand_as_final) {
  Record record = in_the_old_year(random_life::rules());
  first<ReportSubmitted>(record).deadline.provisional = false;
  const auto finding = judge({}, record, random_life::rules());
  BOOST_REQUIRE(finding);
  BOOST_TEST(to_word(finding->rule) == "deadline");
}

BOOST_AUTO_TEST_SUITE_END()
