#pragma once

#include <chrono>
#include <fstream>
#include <future>
#include <iterator>
#include <memory>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "events/ensure.hpp"
#include "storage/memory_journal.hpp"
#include "storage/proof/merkle.hpp"
#include "storage/rocks_journal.hpp"
#include "storage/vault.hpp"
#include "tests/proof/tree_oracle.hpp"
#include "tests/storage/temporary_folder.hpp"

/// What every test of a journal uses. journal_contract_test.cpp runs each case of the contract on every `World` below;
/// a new journal joins by adding its world to `Worlds`.
namespace lapor::storage::test {

inline Bytes bytes_of_text(std::string_view text) {
  const auto bytes = std::as_bytes(std::span{text});
  return {bytes.begin(), bytes.end()};
}

inline Stream report(std::uint64_t id) {
  return stream_of(ReportId{id});
}

inline Append record(Stream stream, std::uint32_t expected, std::string_view text = "a record") {
  Append append;
  append.stream = stream;
  append.expected = Version{expected};
  append.record = bytes_of_text(text);
  return append;
}

inline RequestMark request(std::uint8_t key, std::uint8_t fingerprint = 0) {
  RequestMark mark;
  mark.key.fill(std::byte{key});
  mark.fingerprint.fill(std::byte{fingerprint});
  return mark;
}

inline Alarm alarm(int at_ms, std::uint64_t id, DeadlineKind kind = DeadlineKind::verification) {
  return {Instant{std::chrono::milliseconds{at_ms}}, ReportId{id}, kind};
}

inline Name name(std::uint8_t key, NameKind kind = NameKind::address) {
  Name made{kind, {}};
  made.key.fill(std::byte{key});
  return made;
}

inline Append claim(Append append, std::vector<Name> names) {
  append.claims = std::move(names);
  return append;
}

inline Append release(Append append, std::vector<Name> names) {
  append.releases = std::move(names);
  return append;
}

/// Appends without waiting; the future has the answer.
inline std::future<AppendResult> append_soon(Journal& journal, Append append) {
  auto promise = std::make_shared<std::promise<AppendResult>>();
  auto answer = promise->get_future();
  journal.append(std::move(append), [promise](AppendResult result) { promise->set_value(std::move(result)); });
  return answer;
}

inline AppendResult append_now(Journal& journal, Append append) {
  return append_soon(journal, std::move(append)).get();
}

inline Result<StreamHistory, Error> try_load(Journal& journal, Stream stream, HistoryUse use = HistoryUse::whole) {
  auto promise = std::make_shared<std::promise<Result<StreamHistory, Error>>>();
  auto answer = promise->get_future();
  journal.load(stream, use, [promise](auto result) { promise->set_value(std::move(result)); });
  return answer.get();
}

inline StreamHistory load(Journal& journal, Stream stream, HistoryUse use = HistoryUse::whole) {
  auto history = try_load(journal, stream, use);
  ENSURE(history.has_value(), history ? "" : history.error().what);
  return *std::move(history);
}

/// The root over all records as they are read.
inline proof::Hash root_from_scratch(const Journal& journal) {
  std::vector<proof::Hash> leaves;
  const auto records = journal.read(Position{1}, number(journal.last_position()));
  ENSURE(records.has_value(), records ? "" : records.error().what);
  for (const auto& stored : *records) leaves.push_back(proof::leaf_hash(stored.bytes));
  return proof::test::tree_hash(leaves);
}

/// The failure's alternative, or nothing.
template <class Failure>
std::optional<Failure> failure(const AppendResult& result) {
  if (result || !std::holds_alternative<Failure>(result.error())) return std::nullopt;
  return std::get<Failure>(result.error());
}

inline bool failed_with(const AppendResult& result, ErrorCode code) {
  const auto error = failure<Error>(result);
  return error && error->code == code;
}

inline Vault test_vault(unsigned char filler = 7) {
  std::array<unsigned char, 32> bytes{};
  bytes.fill(filler);
  return Vault{Key{bytes}};
}

class MemoryWorld {
 public:
  Journal& journal() { return journal_; }

 private:
  MemoryJournal journal_;
};

class RocksWorld {
 public:
  RocksWorld() {
    options_.path = folder_.path() / "journal";
    options_.vault = &vault_;
    options_.disk_reserve_bytes = 0;
    options_.block_cache_bytes = 8 << 20;
  }

  /// Opened at the first use.
  Journal& journal() {
    if (!journal_) open();
    return *journal_;
  }
  RocksOptions& options() { return options_; }
  void open() {
    auto opened = try_open();
    ENSURE(opened.has_value(), opened ? "" : opened.error().what);
    journal_ = *std::move(opened);
  }
  [[nodiscard]] Result<std::unique_ptr<Journal>, Error> try_open() const { return RocksJournal::open(options_); }
  void close() { journal_.reset(); }
  Journal& reopen() {
    close();
    return journal();
  }

 private:
  TemporaryFolder folder_;
  Vault vault_ = test_vault();
  RocksOptions options_;
  std::unique_ptr<Journal> journal_;
};

/// Keeps the journal's thread busy in an answer, so that everything appended meanwhile waits and then makes one batch.
class BusyWriter {
 public:
  explicit BusyWriter(Journal& journal) {
    std::promise<void> entered;
    journal.append(record(report(999), 0), [&, go = go_.get_future().share()](const AppendResult&) {
      entered.set_value();
      go.wait();
    });
    entered.get_future().wait();
  }
  ~BusyWriter() { go_.set_value(); }

 private:
  std::promise<void> go_;
};

inline bool any_file_contains(const std::filesystem::path& folder, const Bytes& wanted) {
  const std::string needle{reinterpret_cast<const char*>(wanted.data()), wanted.size()};
  for (const auto& entry : std::filesystem::directory_iterator{folder}) {
    std::ifstream file{entry.path(), std::ios::binary};
    const std::string content{std::istreambuf_iterator<char>{file}, {}};
    if (content.find(needle) != std::string::npos) return true;
  }
  return false;
}

using Worlds = std::tuple<MemoryWorld, RocksWorld>;

}  // namespace lapor::storage::test
