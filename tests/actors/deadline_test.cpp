#include <algorithm>

#include "engine_fixture.hpp"
#include "journal_doubles.hpp"

namespace lapor::actors::testing {
namespace {

using std::chrono::milliseconds;

const char* const due = "2026-11-26T00:00:00+07:00";  // three working days after Friday, 20 November 2026

struct Deadlines : EngineFixture {
  std::vector<Record> enforced() const {
    auto records = journal_records();
    std::erase_if(records, [](const Record& record) { return record.by.role != Role::system; });
    return records;
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(deadlines, Deadlines)

BOOST_AUTO_TEST_CASE(nothing_happens_one_millisecond_before) {
  start();
  const ReportId report = submit();
  advance_to(at(due) - milliseconds{1});
  BOOST_TEST(story(report) == "report_submitted");
  BOOST_TEST(engine->statistics().alarms_read == 0U);
  BOOST_TEST(engine->statistics().alarms_armed == 0U);
}

BOOST_AUTO_TEST_CASE(a_deadline_is_missed_once_at_its_instant) {
  start();
  const ReportId report = submit();
  advance_to(due);
  advance_to(due);
  BOOST_TEST(story(report) == "report_submitted deadline_missed");
  BOOST_TEST((enforced().at(0).at == at(due)));
  BOOST_TEST(engine->statistics().alarms_enforced == 1U);
}

BOOST_AUTO_TEST_CASE(a_deadline_missed_while_stopped_is_enforced_once_after_the_start) {
  start();
  const ReportId report = submit();
  stop();
  clock.move_to(at("2026-11-26T08:00:00+07:00"));
  start();
  advance_to(clock.now());
  BOOST_TEST(story(report) == "report_submitted deadline_missed");
  restart();
  advance_to(clock.now());
  BOOST_TEST(story(report) == "report_submitted deadline_missed");
}

BOOST_AUTO_TEST_CASE(a_deadline_missed_while_stopped_needs_nobody_to_ask_for_it) {
  start();
  static_cast<void>(submit());
  stop();
  clock.move_to(at(due));
  start();
  wait_until([&] { return engine->statistics().alarms_enforced == 1; });
}

BOOST_AUTO_TEST_CASE(a_ring_notices_a_deadline_set_while_it_runs) {
  start();
  const ReportId report = submit();
  clock.move_to(at(due));
  wait_until([&] { return engine->statistics().alarms_enforced == 1; });
  BOOST_TEST(story(report) == "report_submitted deadline_missed");
}

BOOST_AUTO_TEST_CASE(escalation_climbs_three_levels_and_stops) {
  start();
  const ReportId report = submit();
  advance_to("2027-06-01T00:00:00+07:00");
  BOOST_TEST(story(report) == "report_submitted deadline_missed deadline_missed deadline_missed");
  const auto records = enforced();
  const std::vector<const char*> instants{due, "2026-12-03T00:00:00+07:00", "2026-12-10T00:00:00+07:00"};
  for (std::size_t i = 0; i < 3; ++i) {
    BOOST_TEST((records.at(i).at == at(instants[i])));
    BOOST_TEST(std::get<DeadlineMissed>(records[i].events.at(0)).level == i + 1);
  }
}

BOOST_AUTO_TEST_CASE(levels_missed_while_stopped_all_follow) {
  start();
  const ReportId report = submit();
  stop();
  clock.move_to(at("2027-06-01T00:00:00+07:00"));
  start();
  advance_to(clock.now());
  BOOST_TEST(story(report) == "report_submitted deadline_missed deadline_missed deadline_missed");
}

BOOST_AUTO_TEST_CASE(an_answered_report_is_closed_by_the_system) {
  start();
  const ReportId report = submit();
  static_cast<void>(standing(command(report, national_admin(), verification())));
  static_cast<void>(standing(command(report, officer(), PostFollowUp{"Sudah.", {}})));
  advance_to("2026-12-05T00:00:00+07:00");
  BOOST_TEST(story(report) == "report_submitted report_verified report_forwarded follow_up_posted report_closed");
}

BOOST_AUTO_TEST_CASE(a_command_in_time_leaves_nothing_to_enforce) {
  start();
  const ReportId report = submit();
  advance_to(at(due) - milliseconds{1});
  static_cast<void>(standing(command(report, national_admin(), verification())));
  advance_to(due);
  BOOST_TEST(story(report) == "report_submitted report_verified report_forwarded");
}

BOOST_AUTO_TEST_CASE(all_missed_while_stopped_are_enforced_in_order) {
  options.shards = 1;
  start();
  for (int day = 0; day < 30; ++day) {
    for (int i = 0; i < 5; ++i) static_cast<void>(submit());
    clock.move_to(clock.now() + std::chrono::hours{6});
  }
  stop();
  clock.move_to(at("2027-06-01T00:00:00+07:00"));
  start();
  advance_to(clock.now());
  std::vector<Instant> first_levels;
  for (const auto& record : enforced()) {
    const auto& missed = std::get<DeadlineMissed>(record.events.at(0));
    if (missed.level == 1) first_levels.push_back(missed.due);
  }
  BOOST_TEST(first_levels.size() == 150U);
  BOOST_TEST((first_levels.front() < first_levels.back()));
  BOOST_TEST(std::is_sorted(first_levels.begin(), first_levels.end()));
  BOOST_TEST(enforced().size() == 450U);
}

BOOST_AUTO_TEST_CASE(thousands_due_at_one_instant_are_enforced_while_commands_are_served) {
  options.max_resident = 100;
  start();
  std::vector<std::future<Outcome>> submissions;
  for (int i = 0; i < 3'000; ++i) submissions.push_back(send({}, reporter(), complaint()));
  for (auto& submission : submissions) static_cast<void>(standing(wait(std::move(submission))));
  std::promise<bool> advanced;
  engine->advance_to(at(due), [&] { advanced.set_value(true); });
  for (std::uint64_t id = 1'000'001; id <= 1'000'100; ++id)
    BOOST_TEST(number(standing(command(ReportId{id}, reporter(), AddInformation{"lagi", {}})).state.version) >= 2U);
  BOOST_TEST(wait(advanced.get_future()));
  BOOST_TEST(engine->statistics().alarms_enforced == 3'000U);
}

BOOST_AUTO_TEST_CASE(one_report_that_cannot_be_read_does_not_hold_up_the_others) {
  start();
  for (int i = 0; i < 20; ++i) static_cast<void>(submit());
  stop();
  DamagedOnce journal{memory};
  start_on(journal);
  advance_to(due);
  BOOST_TEST(engine->statistics().alarms_enforced == 19U);
  BOOST_TEST(engine->statistics().alarms_deferred == 1U);
  advance_to(at(due) + milliseconds{1});
  BOOST_TEST(engine->statistics().alarms_enforced == 20U);
  stop();
}

BOOST_AUTO_TEST_CASE(a_journal_that_takes_nothing_more_does_not_hold_up_time) {
  start();
  static_cast<void>(submit());
  memory.fail_for_good();
  advance_to(due);
  BOOST_TEST((clock.now() == at(due)));
  BOOST_TEST(engine->statistics().alarms_enforced == 0U);
}

BOOST_AUTO_TEST_CASE(two_wishes_to_advance_are_carried_out_one_after_the_other) {
  start();
  const ReportId report = submit();
  std::promise<bool> first;
  engine->advance_to(at(due), [&] { first.set_value(true); });
  advance_to("2026-12-03T00:00:00+07:00");
  BOOST_TEST((first.get_future().wait_for(std::chrono::seconds{0}) == std::future_status::ready));
  BOOST_TEST(story(report) == "report_submitted deadline_missed deadline_missed");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace lapor::actors::testing
