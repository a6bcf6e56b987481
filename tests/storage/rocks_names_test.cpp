#include <rocksdb/db.h>

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <map>
#include <random>

#include "tests/storage/journal_contract.hpp"

namespace lapor::storage::test {

namespace {

constexpr std::uint64_t streams = 4;  // few, so that they get into each other's way
constexpr std::uint8_t drawn_keys = 4;

/// Takes the family away, so that the closed folder is as it was before there were names.
void make_old(const std::filesystem::path& folder) {
  std::vector<std::string> names;
  BOOST_TEST_REQUIRE(rocksdb::DB::ListColumnFamilies({}, folder.string(), &names).ok());
  std::vector<rocksdb::ColumnFamilyDescriptor> families;
  for (const auto& each : names) families.emplace_back(each, rocksdb::ColumnFamilyOptions{});
  std::vector<rocksdb::ColumnFamilyHandle*> handles;
  rocksdb::DB* opened = nullptr;
  BOOST_TEST_REQUIRE(rocksdb::DB::Open({}, folder.string(), families, &handles, &opened).ok());
  const std::unique_ptr<rocksdb::DB> database{opened};
  const auto at = static_cast<std::size_t>(std::find(names.begin(), names.end(), "names") - names.begin());
  BOOST_TEST_REQUIRE(at < names.size());
  BOOST_TEST(database->DropColumnFamily(handles[at]).ok());
  for (auto* handle : handles) BOOST_TEST(database->DestroyColumnFamilyHandle(handle).ok());
}

bool has_family(const std::filesystem::path& folder) {
  std::vector<std::string> names;
  BOOST_TEST_REQUIRE(rocksdb::DB::ListColumnFamilies({}, folder.string(), &names).ok());
  return std::find(names.begin(), names.end(), "names") != names.end();
}

Bytes bytes_of(const Name& wanted) {
  return {wanted.key.begin(), wanted.key.end()};
}

/// Some names, each at random.
std::vector<Name> draw(std::mt19937& random) {
  std::vector<Name> drawn;
  for (std::uint8_t key = 0; key < drawn_keys; ++key) {
    if (random() % 4 == 0) drawn.push_back(name(key));
  }
  return drawn;
}

struct Sent {
  Append append;
  std::future<AppendResult> answer;
};

/// Two records for each stream, waiting together: the second one conflicts when the first one is refused.
std::vector<Sent> send_one_batch(Journal& journal, const std::vector<std::uint32_t>& versions, std::mt19937& random) {
  std::vector<Sent> sent;
  const BusyWriter busy{journal};
  for (std::uint64_t id = 0; id < streams; ++id) {
    for (const std::uint32_t more : {0u, 1u}) {
      auto append = release(claim(record(report(id), versions[id] + more), draw(random)), draw(random));
      auto answer = append_soon(journal, append);
      sent.push_back({std::move(append), std::move(answer)});
    }
  }
  return sent;
}

/// What was written, carried out one by one in the order of positions.
void replay_in_order(std::map<std::uint64_t, Append> written, MemoryJournal& oracle) {
  for (auto& [position, append] : written) {
    const auto appended = append_now(oracle, std::move(append));
    BOOST_TEST_REQUIRE(appended.has_value());
    BOOST_TEST(number(appended->position) == position);
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(rocks_names)

BOOST_AUTO_TEST_CASE(one_batch_sees_its_own_claims_and_releases) {
  RocksWorld world;
  auto& journal = world.journal();
  BOOST_TEST(append_now(journal, claim(record(report(1), 0), {name(1)})).has_value());
  const auto before = journal.statistics();
  std::vector<std::future<AppendResult>> answers;
  {
    const BusyWriter busy{journal};
    answers.push_back(append_soon(journal, release(record(report(1), 1), {name(1)})));
    answers.push_back(append_soon(journal, claim(record(report(2), 0), {name(1), name(2)})));
    answers.push_back(append_soon(journal, release(record(report(2), 1), {name(1)})));
    answers.push_back(append_soon(journal, release(claim(record(report(2), 2), {name(1)}), {name(1)})));
    answers.push_back(append_soon(journal, claim(record(report(3), 0), {name(1)})));
    answers.push_back(append_soon(journal, claim(record(report(3), 0), {name(3)})));
  }
  for (const std::size_t i : {0u, 1u, 2u, 3u, 5u}) BOOST_TEST(answers[i].get().has_value());
  BOOST_TEST((failure<NameTaken>(answers[4].get()).value().holder == report(2)));
  BOOST_TEST(journal.statistics().batches == before.batches + 2);
  const std::vector<HeldName> held{{name(1), report(2)}, {name(2), report(2)}, {name(3), report(3)}};
  BOOST_TEST((journal.names(NameKind::address, {}, 10).value() == held));
}

BOOST_AUTO_TEST_CASE(of_rivals_in_one_batch_one_gets_the_name) {
  RocksWorld world;
  std::vector<std::future<AppendResult>> answers;
  {
    const BusyWriter busy{world.journal()};
    for (std::uint64_t id = 8; id > 0; --id)
      answers.push_back(append_soon(world.journal(), claim(record(report(id), 0), {name(1)})));
  }
  std::optional<Stream> winner;
  std::vector<Stream> told;
  for (std::uint64_t i = 0; i < 8; ++i) {
    const auto answer = answers[i].get();
    if (answer)
      winner = report(8 - i);
    else
      told.push_back(failure<NameTaken>(answer).value().holder);
  }
  BOOST_TEST_REQUIRE(winner.has_value());
  BOOST_TEST((told == std::vector<Stream>(7, *winner)));
  BOOST_TEST((world.journal().find_name(name(1)).value() == winner));
}

BOOST_AUTO_TEST_CASE(names_are_there_after_reopening) {
  RocksWorld world;
  BOOST_TEST(append_now(world.journal(), claim(record(report(1), 0), {name(1), name(2)})).has_value());
  BOOST_TEST(append_now(world.journal(), release(record(report(1), 1), {name(2)})).has_value());
  for (int i = 0; i < 2; ++i) {  // from the log, then from a file
    auto& journal = world.reopen();
    BOOST_TEST((journal.find_name(name(1)).value() == report(1)));
    BOOST_TEST(!journal.find_name(name(2))->has_value());
    BOOST_TEST(failure<NameTaken>(append_now(journal, claim(record(report(2), 0), {name(1)}))).has_value());
  }
  BOOST_TEST(append_now(world.journal(), claim(record(report(2), 0), {name(2)})).has_value());
}

BOOST_AUTO_TEST_CASE(a_batch_does_to_names_what_its_records_do_one_by_one) {
  constexpr unsigned seed = 20261125;
  BOOST_TEST_INFO_SCOPE("seed " << seed);
  std::mt19937 random{seed};
  RocksWorld world;
  MemoryJournal oracle;
  { const BusyWriter first_record{world.journal()}; }
  BOOST_TEST(append_now(oracle, record(report(999), 0)).has_value());
  std::vector<std::uint32_t> versions(streams, 0);
  std::size_t taken = 0;
  for (int round = 0; round < 60; ++round) {
    std::map<std::uint64_t, Append> written;
    for (auto& [append, answer] : send_one_batch(world.journal(), versions, random)) {
      const auto result = answer.get();
      if (failure<NameTaken>(result)) ++taken;
      if (!result) continue;
      ++versions[append.stream.id];
      written[number(result->position)] = std::move(append);
    }
    replay_in_order(std::move(written), oracle);
    if (round % 10 == 9) world.reopen();
    const auto names = world.journal().names(NameKind::address, {}, 100).value();
    BOOST_TEST((names == oracle.names(NameKind::address, {}, 100).value()));
  }
  BOOST_TEST(taken > 30u);
  BOOST_TEST(number(oracle.last_position()) > 60u);
}

BOOST_AUTO_TEST_CASE(a_folder_from_before_names_gets_them_when_it_is_opened_to_write) {
  RocksWorld world;
  BOOST_TEST(append_now(world.journal(), record(report(1'000'001), 0, "old")).has_value());
  world.close();
  make_old(world.options().path);
  auto& journal = world.journal();
  BOOST_TEST((load(journal, report(1'000'001)).records.at(0).bytes == bytes_of_text("old")));
  BOOST_TEST(append_now(journal, claim(record(report(1'000'001), 1), {name(1)})).has_value());
  BOOST_TEST((world.reopen().find_name(name(1)).value() == report(1'000'001)));
  BOOST_TEST(has_family(world.options().path));
}

BOOST_AUTO_TEST_CASE(a_folder_from_before_names_can_be_read_and_stays_as_it_is) {
  RocksWorld world;
  BOOST_TEST(append_now(world.journal(), record(report(1'000'001), 0, "old")).has_value());
  world.close();
  make_old(world.options().path);
  world.options().read_only = true;
  auto& journal = world.journal();
  BOOST_TEST(number(journal.last_position()) == 1u);
  BOOST_TEST((journal.read(Position{1}, 10)->at(0).bytes == bytes_of_text("old")));
  BOOST_TEST(!journal.find_name(name(1))->has_value());
  BOOST_TEST(journal.names(NameKind::address, {}, 10)->empty());
  world.close();
  BOOST_TEST(!has_family(world.options().path));
}

BOOST_AUTO_TEST_CASE(a_reader_beside_the_server_sees_names_as_they_were) {
  RocksWorld world;
  auto& journal = world.journal();
  BOOST_TEST(append_now(journal, claim(record(report(1), 0), {name(1)})).has_value());
  auto options = world.options();
  options.read_only = true;
  const auto reader = RocksJournal::open(options).value();
  BOOST_TEST(append_now(journal, release(claim(record(report(1), 1), {name(2)}), {name(1)})).has_value());
  BOOST_TEST((reader->find_name(name(1)).value() == report(1)));
  BOOST_TEST((reader->names(NameKind::address, {}, 10).value() == std::vector<HeldName>{{name(1), report(1)}}));
}

BOOST_AUTO_TEST_CASE(names_released_by_an_erasure_or_before_it_are_in_no_file_after_the_next_start) {
  RocksWorld world;
  const std::vector released{name(0xa1), name(0xa2)};
  BOOST_TEST(append_now(world.journal(), claim(record(report(1), 0), released)).has_value());
  BOOST_TEST(append_now(world.journal(), claim(record(report(2), 0), {name(0xa3)})).has_value());
  world.reopen();  // now they are in a compacted file, and what follows in the log
  BOOST_TEST(append_now(world.journal(), release(record(report(1), 1), {released[0]})).has_value());
  auto erasure = release(record(report(1), 2), {released[1]});
  erasure.destroy_key = true;
  for (const auto& each : released) BOOST_TEST(any_file_contains(world.options().path, bytes_of(each)));
  BOOST_TEST(append_now(world.journal(), erasure).has_value());
  world.reopen();  // RocksDB's list of files has the first and last key of each file, and is made anew at an opening
  for (const auto& each : released) BOOST_TEST(!any_file_contains(world.options().path, bytes_of(each)));
  BOOST_TEST((world.journal().find_name(name(0xa3)).value() == report(2)));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace lapor::storage::test
