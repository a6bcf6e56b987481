#include "storage/rocks_views.hpp"

#include <rocksdb/cache.h>
#include <rocksdb/db.h>
#include <rocksdb/filter_policy.h>
#include <rocksdb/table.h>
#include <rocksdb/write_batch.h>

#include <algorithm>
#include <string>
#include <utility>

#include "storage/files.hpp"

namespace lapor::storage {

namespace {

constexpr std::size_t kibibyte = 1024;
constexpr double filter_bits_per_key = 10;  // 1 % false answers

rocksdb::Options settings_for(const RocksViewsOptions& options) {
  rocksdb::BlockBasedTableOptions table;
  table.block_cache = rocksdb::NewLRUCache(options.block_cache_bytes);
  table.cache_index_and_filter_blocks = true;                     // bounded by the cache, whatever the number of rows
  table.cache_index_and_filter_blocks_with_high_priority = true;  // a row read never pays for another's index
  table.pin_l0_filter_and_index_blocks_in_cache = true;
  table.filter_policy.reset(rocksdb::NewBloomFilterPolicy(filter_bits_per_key));
  table.format_version = 5;
  rocksdb::Options settings;
  settings.table_factory.reset(rocksdb::NewBlockBasedTableFactory(table));
  settings.create_if_missing = true;
  settings.compression = rocksdb::kNoCompression;  // rows are sealed
  settings.write_buffer_size = options.write_buffer_bytes;
  settings.level_compaction_dynamic_level_bytes = true;
  settings.avoid_flush_during_shutdown = false;  // an orderly stop loses nothing
  settings.max_background_jobs = 2;
  settings.bytes_per_sync = 1024 * kibibyte;
  settings.stats_dump_period_sec = 0;
  settings.stats_persist_period_sec = 0;
  settings.info_log_level = rocksdb::InfoLogLevel::WARN_LEVEL;
  settings.keep_log_file_num = 3;
  settings.max_log_file_size = 8 * kibibyte * kibibyte;
  return settings;
}

/// Without the log: rows and checkpoint of one batch reach the disk together or not at all, because there is one
/// column family and its files are written in the order of the batches.
rocksdb::WriteOptions unlogged() {
  rocksdb::WriteOptions how;
  how.disableWAL = true;
  return how;
}

/// Damaged, or with a file gone: a process that dies while it begins anew leaves it like that.
bool is_unusable(const rocksdb::Status& status) {
  return status.IsCorruption() || status.IsPathNotFound() || status.IsNotFound();
}

/// Views are in no backup and need none: the journal has it all.
Error error_of(const rocksdb::Status& status, const std::string& cannot) {
  const std::string begin = cannot + " (" + status.ToString() + "). ";
  if (is_unusable(status))
    return {ErrorCode::corrupt, begin + "Stop the server, delete views/ in the data folder, start it again."};
  return {ErrorCode::unavailable, begin + "Check the disk and its free space, then start the server again."};
}

class OpenViews final : public Views {
 public:
  explicit OpenViews(RocksViewsOptions options) : options_(std::move(options)) {}

  ~OpenViews() override { close(); }

  rocksdb::Status open() {
    rocksdb::DB* db = nullptr;
    const auto status = rocksdb::DB::Open(settings_for(options_), options_.path.string(), &db);
    db_.reset(db);
    return status;
  }

  rocksdb::Status destroy() {
    close();
    return rocksdb::DestroyDB(options_.path.string(), settings_for(options_));
  }

  Result<void, Error> write(const std::vector<ViewChange>& changes) override {
    rocksdb::WriteBatch batch;
    for (const auto& [key, value] : changes) {
      const auto added = value ? batch.Put(key, *value) : batch.Delete(key);
      if (!added.ok()) return failure(added, "write rows");
    }
    return result(db_->Write(unlogged(), &batch), "write rows");
  }

  Result<std::optional<std::string>, Error> get(std::string_view key) const override {
    std::string value;
    const auto status = db_->Get({}, key, &value);
    if (status.IsNotFound()) return std::nullopt;
    if (!status.ok()) return failure(status, "read a row");
    return value;
  }

  Result<std::vector<ViewRow>, Error> scan(std::string_view prefix, std::string_view after,
                                           std::size_t limit) const override {
    const std::unique_ptr<rocksdb::Iterator> at{db_->NewIterator({})};
    std::vector<ViewRow> found;
    at->Seek(std::max(prefix, after));
    if (at->Valid() && !after.empty() && at->key() == rocksdb::Slice(after)) at->Next();
    for (; at->Valid() && at->key().starts_with(prefix) && found.size() < limit; at->Next())
      found.push_back({at->key().ToString(), at->value().ToString()});
    if (!at->status().ok()) return failure(at->status(), "read rows");
    return found;
  }

  Result<void, Error> flush() override { return result(db_->Flush({}), "flush rows"); }

  Result<void, Error> forget(const std::vector<std::string>& keys) override {
    auto status = db_->Flush({});
    rocksdb::CompactRangeOptions how;
    how.exclusive_manual_compaction = false;
    how.bottommost_level_compaction = rocksdb::BottommostLevelCompaction::kForce;
    for (const auto& key : keys) {
      const rocksdb::Slice at{key};
      if (status.ok()) status = db_->CompactRange(how, &at, &at);
    }
    return result(status, "take earlier rows out of the files");
  }

  Result<void, Error> clear() override {
    auto status = destroy();
    if (status.ok()) status = open();
    return result(status, "begin anew");
  }

 private:
  void close() {
    if (db_) db_->Close();
    db_.reset();
  }

  [[nodiscard]] tl::unexpected<Error> failure(const rocksdb::Status& status, const std::string& doing) const {
    return fail(error_of(status, "Cannot " + doing + " of the view in " + options_.path.string()));
  }
  [[nodiscard]] Result<void, Error> result(const rocksdb::Status& status, const std::string& doing) const {
    if (!status.ok()) return failure(status, doing);
    return {};
  }

  const RocksViewsOptions options_;
  std::unique_ptr<rocksdb::DB> db_;
};

}  // namespace

Result<std::unique_ptr<Views>, Error> RocksViews::open(const RocksViewsOptions& options) {
  if (auto made = create_folders(options.path); !made) return fail(made.error());
  auto views = std::make_unique<OpenViews>(options);
  auto status = views->open();
  if (is_unusable(status)) {
    status = views->destroy();
    if (status.ok()) status = views->open();
  }
  if (!status.ok()) return fail(error_of(status, "Cannot open the view in " + options.path.string()));
  return views;
}

}  // namespace lapor::storage
