#include "engine_fixture.hpp"
#include "journal_doubles.hpp"

namespace lapor::actors::testing {

BOOST_FIXTURE_TEST_SUITE(report_actors, EngineFixture)

BOOST_AUTO_TEST_CASE(the_least_recently_used_leave_and_come_back_as_they_were) {
  options.shards = 1;
  options.max_resident = 4;
  start();
  std::vector<ReportId> reports;
  for (int i = 0; i < 40; ++i) reports.push_back(submit());
  for (std::uint32_t round = 0; round < 3; ++round) {
    std::vector<std::future<Outcome>> answers;
    for (const ReportId report : reports) answers.push_back(send(report, reporter(), AddInformation{"lagi", {}}));
    for (auto& answer : answers) BOOST_TEST(number(standing(wait(std::move(answer))).state.version) == round + 2);
  }
  BOOST_TEST(engine->statistics().passivations > 100U);
  wait_until([&] { return engine->statistics().resident <= 4; });
}

BOOST_AUTO_TEST_CASE(a_command_that_meets_a_leaving_report_waits_for_its_successor) {
  options.shards = 1;
  options.max_resident = 1;
  start();
  const ReportId first = submit();
  memory.hold_appends();
  auto writing = send(first, reporter(), AddInformation{"satu", {}});
  wait_until([&] { return memory.statistics().waiting == 1; });
  auto pushes_out = send({}, reporter(), complaint());
  wait_until([&] { return memory.statistics().waiting == 2; });
  auto meets_leaving = send(first, reporter(), AddInformation{"dua", {}});
  memory.release_appends();
  BOOST_TEST(number(standing(wait(std::move(writing))).state.version) == 2U);
  BOOST_TEST(number(standing(wait(std::move(pushes_out))).state.version) == 1U);
  BOOST_TEST(number(standing(wait(std::move(meets_leaving))).state.version) == 3U);
}

BOOST_AUTO_TEST_CASE(the_idle_leave) {
  options.idle_after = std::chrono::milliseconds{1};
  start();
  const ReportId report = submit();
  wait_until([&] { return engine->statistics().resident == 0; });
  BOOST_TEST(engine->statistics().passivations == 1U);
  BOOST_TEST(number(standing(command(report, national_admin(), verification())).state.version) == 2U);
}

BOOST_AUTO_TEST_CASE(only_so_many_are_loaded_at_once_and_only_so_many_wait) {
  start();
  for (int i = 0; i < 18; ++i) submit();
  stop();
  options.shards = 1;
  options.max_recoveries = 1;
  HeldLoads journal{memory};
  start_on(journal);
  std::vector<std::future<Outcome>> answers;
  for (std::uint64_t id = 1'000'001; id <= 1'000'018; ++id)
    answers.push_back(send(ReportId{id}, national_admin(), verification()));
  BOOST_TEST(!expect<Unavailable>(wait(std::move(answers.back()))).maybe_written);
  answers.pop_back();
  wait_until([&] { return journal.held() == 1; });
  for (auto& answer : answers) {
    wait_until([&] { return journal.held() == 1; });
    journal.release_loads();
    BOOST_TEST(number(standing(wait(std::move(answer))).state.version) == 2U);
  }
  BOOST_TEST(engine->statistics().recoveries == 17U);
  stop();
}

BOOST_AUTO_TEST_CASE(commands_wait_in_order_while_their_report_is_loaded) {
  start();
  const ReportId report = submit();
  stop();
  HeldLoads journal{memory};
  start_on(journal);
  auto first = send(report, national_admin(), verification());
  auto second = send(report, officer(), PostFollowUp{"Sudah.", {}});
  wait_until([&] { return journal.held() == 1; });
  journal.release_loads();
  BOOST_TEST((standing(wait(std::move(first))).state.status == Status::awaiting_follow_up));
  BOOST_TEST((standing(wait(std::move(second))).state.status == Status::in_progress));
  stop();
}

BOOST_AUTO_TEST_CASE(a_damaged_history_is_named_and_not_kept) {
  start();
  const ReportId report = submit();
  stop();
  DamagedOnce journal{memory};
  start_on(journal);
  const auto unavailable = expect<Unavailable>(command(report, national_admin(), verification()));
  BOOST_TEST(unavailable.what.find("record 1 of report/1000001") != std::string::npos, unavailable.what);
  BOOST_TEST(!unavailable.maybe_written);
  wait_until([&] { return engine->statistics().resident == 0; });
  BOOST_TEST(number(standing(command(report, national_admin(), verification())).state.version) == 2U);
  stop();
}

BOOST_AUTO_TEST_CASE(a_crashed_actor_answers_and_comes_back_from_the_journal) {
  std::promise<std::string> reason;
  options.on_crash = [&](ReportId, const std::string& what) { reason.set_value(what); };
  ThrowingAppend journal{memory};
  start_on(journal);
  const ReportId report = submit();
  journal.arm();
  BOOST_TEST(expect<Unavailable>(command(report, national_admin(), verification())).maybe_written);
  BOOST_TEST(wait(reason.get_future()) == "thrown by the test");
  wait_until([&] { return engine->statistics().crashes == 1; });
  BOOST_TEST(number(standing(command(report, national_admin(), verification())).state.version) == 2U);
  stop();
}

BOOST_AUTO_TEST_CASE(a_full_queue_of_the_journal_is_passed_on_and_harms_nothing) {
  start();
  const ReportId report = submit();
  memory.fail_next_append({storage::ErrorCode::overloaded, "full"});
  const auto unavailable = expect<Unavailable>(command(report, national_admin(), verification()));
  BOOST_TEST(unavailable.what == "full");
  BOOST_TEST(!unavailable.maybe_written);
  BOOST_TEST(number(standing(command(report, national_admin(), verification())).state.version) == 2U);
}

BOOST_AUTO_TEST_CASE(a_failed_load_is_passed_on_and_makes_room_for_the_next) {
  options.shards = 1;
  options.max_recoveries = 1;
  start();
  const ReportId report = submit();
  restart();
  memory.fail_next_load({storage::ErrorCode::unavailable, "no bytes"});
  BOOST_TEST(expect<Unavailable>(command(report, national_admin(), verification())).what == "no bytes");
  wait_until([&] { return engine->statistics().resident == 0; });
  BOOST_TEST(number(standing(command(report, national_admin(), verification())).state.version) == 2U);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(engine_limits, EngineFixture)

BOOST_AUTO_TEST_CASE(beyond_max_in_flight_commands_are_turned_away_at_once) {
  options.max_in_flight = 2;
  start();
  memory.hold_appends();
  auto first = send({}, reporter(), complaint());
  auto second = send({}, reporter(), complaint());
  auto third = send({}, reporter(), complaint());
  BOOST_TEST((third.wait_for(std::chrono::seconds{0}) == std::future_status::ready));
  BOOST_TEST(!expect<Unavailable>(third.get()).maybe_written);
  wait_until([&] { return memory.statistics().waiting == 2; });
  memory.release_appends();
  static_cast<void>(standing(wait(std::move(first))));
  static_cast<void>(standing(wait(std::move(second))));
  static_cast<void>(submit());
}

BOOST_AUTO_TEST_CASE(stop_answers_what_the_journal_has_not) {
  start();
  const ReportId report = submit();
  memory.hold_appends();
  std::vector<std::future<Outcome>> answers;
  for (int i = 0; i < 10; ++i) answers.push_back(send({}, reporter(), complaint()));
  auto written_last = send(report, national_admin(), verification());
  auto queued = send(report, reporter(), AddInformation{"menunggu", {}});
  wait_until([&] { return memory.statistics().waiting == 11; });
  engine->stop(std::chrono::milliseconds{1});
  for (auto& answer : answers) BOOST_TEST(expect<Unavailable>(wait(std::move(answer))).maybe_written);
  BOOST_TEST(expect<Unavailable>(wait(std::move(written_last))).maybe_written);
  BOOST_TEST(!expect<Unavailable>(wait(std::move(queued))).maybe_written);
  memory.release_appends();
  restart();
  BOOST_TEST(story(report) == "report_submitted report_verified report_forwarded");
}

BOOST_AUTO_TEST_CASE(stop_lets_accepted_commands_finish) {
  start();
  std::vector<std::future<Outcome>> answers;
  for (int i = 0; i < 200; ++i) answers.push_back(send({}, reporter(), complaint()));
  engine->stop();
  for (auto& answer : answers) static_cast<void>(standing(wait(std::move(answer))));
}

BOOST_AUTO_TEST_CASE(stopped_it_refuses_and_may_be_stopped_again) {
  start();
  engine->stop();
  engine->stop();
  static_cast<void>(expect<Unavailable>(wait(send({}, reporter(), complaint()))));
  BOOST_TEST(std::holds_alternative<Unavailable>(read(ReportId{1'000'001})));
  advance_to("2027-01-01T00:00:00+07:00");
  BOOST_TEST(number(memory.last_position()) == 0U);
}

BOOST_AUTO_TEST_CASE(loads_that_end_after_the_engine_do_no_harm) {
  start();
  const ReportId report = submit();
  stop();
  HeldLoads journal{memory};
  start_on(journal);
  auto answer = send(report, national_admin(), verification());
  std::promise<DossierOutcome> told;
  auto dossier_answer = told.get_future();
  engine->dossier(report, [&](DossierOutcome outcome) { told.set_value(std::move(outcome)); });
  wait_until([&] { return journal.held() == 2; });
  engine->stop(std::chrono::milliseconds{1});
  static_cast<void>(expect<Unavailable>(wait(std::move(answer))));
  BOOST_TEST(std::holds_alternative<Unavailable>(wait(std::move(dossier_answer))));
  stop();
  journal.release_loads();
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace lapor::actors::testing
