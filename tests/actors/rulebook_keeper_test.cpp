#include "actors/rulebook_keeper.hpp"

#include <thread>

#include "events/codec_rulebook.hpp"
#include "tests/actors/engine_fixture.hpp"

namespace lapor::actors::testing {
namespace {

/// The first working days of 2027 are closed.
DecreeHolidays decree_of_2027(std::string name = "SKB 1/2026") {
  DecreeHolidays decree{2027, {std::move(name), {}}};
  for (const char* day : {"2027-01-01", "2027-01-04"})
    decree.decree.days.push_back({*parse_iso_date(day), "Libur", HolidayKind::public_holiday});
  return decree;
}

struct RulebookFixture : EngineFixture {
  std::future<RulebookOutcome> change_later(RulebookRequest request) {
    auto told = std::make_shared<std::promise<RulebookOutcome>>();
    auto future = told->get_future();
    engine->send(std::move(request), [told](RulebookOutcome outcome) { told->set_value(std::move(outcome)); });
    return future;
  }
  [[nodiscard]] RulebookRequest wish(RulebookCommandBody body, const Party& by = national_admin()) const {
    return {{clock.now(), by, Channel::api, "test", std::move(body)}, std::nullopt, std::nullopt};
  }
  RulebookOutcome change(RulebookCommandBody body) { return wait(change_later(wish(std::move(body)))); }
  RulebookStanding changed(RulebookCommandBody body) {
    const auto outcome = change(std::move(body));
    BOOST_REQUIRE(std::holds_alternative<RulebookStanding>(outcome));
    return std::get<RulebookStanding>(outcome);
  }
  [[nodiscard]] RulebookRecord at(Position position) const {
    return *decode_rulebook(memory.read(position, 1)->front().bytes);
  }
  [[nodiscard]] Record last_record() const { return journal_records().back(); }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(rulebook_keeper, RulebookFixture)

BOOST_AUTO_TEST_CASE(a_change_is_durable_and_in_force_when_it_is_answered) {
  start();
  const auto standing = changed(decree_of_2027());
  BOOST_TEST(number(standing.version) == 1U);
  BOOST_TEST(rulebooks->now().calendar->is_decreed(2027));
  const RulebookRecord written = at(*standing.position);
  BOOST_TEST((written.stream == rulebook_stream));
  BOOST_TEST(name_of(written.events.front()) == "holidays_decreed");
  BOOST_TEST(written.salt.has_value());
}

BOOST_AUTO_TEST_CASE(reports_are_decided_by_the_version_in_force_and_say_so) {
  start();
  clock.move_to(*parse_rfc3339("2026-12-30T09:00:00+07:00"));
  submit();
  const Record before = last_record();
  changed(decree_of_2027());
  submit();
  const Record after = last_record();
  BOOST_TEST(number(before.rulebook) == 0U);
  BOOST_TEST(number(after.rulebook) == 1U);
  BOOST_TEST(std::get<ReportSubmitted>(before.events[0]).deadline.provisional);
  BOOST_TEST(!std::get<ReportSubmitted>(after.events[0]).deadline.provisional);
}

BOOST_AUTO_TEST_CASE(under_load_every_report_stands_by_the_version_that_it_names) {
  start();
  clock.move_to(*parse_rfc3339("2026-12-30T09:00:00+07:00"));
  std::vector<std::future<Outcome>> reports;
  std::vector<std::future<RulebookOutcome>> changes;
  for (int i = 0; i < 200; ++i) {
    reports.push_back(send({}, reporter(), complaint()));
    if (i % 20 == 10) changes.push_back(change_later(wish(decree_of_2027("SKB " + std::to_string(i)))));
  }
  for (auto& change : changes) BOOST_TEST(std::holds_alternative<RulebookStanding>(wait(std::move(change))));
  for (auto& report : reports) static_cast<void>(standing(wait(std::move(report))));
  Version in_log{};
  for (const Record& record : journal_records()) {
    if (record.stream == rulebook_stream) in_log = record.version;
    if (record.stream.kind != StreamKind::report) continue;
    BOOST_TEST((record.rulebook <= in_log));
    const bool knows = record.rulebook != Version{};
    BOOST_TEST(std::get<ReportSubmitted>(record.events[0]).deadline.provisional == !knows);
  }
  BOOST_TEST(number(in_log) == 10U);
}

BOOST_AUTO_TEST_CASE(who_was_told_of_a_change_is_never_served_by_the_rules_before) {
  start();
  for (unsigned i = 1; i <= 20; ++i) {
    changed(decree_of_2027("SKB " + std::to_string(i)));
    submit();
    BOOST_TEST(number(last_record().rulebook) == i);
  }
}

BOOST_AUTO_TEST_CASE(what_is_so_already_writes_nothing) {
  start();
  changed(decree_of_2027());
  const auto again = changed(decree_of_2027());
  BOOST_TEST(number(again.version) == 1U);
  BOOST_TEST(!again.position.has_value());
  BOOST_TEST(number(memory.last_position()) == 1U);
}

BOOST_AUTO_TEST_CASE(a_refusal_writes_nothing) {
  start();
  const auto refused = std::get<RulebookRefusedWith>(wait(change_later(wish(decree_of_2027(), officer()))));
  BOOST_TEST((refused.refusal.reason == RulebookRefusalReason::not_permitted));
  BOOST_TEST(number(memory.last_position()) == 0U);
}

BOOST_AUTO_TEST_CASE(a_version_that_has_passed_is_refused) {
  start();
  changed(decree_of_2027());
  RulebookRequest stale = wish(decree_of_2027("SKB 2/2026"));
  stale.if_match = Version{0};
  BOOST_TEST(number(std::get<StaleRulebook>(wait(change_later(stale))).version) == 1U);
  stale.if_match = Version{1};
  BOOST_TEST(number(std::get<RulebookStanding>(wait(change_later(stale))).version) == 2U);
}

BOOST_AUTO_TEST_CASE(a_repeated_request_is_answered_from_its_record) {
  start();
  RulebookRequest request = wish(decree_of_2027());
  request.request = mark(1);
  const auto first = std::get<RulebookStanding>(wait(change_later(request)));
  changed(decree_of_2027("SKB 2/2026"));
  const auto again = std::get<RulebookStanding>(wait(change_later(request)));
  BOOST_TEST((again.position == first.position));
  BOOST_TEST(number(again.version) == 1U);
  request.request = mark(1, 2);
  BOOST_TEST(std::holds_alternative<RulebookKeyReused>(wait(change_later(request))));
  BOOST_TEST(number(memory.last_position()) == 2U);
}

BOOST_AUTO_TEST_CASE(a_restart_finds_every_version_again) {
  start();
  changed(decree_of_2027());
  changed(decree_of_2027("SKB 2/2026"));
  restart();
  BOOST_TEST(number(rulebooks->now().version) == 2U);
  BOOST_TEST(rulebooks->now().decrees->at(2027).decree == "SKB 2/2026");
  BOOST_TEST(rulebooks->of(Version{1}).decrees->at(2027).decree == "SKB 1/2026");
  BOOST_TEST(!rulebooks->of(Version{0}).calendar->is_decreed(2027));
  BOOST_TEST(number(changed(decree_of_2027("SKB 3/2026")).version) == 3U);
}

BOOST_AUTO_TEST_CASE(a_failed_write_changes_nothing_and_the_next_one_goes_on) {
  start();
  memory.fail_next_append({storage::ErrorCode::disk_full, "The disk is full."});
  BOOST_TEST(std::get<Unavailable>(change(decree_of_2027())).what == "The disk is full.");
  BOOST_TEST(number(rulebooks->now().version) == 0U);
  BOOST_TEST(number(changed(decree_of_2027()).version) == 1U);
}

BOOST_AUTO_TEST_CASE(what_a_rival_has_written_is_read_and_decided_upon) {
  start();
  Rulebooks others{rules()};
  Engine rival{options, memory, vault, others, clock};
  std::promise<RulebookOutcome> told;
  rival.send(wish(decree_of_2027()), [&](RulebookOutcome outcome) { told.set_value(std::move(outcome)); });
  BOOST_TEST(std::holds_alternative<RulebookStanding>(wait(told.get_future())));
  BOOST_TEST(number(changed(decree_of_2027("SKB 2/2026")).version) == 2U);
  BOOST_TEST(rulebooks->of(Version{1}).decrees->at(2027).decree == "SKB 1/2026");
}

BOOST_AUTO_TEST_CASE(a_persons_record_says_so_too) {
  start();
  changed(decree_of_2027());
  std::promise<PersonOutcome> told;
  engine->send(
      {PersonId{99}, {clock.now(), {Role::anyone, {}, ""}, Channel::api, "", RegisterAccount{"a@b.id", "Ani", "x"}}},
      [&](PersonOutcome outcome) { told.set_value(std::move(outcome)); });
  BOOST_TEST(std::holds_alternative<PersonStanding>(wait(told.get_future())));
  const auto record = decode_person_facts(memory.read(Position{2}, 1)->front().bytes);
  BOOST_REQUIRE(record);
  BOOST_TEST(number(record->rulebook) == 1U);
}

BOOST_AUTO_TEST_CASE(after_the_stop_a_change_is_refused) {
  start();
  engine->stop();
  BOOST_TEST(std::holds_alternative<Unavailable>(change(decree_of_2027())));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace lapor::actors::testing
