#pragma once

#include <rocksdb/write_batch.h>

#include <map>
#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

#include "storage/journal.hpp"
#include "storage/rocks_recovery.hpp"

namespace lapor::storage {

/// Turns appends into one atomic RocksDB batch: checks each against what is stored and against those before it in the
/// same batch, gives it its position and adds it to the tree. One thread: the writer's.
class RocksBatch {
 public:
  /// `end` moves on with every record; it is ahead of the disk until the batch is written.
  RocksBatch(const RocksDatabase& database, JournalEnd end);

  /// A refusal leaves the batch as it was. `leaf` is the hash of the append's record.
  [[nodiscard]] AppendResult add(const Append& append, const proof::Hash& leaf);

  [[nodiscard]] std::size_t records() const { return records_; }
  [[nodiscard]] std::size_t bytes() const { return batch_.GetDataSize(); }
  [[nodiscard]] bool erases() const { return erases_; }
  [[nodiscard]] const JournalEnd& end() const { return end_; }

  /// Adds full tiles and the tree's head; then the batch may be written.
  [[nodiscard]] rocksdb::WriteBatch& finish();
  /// Head of the tree as `finish` stored it.
  [[nodiscard]] const Journal::TreeHead& head() const { return head_; }
  /// The earliest alarm that the batch adds; nothing when it adds none.
  [[nodiscard]] std::optional<Instant> earliest_alarm() const { return earliest_alarm_; }
  /// Begins the next batch.
  void clear();

 private:
  struct StreamHasher {
    std::size_t operator()(const Stream& stream) const;
  };
  struct RequestHasher {
    std::size_t operator()(const RequestKey& key) const;
  };
  struct Request {
    Position position{};
    Fingerprint fingerprint{};
  };

  std::optional<AppendFailure> check_request(const RequestMark& mark);
  std::optional<AppendFailure> check_version(const Append& append);
  /// Fills `name_changes_`, unless a name is taken.
  std::optional<AppendFailure> check_names(const Append& append);
  Result<std::optional<Stream>, Error> holder_of(const Name& name) const;
  std::optional<AppendFailure> check_stored_version(const Append& append);
  Result<bool, Error> has_version(Stream stream, Version version);
  Result<Version, Error> newest_version(Stream stream) const;

  void put_record(const Append& append, Position position);
  void put_alarms(const Append& append);
  /// In ascending order: random keys placed one by one were a third of the writer's time.
  void put_requests();
  void put_names();
  void put_secrets(const Append& append);
  void put(Family family, std::string_view key, const rocksdb::Slice& value);
  void remove(Family family, std::string_view key);

  const RocksDatabase& database_;
  std::optional<Instant> earliest_alarm_;
  JournalEnd end_;
  Journal::TreeHead head_;
  rocksdb::WriteBatch batch_;
  rocksdb::PinnableSlice found_;
  std::vector<proof::Tile> full_tiles_;
  std::size_t records_{};
  bool erases_{};
  /// Newest versions of streams written lately, in this batch or before it. Always right, because only this writer
  /// writes; dropped as a whole when it has grown.
  std::unordered_map<Stream, Version, StreamHasher> recent_versions_;
  std::unordered_map<RequestKey, Request, RequestHasher> batch_requests_;
  /// What the append in hand does to names, in order, and what this batch has done to them; no stream: free.
  std::vector<std::pair<Name, std::optional<Stream>>> name_changes_;
  std::map<Name, std::optional<Stream>> batch_names_;
};

}  // namespace lapor::storage
