#include "storage/rocks_settings.hpp"

#include <rocksdb/cache.h>
#include <rocksdb/convenience.h>
#include <rocksdb/db.h>
#include <rocksdb/file_checksum.h>
#include <rocksdb/filter_policy.h>
#include <rocksdb/slice_transform.h>
#include <rocksdb/table.h>
#include <rocksdb/utilities/table_properties_collectors.h>

#include <algorithm>
#include <memory>

#include "storage/keys.hpp"
#include "storage/rocks_database.hpp"

namespace lapor::storage {

namespace {

constexpr std::size_t kibibyte = 1024;
constexpr double filter_bits_per_key = 10;  // 1 % false answers
constexpr int cache_shard_bits = 4;         // 16 shards, of 16 MiB each unless set otherwise

rocksdb::CompressionType compression_for_records() {
  const auto known = rocksdb::GetSupportedCompressions();
  const bool lz4 = std::find(known.begin(), known.end(), rocksdb::kLZ4Compression) != known.end();
  return lz4 ? rocksdb::kLZ4Compression : rocksdb::kNoCompression;
}

rocksdb::BlockBasedTableOptions table_settings(const std::shared_ptr<rocksdb::Cache>& cache) {
  rocksdb::BlockBasedTableOptions table;
  table.block_cache = cache;
  table.cache_index_and_filter_blocks = true;  // bounded by the cache, whatever the number of records
  table.pin_l0_filter_and_index_blocks_in_cache = true;
  table.format_version = 5;
  return table;
}

/// Point lookups that mostly miss: a filter answers them, in files and in memory.
void answer_misses_by_filter(rocksdb::ColumnFamilyOptions& family, rocksdb::BlockBasedTableOptions& table) {
  table.filter_policy.reset(rocksdb::NewBloomFilterPolicy(filter_bits_per_key));
  family.memtable_prefix_bloom_size_ratio = 0.005;  // 64 MiB x 0.005 = 2.7 million bits, 17 for each key of a full log
  family.memtable_whole_key_filtering = true;
}

/// Files full of tombstones are compacted before range reads become slow.
void compact_deletions(rocksdb::ColumnFamilyOptions& family) {
  family.table_properties_collector_factories.push_back(rocksdb::NewCompactOnDeletionCollectorFactory(4'096, 2'048));
}

void adjust(Family family, rocksdb::ColumnFamilyOptions& settings, rocksdb::BlockBasedTableOptions& table) {
  switch (family) {
    case Family::records:
      settings.compression = compression_for_records();
      table.block_size = 16 * kibibyte;
      return;
    case Family::streams:
      settings.prefix_extractor.reset(rocksdb::NewFixedPrefixTransform(keys::stream_key_size));
      answer_misses_by_filter(settings, table);
      return;
    case Family::due:
      compact_deletions(settings);  // alarms go as they are enforced
      return;
    case Family::requests:
      answer_misses_by_filter(settings, table);
      // Random keys, but a batch brings them sorted: each is searched for from the one before it.
      settings.memtable_insert_with_hint_prefix_extractor.reset(rocksdb::NewFixedPrefixTransform(0));
      return;
    case Family::names:
      compact_deletions(settings);  // sessions end as often as they begin
      answer_misses_by_filter(settings, table);
      return;
    case Family::keys:
    case Family::snapshots:
      answer_misses_by_filter(settings, table);
      return;
    case Family::tree:
      return;
  }
}

}  // namespace

rocksdb::DBOptions database_settings(const RocksOptions& options) {
  rocksdb::DBOptions settings;
  if (options.env != nullptr) settings.env = options.env;
  settings.create_if_missing = !options.read_only;
  settings.create_missing_column_families = !options.read_only;
  settings.paranoid_checks = true;
  settings.track_and_verify_wals_in_manifest = true;     // a log that is missing or too short is noticed
  settings.write_dbid_to_manifest = !options.read_only;  // so that IDENTITY can be held against something
  // Of every table file as a whole: the checksums of its blocks leave out its last bytes.
  settings.file_checksum_gen_factory = rocksdb::GetFileChecksumGenCrc32cFactory();
  // A record cut off by a crash was never acknowledged; damage anywhere else must be seen, not skipped.
  settings.wal_recovery_mode = options.accept_damaged_log_end ? rocksdb::WALRecoveryMode::kPointInTimeRecovery
                                                              : rocksdb::WALRecoveryMode::kTolerateCorruptedTailRecords;
  settings.max_total_wal_size = options.write_buffer_bytes;  // bounds what a restart replays
  settings.max_bgerror_resume_count = 0;                     // a failed journal stays failed
  settings.allow_concurrent_memtable_write = false;          // one writer; and insert hints need it
  settings.enable_write_thread_adaptive_yield = false;
  settings.max_background_jobs = 2;
  settings.max_open_files = -1;
  settings.skip_stats_update_on_db_open = true;
  settings.bytes_per_sync = 1024 * kibibyte;  // files of compactions reach the disk evenly, not before the log's sync
  settings.stats_dump_period_sec = 0;
  settings.stats_persist_period_sec = 0;
  settings.info_log_level = rocksdb::InfoLogLevel::WARN_LEVEL;
  settings.keep_log_file_num = 3;
  settings.max_log_file_size = 8 * kibibyte * kibibyte;
  return settings;
}

std::vector<rocksdb::ColumnFamilyDescriptor> family_settings(const RocksOptions& options) {
  // A shard must hold the filter of a whole file, 4.4 MB: 64 shards of 4 MB would read it anew for every lookup.
  const auto cache = rocksdb::NewLRUCache(options.block_cache_bytes, cache_shard_bits);
  std::vector<rocksdb::ColumnFamilyDescriptor> families{{rocksdb::kDefaultColumnFamilyName, {}}};
  for (std::size_t i = 0; i < family_names.size(); ++i) {
    rocksdb::ColumnFamilyOptions settings;
    auto table = table_settings(cache);
    settings.compression = rocksdb::kNoCompression;  // hashes, sealed bytes and short keys
    settings.write_buffer_size = options.write_buffer_bytes;
    settings.max_write_buffer_number = 4;
    settings.level_compaction_dynamic_level_bytes = true;
    adjust(static_cast<Family>(i), settings, table);
    settings.table_factory.reset(rocksdb::NewBlockBasedTableFactory(table));
    families.emplace_back(family_names[i], settings);
  }
  return families;
}

}  // namespace lapor::storage
