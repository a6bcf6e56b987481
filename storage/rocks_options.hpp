#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>

#include "storage/vault.hpp"

namespace rocksdb {
class Env;
}

namespace lapor::storage {

/// How the RocksDB journal is opened. Pointers must outlive the journal.
struct RocksOptions {
  std::filesystem::path path;  // the journal's own folder; created with those above it
  const Vault* vault{};        // proves the master key; may be absent only when `read_only`
  std::uint64_t block_cache_bytes{256ULL << 20};
  std::uint64_t write_buffer_bytes{64ULL << 20};
  std::size_t max_batch_records{4'096};
  std::size_t max_waiting{65'536};        // appends accepted and not yet answered
  std::size_t max_waiting_loads{16'384};  // loads accepted and not yet begun
  std::uint64_t disk_reserve_bytes{256ULL << 20};
  std::chrono::milliseconds disk_check_every{std::chrono::seconds{1}};
  std::size_t reader_threads{2};
  /// Told once, on the journal's thread, that nothing more will be written, with a sentence that says what to do. Must
  /// be quick, must not throw and must not call the journal's `stop`.
  std::function<void(std::string)> on_fatal;
  rocksdb::Env* env{};  // none: the system's; tests inject failures here
  /// Opens a journal for reading, also while a server writes it, as it is at this moment.
  bool read_only{};
  /// Once, after a power failure, by an operator's decision: gives up what stands in the log behind its first damaged
  /// byte. The refusal to open without it names it.
  bool accept_damaged_log_end{};
};

}  // namespace lapor::storage
