#include "events/decide.hpp"
#include "scenario.hpp"

/// Legal hold, and the erasure of what need not be kept any longer.
using namespace lapor;
using namespace lapor::scenario;

namespace {

constexpr EraseReporter by_retention{ErasureGround::retention_ended};
constexpr EraseReporter by_request{ErasureGround::subject_request};
constexpr EraseReporter by_court{ErasureGround::court_order};

const PlaceLegalHold hold{"Perkara 12/Pid/2026"};
const LiftLegalHold lift{"Putusan berkekuatan tetap"};

Scenario on_hold() {
  return forwarded().given(data_officer(), hold);
}

/// Closed on 2026-11-20: kept to the end of 2031-11-20.
Scenario past_its_period() {
  return closed().on("2031-11-21T00:00:00+07:00");
}

}  // namespace

BOOST_AUTO_TEST_SUITE(place_legal_hold)

BOOST_AUTO_TEST_CASE(a_hold_is_placed_in_any_state_and_changes_neither_state_nor_clock) {
  for (auto story :
       {submitted(), held(), forwarded(), declined(), in_progress(), replied(), closed(), archived(), merged()}) {
    const ReportState before = story.state();
    story.when(data_officer(), hold).then("legal_hold_placed").then_state(before.status);
    BOOST_TEST(story.state().legal_hold);
    BOOST_TEST((story.state().deadline == before.deadline));
    BOOST_TEST((story.state().alarm() == before.alarm()));
    BOOST_TEST((story.state().ended_at == before.ended_at));
  }
}
BOOST_AUTO_TEST_CASE(its_reason_is_kept) {
  BOOST_TEST(forwarded().when(data_officer(), hold).event<LegalHoldPlaced>().reason == hold.reason);
}
BOOST_AUTO_TEST_CASE(placing_what_is_placed_is_quiet) {
  on_hold().when(data_officer(), PlaceLegalHold{"Perkara lain"}).then("");
}
BOOST_AUTO_TEST_CASE(only_the_data_officer_holds) {
  for (const Party& by :
       {reporter(), national_admin(), supervisor(), auditor(), coordinator_of("kota-35.78"), officer_of("kota-35.78")})
    forwarded().when(by, hold).then_refused(RefusalReason::not_permitted);
}
BOOST_AUTO_TEST_CASE(of_an_erased_report_nothing_is_left_to_hold) {
  erased_report().when(data_officer(), hold).then_refused(RefusalReason::erased);
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE(lift_legal_hold)

BOOST_AUTO_TEST_CASE(a_hold_is_lifted_and_the_report_can_be_erased_again) {
  auto story = on_hold().when(data_officer(), lift).then("legal_hold_lifted");
  BOOST_TEST(!story.state().legal_hold);
  story.when(data_officer(), by_request).then("reporter_erased");
}
BOOST_AUTO_TEST_CASE(lifting_what_is_not_placed_is_quiet) {
  forwarded().when(data_officer(), lift).then("");
  on_hold().given(data_officer(), lift).when(data_officer(), lift).then("");
  erased_report().when(data_officer(), lift).then("");
}
BOOST_AUTO_TEST_CASE(only_the_data_officer_lifts) {
  for (const Party& by : {reporter(), national_admin(), supervisor(), auditor(), coordinator_of("kota-35.78")})
    on_hold().when(by, lift).then_refused(RefusalReason::not_permitted);
}
BOOST_AUTO_TEST_CASE(a_lifted_hold_is_placed_again) {
  on_hold().given(data_officer(), lift).when(data_officer(), hold).then("legal_hold_placed");
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE(erase_under_legal_hold)

BOOST_AUTO_TEST_CASE(a_held_report_is_erased_neither_on_request_nor_when_its_period_is_over) {
  on_hold().when(data_officer(), by_request).then_refused(RefusalReason::legal_hold);
  on_hold().when(data_officer(), EraseReporter{ErasureGround::unstated}).then_refused(RefusalReason::legal_hold);
  past_its_period()
      .given(data_officer(), hold)
      .when(data_officer(), by_retention)
      .then_refused(RefusalReason::legal_hold);
}
BOOST_AUTO_TEST_CASE(a_court_orders_it_all_the_same_and_the_hold_ends_with_what_it_kept) {
  auto story = on_hold().when(data_officer(), by_court).then("reporter_erased");
  BOOST_TEST(story.state().erased);
  BOOST_TEST(!story.state().legal_hold);
  story.when(data_officer(), by_court).then("");
}
BOOST_AUTO_TEST_CASE(all_else_goes_on) {
  on_hold().when(officer_of("kota-35.78"), PostFollowUp{"Sudah diperiksa.", {}}).then("follow_up_posted");
  on_hold().when(national_admin(), RevealIdentity{"Perkara"}).then("identity_revealed");
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE(erase_after_retention)

BOOST_AUTO_TEST_CASE(a_report_is_erased_when_its_period_is_over) {
  past_its_period().when(data_officer(), by_retention).then("reporter_erased");
}
BOOST_AUTO_TEST_CASE(not_a_moment_earlier) {
  closed()
      .on("2031-11-20T23:59:59.999+07:00")
      .when(data_officer(), by_retention)
      .then_refused(RefusalReason::retention_running);
}
BOOST_AUTO_TEST_CASE(erasing_again_is_quiet) {
  past_its_period().given(data_officer(), by_retention).when(data_officer(), by_retention).then("");
}
BOOST_AUTO_TEST_CASE(archived_and_merged_reports_have_ended_as_well) {
  for (auto story : {archived(), merged()})
    story.on("2031-11-21T00:00:00+07:00").when(data_officer(), by_retention).then("reporter_erased");
}
BOOST_AUTO_TEST_CASE(the_period_of_an_open_report_has_not_begun) {
  for (auto story : {submitted(), held(), forwarded(), declined(), in_progress(), replied()})
    story.on("2046-11-21T00:00:00+07:00")
        .when(data_officer(), by_retention)
        .then_refused(RefusalReason::retention_running);
}
BOOST_AUTO_TEST_CASE(a_reopened_report_counts_from_its_next_end) {
  auto story = closed()
                   .given(national_admin(), ReopenReport{"Belum selesai"})
                   .given(officer_of("kota-35.78"), PostFollowUp{"Selesai.", {}})
                   .on("2027-03-01T09:00:00+07:00")
                   .given(national_admin(), CloseReport{"Selesai"});
  Scenario{story}
      .on("2031-11-21T00:00:00+07:00")
      .when(data_officer(), by_retention)
      .then_refused(RefusalReason::retention_running);
  story.on("2032-03-02T00:00:00+07:00").when(data_officer(), by_retention).then("reporter_erased");
}
BOOST_AUTO_TEST_CASE(an_institutions_own_period_counts_for_its_reports) {
  auto story = submitted()
                   .given(national_admin(), verified_for("kota-73.71"))
                   .given(officer_of("kota-73.71"), PostFollowUp{"Selesai.", {}})
                   .given(reporter(), CloseReport{""})
                   .on("2028-11-21T00:00:00+07:00");
  story.when(data_officer(), by_retention).then("reporter_erased");
}
BOOST_AUTO_TEST_CASE(other_grounds_need_no_period) {
  forwarded().when(data_officer(), by_request).then("reporter_erased");
  closed().when(data_officer(), by_court).then("reporter_erased");
}

BOOST_AUTO_TEST_SUITE_END()
