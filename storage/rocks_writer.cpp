#include "storage/rocks_writer.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include "storage/rocks_error.hpp"

namespace lapor::storage {

namespace {

constexpr std::size_t max_batch_bytes = 8
                                        << 20;  // a batch is held three times: here, in the log's buffer, in memtables

const Error& failed_error() {
  static const Error error{
      ErrorCode::unavailable,
      "The journal could not be written and accepts nothing more. Start the server again; retry with the "
      "same Idempotency-Key."};
  return error;
}

const Error& stopped_error() {
  static const Error error{ErrorCode::unavailable, "The journal has stopped. Start the server again."};
  return error;
}

const Error& overloaded_error() {
  static const Error error{ErrorCode::overloaded, "Too many records wait to be written. Try again in a moment."};
  return error;
}

const Error& disk_low_error() {
  static const Error error{
      ErrorCode::disk_full,
      "The disk is nearly full: nothing is written until there is more space than the reserve. Make space."};
  return error;
}

}  // namespace

RocksWriter::RocksWriter(const RocksDatabase& database, JournalEnd end, const RocksOptions& options,
                         std::function<void()> on_erased)
    : database_(database),
      max_batch_records_(std::max<std::size_t>(options.max_batch_records, 1)),
      max_waiting_(options.max_waiting),
      on_fatal_(options.on_fatal),
      on_erased_(std::move(on_erased)),
      batch_(database, std::move(end)),
      reserve_(options),
      head_(batch_.head()),
      tree_(batch_.end().tree),
      last_position_(number(batch_.end().last_position)),
      last_report_(number(batch_.end().last_report)),
      changes_(batch_.end().last_position),
      disk_low_(reserve_.is_low()),
      thread_([this] { run(); }) {}

RocksWriter::~RocksWriter() {
  stop();
}

void RocksWriter::append(Append append, AppendDone done) {
  if (unanswered_.fetch_add(1) >= max_waiting_) {
    unanswered_.fetch_sub(1);
    return done(fail(AppendFailure{overloaded_error()}));
  }
  const auto leaf = proof::leaf_hash(append.record);
  Waiting waiting{std::move(append), leaf, std::move(done)};
  if (!enqueue(waiting)) answer_one(waiting, fail(AppendFailure{stopped_error()}));
}

bool RocksWriter::enqueue(Waiting& waiting) {
  bool wake = false;
  {
    const std::lock_guard lock{mutex_};
    if (stopping_) return false;
    waiting_.push_back(std::move(waiting));
    wake = std::exchange(idle_, false);
  }
  if (wake) work_.notify_one();
  return true;
}

/// Between two batches it lets those run who bring records: with all processors busy, the next batch is half again as
/// large, and so are fewer syncs to pay for. When nobody waits for the processor it costs a microsecond.
void RocksWriter::run() {
  while (take_all_waiting()) {
    commit_taken();
    std::this_thread::yield();
  }
}

bool RocksWriter::take_all_waiting() {
  std::unique_lock lock{mutex_};
  while (waiting_.empty() && !stopping_) wait_for_work(lock);
  taken_.swap(waiting_);
  return !taken_.empty();
}

/// While the disk is low it looks from time to time, so that `disk_low` ends without an append.
void RocksWriter::wait_for_work(std::unique_lock<std::mutex>& lock) {
  idle_ = true;
  if (!disk_low_) return work_.wait(lock);
  work_.wait_for(lock, reserve_.check_every());
  idle_ = false;
  lock.unlock();
  (void)disk_is_low();
  lock.lock();
}

bool RocksWriter::disk_is_low() {
  disk_low_ = reserve_.is_low();
  return disk_low_;
}

/// Records of one stream keep the order in which they came. Among streams there is none to keep, and ascending keys are
/// found in the tables of memory without a search: a fifth of the writer's work.
void RocksWriter::commit_taken() {
  sorted_.clear();
  for (Waiting& waiting : taken_) sorted_.push_back(&waiting);
  std::sort(sorted_.begin(), sorted_.end(), [](const Waiting* left, const Waiting* right) {
    return std::tie(left->append.stream, left) < std::tie(right->append.stream, right);
  });
  commit(sorted_);
  taken_.clear();
}

void RocksWriter::commit(Group rest) {
  while (!rest.empty()) {
    if (failed_) return answer_all(rest, failed_error());
    if (disk_is_low()) return answer_all(rest, disk_low_error());
    const auto group = rest.first(fill_batch(rest));
    rest = rest.subspan(group.size());
    if (batch_.records() == 0 || write_batch()) {
      answer(group);
    } else {
      answer_all(group, failed_error());
    }
  }
}

std::size_t RocksWriter::fill_batch(Group rest) {
  batch_.clear();
  results_.clear();
  for (const Waiting* waiting : rest) {
    if (batch_.records() >= max_batch_records_ || batch_.bytes() >= max_batch_bytes) break;
    results_.push_back(batch_.add(waiting->append, waiting->leaf));
  }
  return results_.size();
}

bool RocksWriter::write_batch() {
  rocksdb::WriteOptions durable;
  durable.sync = true;
  const auto status = database_.db().Write(durable, &batch_.finish());
  if (!status.ok()) {
    fail_for_good(status);
    return false;
  }
  publish();
  const std::lock_guard lock{watch_mutex_};
  if (grown_) grown_();
  return true;
}

void RocksWriter::watch(std::function<void()> grown) {
  const std::lock_guard lock{watch_mutex_};
  grown_ = std::move(grown);
}

void RocksWriter::publish() {
  {
    const std::lock_guard lock{head_mutex_};
    head_ = batch_.head();
    tree_ = batch_.end().tree;  // some kilobytes, into memory that is there: a microsecond a batch
  }
  if (const auto alarm = batch_.earliest_alarm()) database_.alarm_horizon().added(*alarm);
  last_report_ = number(batch_.end().last_report);
  last_position_ = number(batch_.end().last_position);
  written_records_ += batch_.records();
  ++written_batches_;
  if (batch_.erases()) on_erased_();
}

void RocksWriter::fail_for_good(const rocksdb::Status& status) {
  failed_ = true;
  if (on_fatal_) on_fatal_(fatal_message(status, database_.path()));
}

void RocksWriter::answer(Group group) {
  for (std::size_t i = 0; i < group.size(); ++i) {
    if (results_[i])
      changes_.changed(group[i]->append.stream, results_[i]->position);
    else if (std::holds_alternative<VersionConflict>(results_[i].error()))
      ++conflicts_;
    answer_one(*group[i], std::move(results_[i]));
  }
}

void RocksWriter::answer_all(Group group, const Error& error) {
  for (Waiting* waiting : group) answer_one(*waiting, fail(AppendFailure{error}));
}

void RocksWriter::answer_one(Waiting& waiting, AppendResult result) {
  unanswered_.fetch_sub(1);
  waiting.done(std::move(result));
}

Journal::TreeHead RocksWriter::tree_head() const {
  const std::lock_guard lock{head_mutex_};
  return head_;
}

proof::MerkleTree RocksWriter::tree() const {
  const std::lock_guard lock{head_mutex_};
  return tree_;
}

Journal::Statistics RocksWriter::statistics() const {
  return {written_records_, written_batches_, unanswered_, conflicts_, failed_, disk_low_};
}

void RocksWriter::stop() {
  {
    const std::lock_guard lock{mutex_};
    stopping_ = true;
  }
  work_.notify_all();
  const std::lock_guard lock{stop_mutex_};
  if (thread_.joinable()) thread_.join();
}

}  // namespace lapor::storage
