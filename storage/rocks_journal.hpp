#pragma once

#include <memory>

#include "storage/journal.hpp"
#include "storage/rocks_options.hpp"

namespace lapor::storage {

/// The journal on RocksDB: one writer thread, a few reader threads, one folder that only one server may write.
/// The parts: rocks_writer (queue and commit), rocks_batch (checks and bytes), rocks_reads, rocks_recovery (open),
/// rocks_erasure. None of their headers is needed above storage/.
class RocksJournal {
 public:
  /// Opens or creates the journal. Errors: `in_use`, `wrong_key`, `corrupt`, `disk_full`, `unavailable`.
  [[nodiscard]] static Result<std::unique_ptr<Journal>, Error> open(const RocksOptions& options);
};

}  // namespace lapor::storage
