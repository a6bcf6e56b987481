#include "storage/rocks_journal.hpp"

#include <atomic>
#include <mutex>
#include <shared_mutex>
#include <utility>

#include "events/ensure.hpp"
#include "storage/job_pool.hpp"
#include "storage/rocks_database.hpp"
#include "storage/rocks_erasure.hpp"
#include "storage/rocks_reads.hpp"
#include "storage/rocks_recovery.hpp"
#include "storage/rocks_writer.hpp"

namespace lapor::storage {

namespace {

/// Reading, as both kinds of opening do it.
class RocksReading : public Journal {
 public:
  RocksReading(std::unique_ptr<RocksDatabase> database, const RocksOptions& options)
      : database_(std::move(database)), readers_(options.reader_threads, options.max_waiting_loads) {}

  void load(Stream stream, HistoryUse use, HistoryDone done) override {
    const auto admission = readers_.post([this, stream, use, done] { done(history_of(stream, use)); });
    if (admission == JobPool::Admission::full) {
      done(fail(Error{ErrorCode::overloaded, "Too many histories wait to be read. Try again in a moment."}));
    } else if (admission == JobPool::Admission::stopped) {
      done(fail(Error{ErrorCode::unavailable, "The journal has stopped. Start the server again."}));
    }
  }

  Result<std::vector<StoredRecord>, Error> read(Position first, std::size_t limit) const override {
    return read_records(*database_, first, limit);
  }

  Result<void, Error> scan(Position first, const std::function<bool(Position, BytesView)>& visit) const override {
    return scan_records(*database_, first, visit);
  }

  Result<std::optional<std::vector<proof::Hash>>, Error> tile(std::uint8_t level, std::uint64_t index) const override {
    return read_tile(*database_, level, index);
  }

  Result<std::vector<Alarm>, Error> alarms(const std::optional<Alarm>& after, Instant until,
                                           std::size_t limit) const override {
    return read_alarms(*database_, after, until, limit);
  }

  Result<std::optional<RequestSeen>, Error> find_request(const RequestMark& mark) const override {
    return read_request(*database_, mark);
  }

  Result<std::optional<Stream>, Error> find_name(const Name& name) const override {
    return read_name(*database_, name);
  }

  Result<std::vector<HeldName>, Error> names(NameKind kind, const std::optional<Name>& after,
                                             std::size_t limit) const override {
    return read_names(*database_, kind, after, limit);
  }

  Result<std::optional<Bytes>, Error> wrapped_key(Stream stream) const override {
    return read_wrapped_key(*database_, stream);
  }

 protected:
  Result<StreamHistory, Error> history_of(Stream stream, HistoryUse use) {
    const std::shared_lock reading{histories_};
    return read_history(*database_, stream, use);
  }

  const std::unique_ptr<RocksDatabase> database_;
  std::shared_mutex histories_;  // shared by every read of a history: it holds back what was deleted since it began
  JobPool readers_;
};

class WritingJournal final : public RocksReading {
 public:
  WritingJournal(std::unique_ptr<RocksDatabase> database, JournalEnd end, const RocksOptions& options)
      : RocksReading(std::move(database), options),
        writer_(*database_, std::move(end), options, [this] { purge_soon(); }) {
    purge_soon();
  }
  ~WritingJournal() override { WritingJournal::stop(); }

  void append(Append append, AppendDone done) override { writer_.append(std::move(append), std::move(done)); }
  void watch(std::function<void()> grown) override { writer_.watch(std::move(grown)); }
  Position last_position() const override { return writer_.last_position(); }
  ReportId last_report() const override { return writer_.last_report(); }
  Position change_bound(Stream stream) const override { return writer_.change_bound(stream); }
  TreeHead tree_head() const override { return writer_.tree_head(); }
  proof::MerkleTree tree() const override { return writer_.tree(); }
  Statistics statistics() const override { return writer_.statistics(); }

  void stop() override {
    writer_.stop();
    purger_.stop();
    readers_.stop();
  }

 private:
  /// Many erasures in a row are purged together. What a purge could not do is marked and done at the next start.
  void purge_soon() {
    if (!purge_waits_.exchange(true)) purger_.post([this] { purge(); });
  }

  void purge() {
    purge_waits_ = false;
    if (writer_.statistics().failed) return;
    { const std::unique_lock older_reads_have_ended{histories_}; }
    (void)purge_destroyed_keys(*database_);
  }

  std::atomic<bool> purge_waits_{};
  JobPool purger_{1, 2};
  RocksWriter writer_;
};

/// The journal as it was at the moment of opening.
class ReadingJournal final : public RocksReading {
 public:
  ReadingJournal(std::unique_ptr<RocksDatabase> database, const JournalEnd& end, const RocksOptions& options)
      : RocksReading(std::move(database), options),
        last_position_(end.last_position),
        last_report_(end.last_report),
        tree_(end.tree) {}
  ~ReadingJournal() override { ReadingJournal::stop(); }

  void append(Append, AppendDone done) override {
    done(fail(AppendFailure{
        Error{ErrorCode::unavailable, "The journal was opened for reading only. Write through the server."}}));
  }
  void watch(std::function<void()>) override {}  // nothing grows
  Position last_position() const override { return last_position_; }
  ReportId last_report() const override { return last_report_; }
  Position change_bound(Stream) const override { return last_position_; }
  TreeHead tree_head() const override { return {tree_.size(), tree_.root()}; }
  proof::MerkleTree tree() const override { return tree_; }
  Statistics statistics() const override { return {}; }
  void stop() override { readers_.stop(); }

 private:
  const Position last_position_;
  const ReportId last_report_;
  const proof::MerkleTree tree_;
};

}  // namespace

Result<std::unique_ptr<Journal>, Error> RocksJournal::open(const RocksOptions& options) {
  ENSURE(options.vault != nullptr || options.read_only, "a journal that is written needs its vault");
  auto database = RocksDatabase::open(options);
  if (!database) return fail(database.error());
  auto end = recover_end(**database);
  if (!end) return fail(end.error());
  if (options.vault != nullptr) {
    const auto proven = check_master_key(**database, *options.vault, *end, options.read_only);
    if (!proven) return fail(proven.error());
  }
  if (options.read_only) return std::make_unique<ReadingJournal>(std::move(*database), *end, options);
  return std::make_unique<WritingJournal>(std::move(*database), std::move(*end), options);
}

}  // namespace lapor::storage
