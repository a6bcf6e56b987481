#include <boost/test/unit_test.hpp>
#include <fstream>
#include <iterator>
#include <random>
#include <set>
#include <thread>

#include "tests/storage/fault_file_system.hpp"
#include "tests/storage/journal_contract.hpp"

namespace lapor::storage::test {

namespace {

/// A journal on a disk that fails on request.
class FaultyWorld : public RocksWorld {
 public:
  FaultyWorld() : disk_(std::make_shared<FaultFileSystem>()), env_(rocksdb::NewCompositeEnv(disk_)) {
    options().env = env_.get();
    options().on_fatal = [this](std::string message) { fatal_messages_.push_back(std::move(message)); };
  }
  ~FaultyWorld() { close(); }
  FaultFileSystem& disk() { return *disk_; }
  /// What `on_fatal` was told. Read it when the journal has stopped.
  [[nodiscard]] const std::vector<std::string>& fatal_messages() const { return fatal_messages_; }

  /// The machine dies, comes back with `kept` of what was not synced, and the server starts again.
  Journal& crash_and_reopen(double kept) {
    close();
    disk_->drop_unsynced(kept);
    disk_->heal();
    return journal();
  }

 private:
  std::shared_ptr<FaultFileSystem> disk_;
  std::unique_ptr<rocksdb::Env> env_;
  std::vector<std::string> fatal_messages_;
};

std::string text_of(std::uint64_t id) {
  return "report " + std::to_string(id) + std::string(700, '.');
}

/// Sends `count` new reports in groups of `group` and returns those that were acknowledged, id by position.
std::map<std::uint64_t, std::uint64_t> append_until_failure(Journal& journal, std::uint64_t count,
                                                            std::uint64_t group) {
  std::map<std::uint64_t, std::uint64_t> acknowledged;
  bool failed = false;
  for (std::uint64_t done = 0; done < count; done += group) {
    std::vector<std::future<AppendResult>> answers;
    for (std::uint64_t i = 1; i <= group; ++i) {
      const auto id = 1'000'000 + done + i;
      answers.push_back(append_soon(journal, record(report(id), 0, text_of(id))));
    }
    for (std::uint64_t i = 0; i < group; ++i) {
      const auto answer = answers[i].get();
      BOOST_TEST(!(failed && answer.has_value()));  // nothing is acknowledged after a failure
      failed = failed || !answer;
      if (answer) acknowledged[number(answer->position)] = 1'000'000 + done + i + 1;
      if (!answer) BOOST_TEST(failed_with(answer, ErrorCode::unavailable));
    }
  }
  return acknowledged;
}

void check_all_there(Journal& journal, const std::map<std::uint64_t, std::uint64_t>& acknowledged) {
  const auto records = journal.read(Position{1}, 1'000'000).value();
  BOOST_TEST(records.size() == number(journal.last_position()));
  BOOST_TEST_REQUIRE(records.size() >= acknowledged.size());
  for (const auto& [position, id] : acknowledged) {
    BOOST_TEST(number(records[position - 1].position) == position);
    BOOST_TEST((records[position - 1].bytes == bytes_of_text(text_of(id))));
    BOOST_TEST(load(journal, report(id)).records.size() == 1u);
  }
  BOOST_TEST((journal.tree_head().root == root_from_scratch(journal)));
}

std::string read_file(const std::filesystem::path& path) {
  std::ifstream file{path, std::ios::binary};
  return {std::istreambuf_iterator<char>{file}, {}};
}

/// Flips one bit at the first place of `wanted` in the files that end in `ending`.
bool damage(const std::filesystem::path& folder, const std::string& ending, const std::string& wanted) {
  for (const auto& entry : std::filesystem::directory_iterator{folder}) {
    if (!entry.path().string().ends_with(ending)) continue;
    auto content = read_file(entry.path());
    const auto at = content.find(wanted);
    if (at == std::string::npos) continue;
    content[at] = static_cast<char>(content[at] ^ 1);
    std::ofstream{entry.path(), std::ios::binary} << content;
    return true;
  }
  return false;
}

/// Text that compression leaves as it is.
std::string noise(std::uint64_t seed) {
  std::mt19937_64 random{seed};
  std::string text(200, ' ');
  for (char& each : text) each = static_cast<char>('!' + random() % 90);
  return text;
}

void append_noise(Journal& journal, std::uint64_t count) {
  for (std::uint64_t i = 1; i <= count; ++i) {
    BOOST_TEST_REQUIRE(append_now(journal, record(report(1'000'000 + i), 0, noise(i))).has_value());
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(rocks_faults)

BOOST_AUTO_TEST_CASE(a_failed_sync_stops_everything_and_loses_nothing_acknowledged) {
  for (const int syncs : {0, 1, 2, 6, 11}) {
    for (const double kept : {0.0, 0.37, 1.0}) {
      BOOST_TEST_INFO_SCOPE("syncs " << syncs << ", kept " << kept);
      FaultyWorld world;
      world.open();
      world.disk().fail_log_sync_after(syncs);
      const auto acknowledged = append_until_failure(world.journal(), 120, 8);
      BOOST_TEST(world.disk().failed());
      BOOST_TEST(acknowledged.size() < 120u);
      BOOST_TEST(world.journal().statistics().failed);
      world.journal().stop();
      BOOST_TEST_REQUIRE(world.fatal_messages().size() == 1u);
      BOOST_TEST(world.fatal_messages()[0].find("Check the disk") != std::string::npos);
      auto& journal = world.crash_and_reopen(kept);
      check_all_there(journal, acknowledged);
      if (kept == 0.0) BOOST_TEST(number(journal.last_position()) == acknowledged.size());
      BOOST_TEST(append_now(journal, record(report(2'000'000), 0)).has_value());
    }
  }
}

BOOST_AUTO_TEST_CASE(a_disk_that_fills_up_is_named_and_loses_nothing_acknowledged) {
  for (std::int64_t room = 0; room < 60'000; room += 9'998) {
    for (const double kept : {0.0, 0.5, 1.0}) {
      BOOST_TEST_INFO_SCOPE("room " << room << ", kept " << kept);
      FaultyWorld world;
      world.open();
      world.disk().fill_up_after(room);
      const auto acknowledged = append_until_failure(world.journal(), 120, 8);
      world.journal().stop();
      BOOST_TEST_REQUIRE(world.fatal_messages().size() == 1u);
      BOOST_TEST(world.fatal_messages()[0].find("disk is full") != std::string::npos);
      auto& journal = world.crash_and_reopen(kept);
      check_all_there(journal, acknowledged);
      BOOST_TEST(append_now(journal, record(report(2'000'000), 0)).has_value());
    }
  }
}

BOOST_AUTO_TEST_CASE(a_failure_while_files_are_replaced_loses_nothing_acknowledged) {
  for (int syncs = 5; syncs < 200; syncs += 31) {
    BOOST_TEST_INFO_SCOPE("syncs " << syncs);
    FaultyWorld world;
    world.options().write_buffer_bytes = 64 << 10;
    world.open();
    world.disk().fail_log_sync_after(syncs);
    const auto acknowledged = append_until_failure(world.journal(), 1'600, 8);
    check_all_there(world.crash_and_reopen(0.0), acknowledged);
  }
}

BOOST_AUTO_TEST_CASE(a_crash_without_a_failure_keeps_everything_acknowledged) {
  FaultyWorld world;
  const auto acknowledged = append_until_failure(world.journal(), 400, 16);
  BOOST_TEST(acknowledged.size() == 400u);
  world.disk().fail_log_sync_after(0);
  (void)append_now(world.journal(), record(report(3'000'000), 0));
  auto& journal = world.crash_and_reopen(0.0);
  BOOST_TEST(number(journal.last_position()) == 400u);
  check_all_there(journal, acknowledged);
}

BOOST_AUTO_TEST_CASE(appends_that_waited_during_the_failure_are_all_answered) {
  FaultyWorld world;
  world.open();
  world.disk().fail_log_sync_after(0);
  std::vector<std::vector<std::future<AppendResult>>> answers(4);
  std::vector<std::thread> threads;
  for (std::uint64_t t = 0; t < 4; ++t) {
    threads.emplace_back([&, t] {
      for (std::uint64_t i = 1; i <= 200; ++i)
        answers[t].push_back(append_soon(world.journal(), record(report(t * 1'000 + i), 0)));
    });
  }
  for (auto& thread : threads) thread.join();
  for (auto& of_thread : answers) {
    for (auto& answer : of_thread) BOOST_TEST(failed_with(answer.get(), ErrorCode::unavailable));
  }
  world.journal().stop();
  BOOST_TEST(world.fatal_messages().size() == 1u);
  BOOST_TEST(number(world.journal().last_position()) == 0u);
}

BOOST_AUTO_TEST_CASE(below_the_reserve_nothing_is_written_and_it_recovers_by_itself) {
  FaultyWorld world;
  world.options().disk_reserve_bytes = 1'000'000;
  world.options().disk_check_every = std::chrono::milliseconds{0};
  auto& journal = world.journal();
  BOOST_TEST(append_now(journal, record(report(1'000'001), 0)).has_value());
  world.disk().set_free_space(999'999);
  BOOST_TEST(failed_with(append_now(journal, record(report(1'000'002), 0)), ErrorCode::disk_full));
  BOOST_TEST(journal.statistics().disk_low);
  BOOST_TEST(number(journal.last_position()) == 1u);
  world.disk().set_free_space(1'000'000);
  while (journal.statistics().disk_low) std::this_thread::yield();
  BOOST_TEST(number(append_now(journal, record(report(1'000'002), 0))->position) == 2u);
  BOOST_TEST(!journal.statistics().failed);
}

BOOST_AUTO_TEST_CASE(a_damaged_record_in_a_file_is_named_when_it_is_read) {
  RocksWorld world;
  append_noise(world.journal(), 600);
  world.reopen();  // moves the records from the log to a file
  world.close();
  BOOST_TEST_REQUIRE(damage(world.options().path, ".sst", noise(3).substr(0, 60)));
  auto& journal = world.journal();
  const auto read = journal.read(Position{1}, 10);
  BOOST_TEST_REQUIRE(!read.has_value());
  BOOST_TEST((read.error().code == ErrorCode::corrupt));
  BOOST_TEST(read.error().what.find("record 1") != std::string::npos);
  const auto history = try_load(journal, report(1'000'003));
  BOOST_TEST_REQUIRE(!history.has_value());
  BOOST_TEST((history.error().code == ErrorCode::corrupt));
  BOOST_TEST(history.error().what.find("record 3") != std::string::npos);
  BOOST_TEST(journal.read(Position{500}, 100)->size() == 100u);
}

BOOST_AUTO_TEST_CASE(damage_among_the_newest_records_is_found_at_opening) {
  RocksWorld world;
  append_noise(world.journal(), 100);
  world.reopen();
  world.close();
  BOOST_TEST_REQUIRE(damage(world.options().path, ".sst", noise(40).substr(0, 60)));
  const auto opened = world.try_open();
  BOOST_TEST_REQUIRE(!opened.has_value());
  BOOST_TEST((opened.error().code == ErrorCode::corrupt));
  BOOST_TEST(opened.error().what.find("restore") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_damaged_log_is_refused_until_an_operator_gives_up_its_end) {
  RocksWorld world;
  append_noise(world.journal(), 500);
  world.close();
  BOOST_TEST_REQUIRE(damage(world.options().path, ".log", noise(40).substr(0, 60)));
  const auto opened = world.try_open();
  BOOST_TEST_REQUIRE(!opened.has_value());
  BOOST_TEST((opened.error().code == ErrorCode::corrupt));
  BOOST_TEST(opened.error().what.find("--accept-damaged-log-end") != std::string::npos);
  world.options().accept_damaged_log_end = true;
  BOOST_TEST(number(world.journal().last_position()) == 39u);
  BOOST_TEST((world.journal().tree_head().root == root_from_scratch(world.journal())));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace lapor::storage::test
