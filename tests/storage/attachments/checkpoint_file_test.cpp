#include "storage/attachments/checkpoint_file.hpp"

#include <boost/test/unit_test.hpp>

#include "tests/storage/attachments/files_on_disk.hpp"
#include "tests/storage/journal_contract.hpp"

namespace lapor::storage::test {

namespace {

struct CheckpointFixture {
  TemporaryFolder folder;
  CheckpointFile checkpoint{folder.path() / "checkpoint"};
  MemoryJournal journal;

  CheckpointFixture() {
    for (std::uint32_t version = 0; version < 3; ++version)
      BOOST_TEST_REQUIRE(
          append_now(journal, record(report(1'000'001), version, "record " + std::to_string(version))).has_value());
  }

  StoredRecord stored(std::uint64_t position) { return journal.read(Position{position}, 1).value().front(); }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(checkpoint_file, CheckpointFixture)

BOOST_AUTO_TEST_CASE(the_last_position_written_is_read) {
  BOOST_TEST(number(checkpoint.read(journal).value()) == 0U);
  BOOST_TEST_REQUIRE(checkpoint.write(stored(2)).has_value());
  BOOST_TEST_REQUIRE(checkpoint.write(stored(3)).has_value());
  BOOST_TEST(number(checkpoint.read(journal).value()) == 3U);
  BOOST_TEST(names_in(folder.path()) == std::vector<std::string>{"checkpoint"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(another_journal_begins_anew) {
  BOOST_TEST_REQUIRE(checkpoint.write(stored(2)).has_value());
  MemoryJournal shorter;
  BOOST_TEST(number(checkpoint.read(shorter).value()) == 0U);
  for (std::uint32_t version = 0; version < 3; ++version)
    BOOST_TEST_REQUIRE(append_now(shorter, record(report(1'000'001), version, "another record")).has_value());
  BOOST_TEST(number(checkpoint.read(shorter).value()) == 0U);
}

BOOST_AUTO_TEST_CASE(a_damaged_file_begins_anew) {
  BOOST_TEST_REQUIRE(checkpoint.write(stored(2)).has_value());
  const Bytes good = bytes_on_disk(folder.path() / "checkpoint");
  for (std::size_t i = 0; i < good.size(); ++i) {
    Bytes bad = good;
    bad[i] ^= std::byte{1};
    put_on_disk(folder.path() / "checkpoint", bad);
    BOOST_TEST(number(checkpoint.read(journal).value()) == 0U, i);
    put_on_disk(folder.path() / "checkpoint", BytesView{good}.first(i));
    BOOST_TEST(number(checkpoint.read(journal).value()) == 0U, i);
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace lapor::storage::test
