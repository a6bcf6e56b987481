#pragma once

#include <atomic>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <span>
#include <thread>
#include <vector>

#include "storage/change_bounds.hpp"
#include "storage/disk_reserve.hpp"
#include "storage/rocks_batch.hpp"

namespace lapor::storage {

/// The one thread that writes the journal. It takes all that waits, writes it as one batch in the order of the streams,
/// syncs once, and only then answers, in commit order. What arrives meanwhile is the next batch. All public functions
/// may be called from any thread.
class RocksWriter {
 public:
  /// `on_erased` is told after a batch that destroyed a key. `database` must outlive the writer.
  RocksWriter(const RocksDatabase& database, JournalEnd end, const RocksOptions& options,
              std::function<void()> on_erased);
  ~RocksWriter();
  RocksWriter(const RocksWriter&) = delete;
  RocksWriter& operator=(const RocksWriter&) = delete;

  /// Hashes the record on the caller's thread and queues it; `overloaded` and `unavailable` are answered within the
  /// call.
  void append(Append append, AppendDone done);

  /// As `Journal::watch`.
  void watch(std::function<void()> grown);

  [[nodiscard]] Position last_position() const { return Position{last_position_.load()}; }
  [[nodiscard]] ReportId last_report() const { return ReportId{last_report_.load()}; }
  [[nodiscard]] Position change_bound(Stream stream) const { return changes_.of(stream); }
  [[nodiscard]] Journal::TreeHead tree_head() const;
  [[nodiscard]] proof::MerkleTree tree() const;
  [[nodiscard]] Journal::Statistics statistics() const;

  /// Finishes what was accepted and ends the thread. Idempotent.
  void stop();

 private:
  struct Waiting {
    Append append;
    proof::Hash leaf;
    AppendDone done;
  };
  using Group = std::span<Waiting* const>;

  bool enqueue(Waiting& waiting);
  void run();
  bool take_all_waiting();
  void wait_for_work(std::unique_lock<std::mutex>& lock);
  [[nodiscard]] bool disk_is_low();

  void commit_taken();
  void commit(Group rest);
  std::size_t fill_batch(Group rest);
  bool write_batch();
  void publish();
  void fail_for_good(const rocksdb::Status& status);
  void answer(Group group);
  void answer_all(Group group, const Error& error);
  void answer_one(Waiting& waiting, AppendResult result);

  const RocksDatabase& database_;
  const std::size_t max_batch_records_;
  const std::size_t max_waiting_;
  const std::function<void(std::string)> on_fatal_;
  const std::function<void()> on_erased_;

  std::mutex mutex_;  // guards the next four
  std::condition_variable work_;
  std::vector<Waiting> waiting_;
  bool idle_{};
  bool stopping_{};

  std::vector<Waiting> taken_;    // these five belong to the writer's thread
  std::vector<Waiting*> sorted_;  // what was taken, by stream
  std::vector<AppendResult> results_;
  RocksBatch batch_;
  DiskReserve reserve_;

  mutable std::mutex head_mutex_;  // guards the next two
  Journal::TreeHead head_;
  proof::MerkleTree tree_;
  std::atomic<std::uint64_t> last_position_;
  std::atomic<std::uint64_t> last_report_;
  ChangeBounds changes_;
  std::atomic<std::uint64_t> written_records_{};
  std::atomic<std::uint64_t> written_batches_{};
  std::atomic<std::uint64_t> conflicts_{};
  std::atomic<std::size_t> unanswered_{};
  std::atomic<bool> failed_{};
  std::atomic<bool> disk_low_{};

  std::mutex watch_mutex_;  // guards the next one
  std::function<void()> grown_;

  std::mutex stop_mutex_;
  std::thread thread_;
};

}  // namespace lapor::storage
