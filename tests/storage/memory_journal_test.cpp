#include "storage/memory_journal.hpp"

#include <boost/test/unit_test.hpp>

#include "tests/storage/journal_contract.hpp"

namespace lapor::storage::test {

BOOST_AUTO_TEST_SUITE(memory_journal)

BOOST_AUTO_TEST_CASE(a_failure_asked_for_hits_one_append_and_writes_nothing) {
  MemoryJournal journal;
  journal.fail_next_append({ErrorCode::overloaded, "as asked"});
  BOOST_TEST(failed_with(append_now(journal, record(report(1'000'001), 0)), ErrorCode::overloaded));
  BOOST_TEST(number(journal.last_position()) == 0u);
  BOOST_TEST(append_now(journal, record(report(1'000'001), 0)).has_value());
}

BOOST_AUTO_TEST_CASE(a_lost_answer_leaves_its_record) {
  MemoryJournal journal;
  auto append = record(report(1'000'001), 0);
  append.request = request(1);
  journal.lose_next_answer({ErrorCode::unavailable, "as asked"});
  BOOST_TEST(failed_with(append_now(journal, append), ErrorCode::unavailable));
  BOOST_TEST(number(failure<RequestSeen>(append_now(journal, append)).value().position) == 1u);
}

BOOST_AUTO_TEST_CASE(a_failure_for_good_stays) {
  MemoryJournal journal;
  journal.fail_for_good();
  for (int i = 0; i < 3; ++i) {
    BOOST_TEST(failed_with(append_now(journal, record(report(1'000'001), 0)), ErrorCode::unavailable));
  }
  BOOST_TEST(journal.statistics().failed);
}

BOOST_AUTO_TEST_CASE(a_failed_load_is_the_next_one_only) {
  MemoryJournal journal;
  journal.fail_next_load({ErrorCode::corrupt, "as asked"});
  BOOST_TEST((try_load(journal, report(1'000'001)).error().code == ErrorCode::corrupt));
  BOOST_TEST(try_load(journal, report(1'000'001)).has_value());
}

BOOST_AUTO_TEST_CASE(held_appends_wait_until_they_are_released) {
  MemoryJournal journal;
  journal.hold_appends();
  auto first = append_soon(journal, record(report(1'000'001), 0));
  auto second = append_soon(journal, record(report(1'000'001), 1));
  BOOST_TEST(journal.statistics().waiting == 2u);
  BOOST_TEST(number(journal.last_position()) == 0u);
  journal.release_appends();
  BOOST_TEST(number(first.get()->position) == 1u);
  BOOST_TEST(number(second.get()->position) == 2u);
}

BOOST_AUTO_TEST_CASE(an_answer_may_append_again) {
  MemoryJournal journal;
  journal.append(record(report(1'000'001), 0), [&](const AppendResult& first) {
    BOOST_TEST(first.has_value());
    BOOST_TEST(append_now(journal, record(report(1'000'001), 1)).has_value());
  });
  BOOST_TEST(number(journal.last_position()) == 2u);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace lapor::storage::test
