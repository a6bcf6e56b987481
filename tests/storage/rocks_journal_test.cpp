#include "storage/rocks_journal.hpp"

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <set>
#include <thread>

#include "tests/storage/journal_contract.hpp"

namespace lapor::storage::test {

namespace {

Append full_record(std::uint64_t id, std::uint8_t key) {
  auto append = record(report(id), 0, "record of " + std::to_string(id));
  append.request = request(key, key);
  append.alarm_after = alarm(static_cast<int>(key), id);
  append.wrapped_key = bytes_of_text("wrapped " + std::to_string(id));
  append.snapshot = bytes_of_text("state " + std::to_string(id));
  return append;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(rocks_journal)

BOOST_AUTO_TEST_CASE(everything_is_there_after_reopening) {
  RocksWorld world;
  for (std::uint8_t i = 1; i <= 50; ++i) {
    BOOST_TEST(append_now(world.journal(), full_record(1'000'000u + i, i)).has_value());
  }
  const auto head = world.journal().tree_head();
  auto& journal = world.reopen();
  BOOST_TEST(number(journal.last_position()) == 50u);
  BOOST_TEST(number(journal.last_report()) == 1'000'050u);
  BOOST_TEST((journal.tree_head().root == head.root));
  BOOST_TEST(journal.read(Position{1}, 100)->size() == 50u);
  BOOST_TEST(journal.alarms({}, Instant::max(), 100)->size() == 50u);
  for (std::uint8_t i = 1; i <= 50; ++i) {
    const auto history = load(journal, report(1'000'000u + i), HistoryUse::from_snapshot);
    BOOST_TEST((history.wrapped_key == bytes_of_text("wrapped " + std::to_string(1'000'000 + i))));
    BOOST_TEST((history.snapshot == bytes_of_text("state " + std::to_string(1'000'000 + i))));
    BOOST_TEST(history.records.empty());
    BOOST_TEST(number(failure<RequestSeen>(append_now(journal, full_record(2'000'000u + i, i))).value().position) == i);
  }
  BOOST_TEST(number(failure<VersionConflict>(append_now(journal, record(report(1'000'007), 0))).value().actual) == 1u);
  BOOST_TEST(number(append_now(journal, record(report(1'000'007), 1))->position) == 51u);
}

BOOST_AUTO_TEST_CASE(after_reopening_every_stream_may_have_changed_up_to_the_end) {
  RocksWorld world;
  for (std::uint64_t i = 1; i <= 3; ++i)
    BOOST_TEST_REQUIRE(append_now(world.journal(), record(report(1'000'000 + i), 0)).has_value());
  auto& journal = world.reopen();
  for (std::uint64_t i = 1; i <= 4; ++i) BOOST_TEST(number(journal.change_bound(report(1'000'000 + i))) == 3u);
}

BOOST_AUTO_TEST_CASE(the_tree_goes_on_after_reopening_at_any_size) {
  RocksWorld world;
  std::uint64_t id = 1'000'000;
  for (const std::uint64_t size : {1u, 2u, 255u, 256u, 257u, 511u, 512u, 700u}) {
    std::vector<std::future<AppendResult>> answers;
    while (id - 1'000'000 < size) {
      ++id;
      answers.push_back(append_soon(world.journal(), record(report(id), 0, std::to_string(id))));
    }
    for (auto& answer : answers) BOOST_TEST(answer.get().has_value());
    auto& journal = world.reopen();
    BOOST_TEST(journal.tree_head().size == size);
    BOOST_TEST((journal.tree_head().root == root_from_scratch(journal)));
  }
}

BOOST_AUTO_TEST_CASE(what_waits_becomes_one_batch) {
  RocksWorld world;
  std::vector<std::future<AppendResult>> answers;
  const auto before = world.journal().statistics();
  {
    const BusyWriter busy{world.journal()};
    for (std::uint64_t i = 1; i <= 100; ++i)
      answers.push_back(append_soon(world.journal(), record(report(1'000'000 + i), 0)));
    BOOST_TEST(world.journal().statistics().waiting >= 100u);
  }
  for (auto& answer : answers) BOOST_TEST(answer.get().has_value());
  BOOST_TEST(world.journal().statistics().records == before.records + 101);
  BOOST_TEST(world.journal().statistics().batches == before.batches + 2);
  BOOST_TEST(world.journal().statistics().waiting == 0u);
}

BOOST_AUTO_TEST_CASE(one_batch_is_checked_against_itself) {
  RocksWorld world;
  std::vector<std::future<AppendResult>> answers;
  auto marked = record(report(1'000'001), 0);
  marked.request = request(1, 1);
  auto marked_otherwise = record(report(1'000'002), 0);
  marked_otherwise.request = request(1, 2);
  {
    const BusyWriter busy{world.journal()};
    answers.push_back(append_soon(world.journal(), marked));
    answers.push_back(append_soon(world.journal(), record(report(1'000'001), 1)));
    answers.push_back(append_soon(world.journal(), record(report(1'000'001), 0)));
    answers.push_back(append_soon(world.journal(), marked_otherwise));
  }
  BOOST_TEST(number(answers[0].get()->position) == 2u);
  BOOST_TEST(number(answers[1].get()->position) == 3u);
  BOOST_TEST(number(failure<VersionConflict>(answers[2].get()).value().actual) == 2u);
  const auto seen = failure<RequestSeen>(answers[3].get()).value();
  BOOST_TEST(number(seen.position) == 2u);
  BOOST_TEST(!seen.same_request);
}

BOOST_AUTO_TEST_CASE(a_batch_has_at_most_the_records_allowed) {
  RocksWorld world;
  world.options().max_batch_records = 10;
  std::vector<std::future<AppendResult>> answers;
  {
    const BusyWriter busy{world.journal()};
    for (std::uint64_t i = 1; i <= 95; ++i)
      answers.push_back(append_soon(world.journal(), record(report(1'000'000 + i), 0)));
  }
  for (auto& answer : answers) BOOST_TEST(answer.get().has_value());
  BOOST_TEST(world.journal().statistics().batches == 1u + 10u);
}

BOOST_AUTO_TEST_CASE(a_full_queue_answers_overloaded_and_then_works_again) {
  RocksWorld world;
  world.options().max_waiting = 4;
  std::vector<std::future<AppendResult>> answers;
  {
    const BusyWriter busy{world.journal()};
    for (std::uint64_t i = 1; i <= 6; ++i)
      answers.push_back(append_soon(world.journal(), record(report(1'000'000 + i), 0)));
    BOOST_TEST(failed_with(answers[4].get(), ErrorCode::overloaded));
    BOOST_TEST(failed_with(answers[5].get(), ErrorCode::overloaded));
  }
  for (std::size_t i = 0; i < 4; ++i) BOOST_TEST(answers[i].get().has_value());
  BOOST_TEST(append_now(world.journal(), record(report(1'000'009), 0)).has_value());
}

BOOST_AUTO_TEST_CASE(stop_finishes_what_was_accepted) {
  RocksWorld world;
  std::vector<std::future<AppendResult>> answers;
  for (std::uint64_t i = 1; i <= 1'000; ++i)
    answers.push_back(append_soon(world.journal(), record(report(1'000'000 + i), 0)));
  world.journal().stop();
  for (auto& answer : answers) BOOST_TEST(answer.get().has_value());
  BOOST_TEST(number(world.reopen().last_position()) == 1'000u);
}

BOOST_AUTO_TEST_CASE(many_threads_get_positions_without_a_gap) {
  RocksWorld world;
  auto& journal = world.journal();
  std::vector<std::vector<std::future<AppendResult>>> answers(4);
  std::vector<std::thread> threads;
  for (std::uint64_t t = 0; t < 4; ++t) {
    threads.emplace_back([&, t] {
      for (std::uint32_t i = 0; i < 500; ++i) {
        answers[t].push_back(append_soon(journal, record(report(1'000'001 + t * 10 + i % 10), i / 10)));
      }
    });
  }
  for (auto& thread : threads) thread.join();
  std::set<std::uint64_t> positions;
  for (auto& of_thread : answers) {
    for (auto& answer : of_thread) positions.insert(number(answer.get().value().position));
  }
  BOOST_TEST(positions.size() == 2'000u);
  BOOST_TEST(*positions.begin() == 1u);
  BOOST_TEST(*positions.rbegin() == 2'000u);
  BOOST_TEST(load(journal, report(1'000'001)).records.size() == 50u);
  BOOST_TEST((journal.tree_head().root == root_from_scratch(journal)));
}

BOOST_AUTO_TEST_CASE(only_one_of_two_rivals_gets_a_version) {
  RocksWorld world;
  auto& journal = world.journal();
  BOOST_TEST(append_now(journal, record(report(1'000'001), 0)).has_value());
  std::vector<std::future<AppendResult>> answers(8);
  std::vector<std::thread> threads;
  for (auto& answer : answers) {
    threads.emplace_back([&] { answer = append_soon(journal, record(report(1'000'001), 1)); });
  }
  for (auto& thread : threads) thread.join();
  const auto won = std::count_if(answers.begin(), answers.end(), [](auto& answer) { return answer.get().has_value(); });
  BOOST_TEST(won == 1);
  BOOST_TEST(journal.statistics().conflicts == 7u);
}

BOOST_AUTO_TEST_CASE(a_folder_has_one_server) {
  RocksWorld world;
  world.open();
  const auto second = world.try_open();
  BOOST_TEST_REQUIRE(!second.has_value());
  BOOST_TEST((second.error().code == ErrorCode::in_use));
  BOOST_TEST(second.error().what.find("Another server uses") != std::string::npos);
  BOOST_TEST(append_now(world.journal(), record(report(1'000'001), 0)).has_value());
}

BOOST_AUTO_TEST_CASE(another_master_key_is_refused_also_for_an_empty_journal) {
  RocksWorld world;
  world.open();
  world.close();
  const auto mine = world.options().vault;
  const auto other = test_vault(8);
  world.options().vault = &other;
  BOOST_TEST((world.try_open().error().code == ErrorCode::wrong_key));
  world.options().read_only = true;
  BOOST_TEST((world.try_open().error().code == ErrorCode::wrong_key));
  world.options().read_only = false;
  world.options().vault = mine;
  BOOST_TEST(world.try_open().has_value());
}

BOOST_AUTO_TEST_CASE(a_reader_beside_the_server_sees_the_journal_as_it_was) {
  RocksWorld world;
  auto& journal = world.journal();
  for (std::uint64_t i = 1; i <= 300; ++i)
    BOOST_TEST(append_now(journal, record(report(1'000'000 + i), 0)).has_value());
  auto options = world.options();
  options.read_only = true;
  options.vault = nullptr;
  const auto reader = RocksJournal::open(options).value();
  for (std::uint64_t i = 301; i <= 310; ++i)
    BOOST_TEST(append_now(journal, record(report(1'000'000 + i), 0)).has_value());
  BOOST_TEST(number(reader->last_position()) == 300u);
  BOOST_TEST(number(reader->last_report()) == 1'000'300u);
  BOOST_TEST(reader->read(Position{1}, 1'000)->size() == 300u);
  BOOST_TEST((reader->tree_head().root == root_from_scratch(*reader)));
  BOOST_TEST(load(*reader, report(1'000'300)).records.size() == 1u);
  BOOST_TEST(failed_with(append_now(*reader, record(report(1'000'311), 0)), ErrorCode::unavailable));
}

BOOST_AUTO_TEST_CASE(a_reader_never_makes_a_journal) {
  RocksWorld world;
  world.options().read_only = true;
  BOOST_TEST((world.try_open().error().code == ErrorCode::unavailable));
  BOOST_TEST(!std::filesystem::exists(world.options().path));
}

BOOST_AUTO_TEST_CASE(readers_open_while_the_server_replaces_its_files) {
  RocksWorld world;
  world.options().write_buffer_bytes = 256 << 10;  // flushes and compactions all the time
  auto& journal = world.journal();
  auto options = world.options();
  options.read_only = true;
  std::atomic<bool> done{};
  std::thread writer{[&] {
    for (std::uint64_t i = 1; !done; ++i)
      (void)append_now(journal, record(report(1'000'000 + i), 0, std::string(900, 'x')));
  }};
  for (int i = 0; i < 20; ++i) {
    const auto reader = RocksJournal::open(options);
    BOOST_TEST(reader.has_value());
    if (!reader) BOOST_TEST_MESSAGE(reader.error().what);
    if (reader) BOOST_TEST((*reader)->read(Position{1}, 1'000'000)->size() == number((*reader)->last_position()));
  }
  done = true;
  writer.join();
}

BOOST_AUTO_TEST_CASE(a_destroyed_key_is_in_no_file_any_more) {
  RocksWorld world;
  const auto key = bytes_of_text("a wrapped key that nobody else has 0123456789");
  const auto state = bytes_of_text("a snapshot sealed under it 9876543210");
  auto first = record(report(1'000'001), 0);
  first.wrapped_key = key;
  first.snapshot = state;
  BOOST_TEST(append_now(world.journal(), first).has_value());
  world.reopen();  // now it is in a compacted file, and what follows in the log
  BOOST_TEST(append_now(world.journal(), full_record(1'000'002, 2)).has_value());
  BOOST_TEST(any_file_contains(world.options().path, key));
  auto erasure = record(report(1'000'001), 1);
  erasure.destroy_key = true;
  BOOST_TEST(append_now(world.journal(), erasure).has_value());
  world.journal().stop();
  BOOST_TEST(!any_file_contains(world.options().path, key));
  BOOST_TEST(!any_file_contains(world.options().path, state));
  world.reopen();
  BOOST_TEST(load(world.journal(), report(1'000'002)).wrapped_key.has_value());
  BOOST_TEST(load(world.journal(), report(1'000'001)).records.size() == 2u);
}

BOOST_AUTO_TEST_CASE(loads_run_while_appends_do) {
  RocksWorld world;
  auto& journal = world.journal();
  for (std::uint32_t version = 0; version < 200; ++version) {
    auto answer = append_soon(journal, record(report(1'000'001), version, std::to_string(version)));
    const auto history = load(journal, report(1'000'001));
    BOOST_TEST((history.records.size() == version || history.records.size() == version + 1));
    BOOST_TEST(answer.get().has_value());
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace lapor::storage::test
