#include <boost/test/unit_test.hpp>
#include <fstream>
#include <iterator>
#include <set>

#include "storage/check/log_file.hpp"
#include "storage/check/store_files.hpp"
#include "storage/journal_entries.hpp"
#include "storage/published_checkpoint.hpp"
#include "tests/storage/journal_contract.hpp"

/// What somebody may do to the files of a journal, and what a disk may do. The table over a whole data folder, with
/// attachments, keys and the program itself, is in tests/tools/e2e_tampering_test.cpp.
namespace lapor::storage::test {

namespace {

namespace fs = std::filesystem;

std::string content_of(const fs::path& file) {
  std::ifstream in{file, std::ios::binary};
  return {std::istreambuf_iterator<char>{in}, {}};
}

void write(const fs::path& file, std::string_view content) {
  std::ofstream{file, std::ios::binary | std::ios::trunc} << content;
}

fs::path newest(const fs::path& folder, std::string_view prefix, std::string_view suffix) {
  fs::path found;
  for (const auto& entry : fs::directory_iterator{folder}) {
    const auto name = entry.path().filename().string();
    if (name.starts_with(prefix) && name.ends_with(suffix)) found = std::max(found, entry.path());
  }
  return found;
}

/// A journal with some batches of one and of several records in its log, closed.
struct LoggedWorld : RocksWorld {
  LoggedWorld() {
    for (std::uint64_t i = 1; i <= 6; ++i)
      BOOST_TEST_REQUIRE(append_now(journal(), record(report(1'000'000 + i), 0, std::to_string(i))).has_value());
    std::vector<std::future<AppendResult>> answers;
    {
      const BusyWriter together{journal()};
      for (std::uint64_t i = 7; i <= 9; ++i)
        answers.push_back(append_soon(journal(), record(report(1'000'000 + i), 0, std::to_string(i))));
    }
    for (auto& answer : answers) BOOST_TEST_REQUIRE(answer.get().has_value());
    BOOST_TEST_REQUIRE(append_now(journal(), record(report(1'000'010), 0, "the last one")).has_value());
    head = journal().tree_head();
    close();
    log = newest(options().path, "", ".log");
    options().read_only = true;
  }
  [[nodiscard]] proof::Checkpoint published() const { return {"log.example", head.size, head.root}; }

  Journal::TreeHead head;
  fs::path log;
};

/// Every byte of a file in RocksDB's log format, one bit of each turned around.
void every_flipped_bit_shows(const fs::path& file) {
  const auto whole = content_of(file);
  BOOST_TEST_REQUIRE(whole.size() > 100U);
  BOOST_TEST_REQUIRE(!find_log_damage(file).value().has_value());
  for (std::size_t at = 0; at < whole.size(); ++at) {
    auto altered = whole;
    altered[at] = static_cast<char>(altered[at] ^ (1 << at % 8));
    write(file, altered);
    if (!find_log_damage(file).value()) BOOST_ERROR("byte " << at << " of " << file.filename());
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(tampering)

BOOST_AUTO_TEST_CASE(every_flipped_bit_of_the_log_shows) {
  const LoggedWorld world;
  every_flipped_bit_shows(world.log);
}

BOOST_AUTO_TEST_CASE(every_flipped_bit_of_the_list_of_files_shows) {
  LoggedWorld world;
  every_flipped_bit_shows(newest(world.options().path, "MANIFEST-", ""));
}

BOOST_AUTO_TEST_CASE(a_log_of_many_blocks_is_whole_and_ends_where_it_was_cut) {
  RocksWorld world;
  for (std::uint64_t i = 1; i <= 200; ++i)
    BOOST_TEST_REQUIRE(
        append_now(world.journal(), record(report(1'000'000 + i), 0, std::string(100 + 13 * i, 'x'))).has_value());
  world.close();
  const auto log = newest(world.options().path, "", ".log");
  BOOST_TEST_REQUIRE(fs::file_size(log) > 4 * 32'768U);
  BOOST_TEST(!find_log_damage(log).value().has_value());
  fs::resize_file(log, fs::file_size(log) - 1);
  const auto damage = find_log_damage(log).value();
  BOOST_TEST_REQUIRE(damage.has_value());
  BOOST_TEST(damage->offset < fs::file_size(log));
}

/// A cut within a record looks like a torn write, which no start may refuse; so the journal is a batch shorter, and it
/// is the checkpoint that was published which shows it.
BOOST_AUTO_TEST_CASE(a_log_that_was_cut_at_any_byte_gives_whole_batches_and_not_what_was_published) {
  LoggedWorld world;
  const auto whole = content_of(world.log);
  std::set<std::uint64_t> sizes;
  for (std::size_t length = whole.size(); length-- > 0;) {
    write(world.log, std::string_view{whole}.substr(0, length));
    const auto journal = world.try_open();
    BOOST_TEST_REQUIRE(journal.has_value(), length << ": " << (journal ? "" : journal.error().what));
    sizes.insert((*journal)->tree_head().size);
    const auto continues = check_continues(**journal, world.published());
    BOOST_TEST_REQUIRE(!continues.has_value(), length);
    BOOST_TEST((continues.error().kind == proof::FaultKind::beyond_tree));
  }
  const std::set<std::uint64_t> batches{0, 1, 2, 3, 4, 5, 6, 7, 10};
  BOOST_TEST(sizes == batches, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(the_files_of_a_whole_journal_are_as_they_were_written) {
  LoggedWorld world;
  const auto tell = [](const Damage& damage) { BOOST_ERROR(damage.where << ": " << damage.what); };
  check_store_files(world.options().path, tell);
  const auto entries = JournalEntries::open(world.options().path);
  BOOST_TEST_REQUIRE(entries.has_value());
  check_identity(world.options().path, (*entries)->identity(), tell);
  BOOST_TEST((*entries)->verify_tables().has_value());
}

BOOST_AUTO_TEST_CASE(a_folder_that_a_server_has_open_is_not_taken) {
  RocksWorld world;
  BOOST_TEST(append_now(world.journal(), record(report(1'000'001), 0)).has_value());
  BOOST_TEST((JournalLock::take(world.options().path).error().code == ErrorCode::in_use));
  world.close();
  const auto lock = JournalLock::take(world.options().path);
  BOOST_TEST(lock.has_value());
  BOOST_TEST((world.try_open().error().code == ErrorCode::in_use));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace lapor::storage::test
