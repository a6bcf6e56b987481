#include <algorithm>
#include <boost/test/unit_test.hpp>

#include "storage/rocks_import.hpp"
#include "tests/tools/program.hpp"
#include "tools/backup/backup_file.hpp"
#include "tools/backup/key_store.hpp"
#include "tools/backup/request_store.hpp"

/// What lies beside the log of a backup: data keys and requests.
namespace {

namespace fs = std::filesystem;
using namespace lapor;
using namespace lapor::backup;
using lapor::tests::TemporaryFolder;

const std::string origin = "lapor.example/log";
const Instant morning{std::chrono::milliseconds{1'790'000'000'000}};

Stream report(std::uint64_t id) {
  return {StreamKind::report, id};
}

/// A journal of data keys and nothing else, and a folder for generations of them.
class Keys {
 public:
  void add(std::uint64_t report_id) {
    BOOST_TEST_REQUIRE(
        journal_->add_key(report(report_id), vault_.wrap(vault_.new_data_key(), report(report_id))).has_value());
  }
  KeyGeneration write(std::uint64_t size, Instant at) {
    auto written = write_generation(folder(), *journal_->entries().value(), origin, size, at);
    BOOST_TEST_REQUIRE(written.has_value());
    return *written;
  }
  [[nodiscard]] fs::path folder() const { return folder_ / "keys"; }
  /// In the order in which they are given.
  [[nodiscard]] Result<std::vector<Stream>, Trouble> read(const KeyGeneration& generation) const {
    std::vector<Stream> streams;
    const auto done = read_generation(folder(), generation, [&](Stream stream, BytesView) -> Done {
      streams.push_back(stream);
      return {};
    });
    if (!done) return fail(done.error());
    return streams;
  }

 private:
  TemporaryFolder folder_;
  storage::Vault vault_{storage::Key{}};
  std::unique_ptr<storage::JournalImport> journal_{storage::JournalImport::create(folder_ / "journal", vault_).value()};
};

/// Puts bytes where the chunk that has them lies; its hash.
ContentHash put_chunk(const fs::path& keys, const Bytes& content) {
  const auto hash = storage::content_hash(content);
  auto writer = FileWriter::create(chunk_file(keys, hash));
  BOOST_TEST_REQUIRE((writer && writer->append(content) && writer->place(writer->hash())));
  return hash;
}

Bytes chunk_of(const Keys& keys, const KeyGeneration& generation) {
  const auto& chunk = generation.chunks.front();
  return read_hashed(chunk_file(keys.folder(), chunk.hash), chunk.hash).value();
}

template <class T>
bool is(const Result<T, Trouble>& result, FaultKind kind) {
  return !result && result.error().kind == kind;
}

/// One request's bytes are of no meaning here.
RequestChunk put_requests(const fs::path& backup, std::size_t bytes, std::uint64_t entries) {
  RequestChunk chunk{1, 9, entries, {}};
  const Bytes content(bytes);
  auto writer = FileWriter::create(request_file(backup, chunk));
  BOOST_TEST_REQUIRE((writer && writer->append(content)));
  chunk.hash = writer->hash();
  BOOST_TEST_REQUIRE(writer->place(chunk.hash).has_value());
  return chunk;
}

Result<std::uint64_t, Trouble> count(const fs::path& backup, const RequestChunk& chunk) {
  std::uint64_t requests = 0;
  const auto done = read_requests(backup, chunk, [&](const storage::RequestMark&, Position) -> Done {
    ++requests;
    return {};
  });
  if (!done) return fail(done.error());
  return requests;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(backup_stores)

BOOST_AUTO_TEST_CASE(a_folder_without_generations_has_no_newest_one) {
  const Keys keys;
  const auto newest = newest_generation(keys.folder(), origin);
  BOOST_TEST((newest && !*newest));
  BOOST_TEST(is(generation_for(keys.folder(), origin, 5), FaultKind::truncated));
}

BOOST_AUTO_TEST_CASE(the_newest_generation_is_that_of_the_longest_log_also_after_a_clock_was_put_back) {
  Keys keys;
  keys.add(1);
  (void)keys.write(9, morning);
  keys.add(2);
  const auto later = keys.write(10, morning - std::chrono::hours{1});
  BOOST_TEST((newest_generation(keys.folder(), origin).value() == later));
  BOOST_TEST((generation_for(keys.folder(), origin, 10).value() == later));
  BOOST_TEST(generation_for(keys.folder(), origin, 9)->size == 9u);
}

BOOST_AUTO_TEST_CASE(an_older_generation_goes_when_its_time_is_over_and_the_newest_never) {
  Keys keys;
  keys.add(1);
  (void)keys.write(9, morning);
  keys.add(2);
  const auto later = keys.write(10, morning);
  const std::chrono::hours day{24};
  BOOST_TEST(expire_generations(keys.folder(), morning + day, day).value() == 0u);
  BOOST_TEST(expire_generations(keys.folder(), morning + 2 * day, day).value() == 1u);
  BOOST_TEST(keys.read(later)->size() == 2u);
}

BOOST_AUTO_TEST_CASE(keys_of_another_log_are_told_as_such) {
  Keys keys;
  keys.add(1);
  (void)keys.write(9, morning);
  BOOST_TEST(is(newest_generation(keys.folder(), "lapor.example/other"), FaultKind::other_log));
}

BOOST_AUTO_TEST_CASE(a_generation_under_the_name_of_another_is_refused) {
  Keys keys;
  keys.add(1);
  (void)keys.write(9, morning);
  const auto file = files_in(generations_folder(keys.folder()))->front();
  fs::rename(file, file.parent_path() / "00000000000000000010-00000000000000000000.json");
  BOOST_TEST(is(newest_generation(keys.folder(), origin), FaultKind::malformed));
}

BOOST_AUTO_TEST_CASE(a_chunk_with_another_number_of_keys_than_its_generation_says_is_refused) {
  Keys keys;
  keys.add(1);
  keys.add(2);
  auto generation = keys.write(9, morning);
  BOOST_TEST(keys.read(generation)->size() == 2u);
  ++generation.chunks.front().keys;
  BOOST_TEST(is(keys.read(generation), FaultKind::altered));
  generation.chunks.front().keys -= 2;
  BOOST_TEST(is(keys.read(generation), FaultKind::altered));
}

BOOST_AUTO_TEST_CASE(a_chunk_that_ends_within_a_key_is_refused) {
  Keys keys;
  keys.add(1);
  auto generation = keys.write(9, morning);
  auto content = chunk_of(keys, generation);
  content.push_back(std::byte{1});
  generation.chunks.front().hash = put_chunk(keys.folder(), content);
  BOOST_TEST(is(keys.read(generation), FaultKind::altered));
}

BOOST_AUTO_TEST_CASE(requests_are_counted_against_the_end) {
  const TemporaryFolder folder;
  const auto two = put_requests(folder / "backup", 80, 2);
  BOOST_TEST(count(folder / "backup", two).value() == 2u);
  BOOST_TEST(is(count(folder / "backup", put_requests(folder / "backup", 80, 3)), FaultKind::altered));
  BOOST_TEST(is(count(folder / "backup", put_requests(folder / "backup", 80, 1)), FaultKind::altered));
  BOOST_TEST(is(count(folder / "backup", put_requests(folder / "backup", 81, 2)), FaultKind::altered));
}

BOOST_AUTO_TEST_SUITE_END()
