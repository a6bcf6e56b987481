#include "actors/engine.hpp"

#include "engine_fixture.hpp"
#include "journal_doubles.hpp"

namespace lapor::actors::testing {

BOOST_FIXTURE_TEST_SUITE(engine, EngineFixture)

BOOST_AUTO_TEST_CASE(a_submitted_report_gets_the_first_id_and_a_standing) {
  start();
  const auto now = standing(command({}, reporter(), complaint()));
  BOOST_TEST(number(now.state.id) == 1'000'001U);
  BOOST_TEST(number(now.state.version) == 1U);
  BOOST_TEST((now.position == Position{1}));
  BOOST_TEST((now.state.status == Status::awaiting_verification));
}

BOOST_AUTO_TEST_CASE(ids_go_on_after_a_restart) {
  start();
  const ReportId first = submit();
  restart();
  BOOST_TEST(number(submit()) == number(first) + 1);
}

BOOST_AUTO_TEST_CASE(commands_of_one_report_keep_their_order) {
  start();
  const ReportId report = submit();
  std::vector<std::future<Outcome>> answers;
  for (int i = 0; i < 50; ++i) answers.push_back(send(report, reporter(), AddInformation{std::to_string(i), {}}));
  for (std::uint32_t i = 0; i < 50; ++i)
    BOOST_TEST(number(standing(wait(std::move(answers[i]))).state.version) == i + 2);
  const auto records = dossier(report)->records;
  for (std::size_t i = 0; i < 50; ++i)
    BOOST_TEST(std::get<InformationAdded>(records.at(i + 1).decoded.record.events.at(0)).text == std::to_string(i));
}

BOOST_AUTO_TEST_CASE(many_reports_are_served_at_the_same_time) {
  start();
  std::vector<std::future<Outcome>> submissions;
  for (int i = 0; i < 500; ++i) submissions.push_back(send({}, reporter(), complaint()));
  std::vector<std::future<Outcome>> verifications;
  for (auto& submission : submissions) {
    const ReportId report = standing(wait(std::move(submission))).state.id;
    verifications.push_back(send(report, national_admin(), verification()));
  }
  for (auto& each : verifications)
    BOOST_TEST((standing(wait(std::move(each))).state.status == Status::awaiting_follow_up));
  BOOST_TEST(engine->statistics().accepted == 1'000U);
  BOOST_TEST(engine->statistics().in_flight == 0U);
}

BOOST_AUTO_TEST_CASE(a_refusal_is_answered_and_nothing_is_written) {
  start();
  const ReportId report = submit();
  const auto refused = expect<RefusedWith>(command(report, reporter(), RateReport{5, ""}));
  BOOST_TEST((refused.refusal.reason == RefusalReason::forbidden_transition));
  BOOST_TEST((refused.state.id == report));
  BOOST_TEST(number(memory.last_position()) == 1U);
}

BOOST_AUTO_TEST_CASE(an_unknown_report_is_refused_and_not_kept) {
  start();
  const auto refused = expect<RefusedWith>(command(ReportId{42}, national_admin(), verification()));
  BOOST_TEST((refused.refusal.reason == RefusalReason::unknown_report));
  wait_until([&] { return engine->statistics().resident == 0; });
}

BOOST_AUTO_TEST_CASE(what_is_already_so_is_not_written_again) {
  start();
  const ReportId report = submit();
  const HoldReport hold{HoldReason::incomplete, "Di mana?"};
  BOOST_TEST((standing(command(report, national_admin(), hold)).position == Position{2}));
  const auto again = standing(command(report, national_admin(), hold));
  BOOST_TEST(!again.position.has_value());
  BOOST_TEST(number(again.state.version) == 2U);
}

BOOST_AUTO_TEST_CASE(a_stale_if_match_is_answered_with_where_it_stands) {
  start();
  const ReportId report = submit();
  auto wish = request(report, national_admin(), verification());
  wish.if_match = Version{7};
  BOOST_TEST(number(expect<StaleVersion>(wait(send(wish))).standing.state.version) == 1U);
  wish.if_match = Version{1};
  BOOST_TEST(number(standing(wait(send(wish))).state.version) == 2U);
}

BOOST_AUTO_TEST_CASE(a_dossier_has_every_record_opened) {
  start();
  const ReportId report = submit();
  const auto now = standing(command(report, national_admin(), verification()));
  const auto read = dossier(report);
  BOOST_TEST((read->state == now.state));
  BOOST_TEST(read->records.size() == 2U);
  BOOST_TEST(std::get<ReportSubmitted>(read->records[0].decoded.record.events[0]).title == complaint().title);
  BOOST_TEST((read->records[1].position == now.position));
}

BOOST_AUTO_TEST_CASE(an_unknown_report_has_no_dossier) {
  start();
  BOOST_TEST(std::holds_alternative<NotFound>(read(ReportId{1'000'001})));
}

BOOST_AUTO_TEST_CASE(an_erased_reporter_leaves_facts_without_text) {
  start();
  const ReportId report = submit();
  BOOST_TEST(standing(command(report, data_officer(), EraseReporter{ErasureGround::subject_request})).state.erased);
  for (int run = 0; run < 2; ++run) {
    const auto read = dossier(report);
    BOOST_TEST(read->state.erased);
    BOOST_TEST(read->records.at(0).decoded.erased);
    BOOST_TEST(std::get<ReportSubmitted>(read->records[0].decoded.record.events[0]).text.empty());
    restart();
  }
  advance_to("2026-11-26T00:00:00+07:00");
  BOOST_TEST(story(report) == "report_submitted reporter_erased deadline_missed");
}

BOOST_AUTO_TEST_CASE(a_restart_from_snapshots_finds_the_same_state) {
  options.snapshot_every = 2;
  start();
  const ReportId report = submit();
  for (int i = 0; i < 4; ++i) {
    const auto before = standing(command(report, reporter(), AddInformation{"lagi", {}})).state;
    BOOST_TEST((dossier(report)->state == before));
    restart();
    auto wish = request(report, reporter(), AddInformation{"", {}});
    wish.if_match = Version{0};
    BOOST_TEST((expect<StaleVersion>(wait(send(wish))).standing.state == before));
  }
}

BOOST_AUTO_TEST_CASE(key_alarms_and_snapshots_go_with_the_record_that_changes_them) {
  options.snapshot_every = 3;
  RememberingJournal journal{memory};
  start_on(journal);
  const ReportId report = submit();
  static_cast<void>(standing(command(report, reporter(), AddInformation{"lagi", {}})));
  static_cast<void>(standing(command(report, national_admin(), verification())));
  const auto appends = journal.appends();
  BOOST_TEST((appends.at(0).wrapped_key && !appends[0].alarm_before && appends[0].alarm_after && !appends[0].snapshot));
  BOOST_TEST(
      (!appends.at(1).wrapped_key && !appends[1].alarm_before && !appends[1].alarm_after && !appends[1].snapshot));
  BOOST_TEST((appends.at(2).alarm_before == appends[0].alarm_after && appends[2].snapshot));
  stop();
}

BOOST_AUTO_TEST_CASE(after_an_erasure_nothing_is_sealed_any_more) {
  options.snapshot_every = 1;
  RememberingJournal journal{memory};
  start_on(journal);
  const ReportId report = submit();
  static_cast<void>(standing(command(report, data_officer(), EraseReporter{ErasureGround::subject_request})));
  advance_to("2026-11-26T00:00:00+07:00");
  const auto appends = journal.appends();
  BOOST_TEST((appends.at(0).snapshot && !appends[0].destroy_key));
  BOOST_TEST((!appends.at(1).snapshot && appends[1].destroy_key));
  BOOST_TEST((!appends.at(2).snapshot && !appends[2].destroy_key && !appends[2].wrapped_key));
  stop();
}

BOOST_AUTO_TEST_CASE(a_conflict_with_another_writer_is_decided_again) {
  start();
  const ReportId report = submit();
  Engine rival{options, memory, vault, *rulebooks, clock};
  const auto by_rival = [&](CommandBody body) {
    std::promise<Outcome> answer;
    rival.send(request(report, reporter(), std::move(body)), [&](Outcome outcome) { answer.set_value(outcome); });
    return standing(wait(answer.get_future()));
  };
  BOOST_TEST(number(by_rival(AddInformation{"satu", {}}).state.version) == 2U);
  BOOST_TEST(number(standing(command(report, reporter(), AddInformation{"dua", {}})).state.version) == 3U);
  BOOST_TEST(number(by_rival(WithdrawReport{"selesai sendiri"}).state.version) == 4U);
  const auto refused = expect<RefusedWith>(command(report, national_admin(), verification()));
  BOOST_TEST((refused.state.status == Status::archived));
}

BOOST_AUTO_TEST_CASE(endless_conflicts_end_after_three_retries) {
  AlwaysConflicting journal{memory};
  start_on(journal);
  const ReportId report = submit();
  BOOST_TEST(!expect<Unavailable>(command(report, reporter(), AddInformation{"satu", {}})).maybe_written);
  BOOST_TEST(journal.conflicts == 4);
  static_cast<void>(expect<Unavailable>(command(report, reporter(), AddInformation{"dua", {}})));
  BOOST_TEST(journal.conflicts == 8);
  stop();
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace lapor::actors::testing
