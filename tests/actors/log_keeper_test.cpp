#include <boost/test/unit_test.hpp>

#include "events/any_record.hpp"
#include "tests/actors/engine_fixture.hpp"

namespace lapor::actors::testing {
namespace {

const Party auditor{Role::auditor, PersonId{31}, ""};

struct LogFixture : EngineFixture {
  std::future<LogOutcome> send(PersonId reader, std::string query) {
    auto told = std::make_shared<std::promise<LogOutcome>>();
    auto future = told->get_future();
    engine->record({audit_stream(reader), clock.now(), auditor, Channel::api, "request",
                    AuditRead{AuditResource::records, {}, std::move(query)}},
                   [told](LogOutcome outcome) { told->set_value(std::move(outcome)); });
    return future;
  }
  Position record(PersonId reader, std::string query) {
    return std::get<Position>(wait(send(reader, std::move(query))));
  }
  [[nodiscard]] LogRecord at(Position position) const { return *decode_log(memory.read(position, 1)->front().bytes); }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(log_keeper, LogFixture)

BOOST_AUTO_TEST_CASE(what_is_told_is_durable_and_stands_in_its_readers_history) {
  start();
  const LogRecord written = at(record(PersonId{31}, "after=5"));
  BOOST_TEST((written.stream == audit_stream(PersonId{31})));
  BOOST_TEST(number(written.version) == 1u);
  BOOST_TEST(std::get<AuditRead>(written.events.front()).query == "after=5");
  BOOST_TEST(written.salt.has_value());
}

BOOST_AUTO_TEST_CASE(a_readers_records_follow_each_other_also_when_they_come_together) {
  start();
  std::vector<std::future<LogOutcome>> answers;
  for (int i = 0; i < 50; ++i) answers.push_back(send(PersonId{31U + static_cast<unsigned>(i % 2)}, std::to_string(i)));
  for (auto& answer : answers) BOOST_TEST(std::holds_alternative<Position>(wait(std::move(answer))));
  std::map<Stream, std::uint32_t> versions;
  for (std::uint64_t position = 1; position <= 50; ++position) {
    const LogRecord record = at(Position{position});
    BOOST_TEST(number(record.version) == ++versions[record.stream]);
  }
}

BOOST_AUTO_TEST_CASE(after_a_restart_a_history_goes_on_where_it_stood) {
  start();
  static_cast<void>(record(PersonId{31}, "1"));
  static_cast<void>(record(PersonId{31}, "2"));
  restart();
  BOOST_TEST(number(at(record(PersonId{31}, "3")).version) == 3u);
}

BOOST_AUTO_TEST_CASE(a_failed_write_is_told_and_the_next_one_goes_on) {
  start();
  static_cast<void>(record(PersonId{31}, "1"));
  memory.fail_next_append({storage::ErrorCode::disk_full, "The disk is full."});
  const auto failed = std::get<Unavailable>(wait(send(PersonId{31}, "2")));
  BOOST_TEST(failed.what == "The disk is full.");
  BOOST_TEST(!failed.maybe_written);
  BOOST_TEST(number(at(record(PersonId{31}, "3")).version) == 2u);
}

BOOST_AUTO_TEST_CASE(what_waits_when_the_engine_stops_is_answered) {
  start();
  memory.hold_appends();
  auto first = send(PersonId{31}, "1");
  auto second = send(PersonId{31}, "2");
  engine->stop(std::chrono::milliseconds{1});
  BOOST_TEST(std::get<Unavailable>(wait(std::move(first))).maybe_written);
  BOOST_TEST(!std::get<Unavailable>(wait(std::move(second))).maybe_written);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace lapor::actors::testing
