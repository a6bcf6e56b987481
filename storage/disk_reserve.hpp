#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "storage/rocks_options.hpp"

namespace lapor::storage {

/// Watches the free space of the journal's disk, so that appends are refused while there is still room for the store's
/// own housekeeping. One thread.
class DiskReserve {
 public:
  explicit DiskReserve(const RocksOptions& options);

  /// True below the reserve. Asks the system at most once in `disk_check_every`; an answer it does not give changes
  /// nothing.
  [[nodiscard]] bool is_low();
  [[nodiscard]] std::chrono::milliseconds check_every() const { return check_every_; }

 private:
  rocksdb::Env* env_;
  std::string path_;
  std::uint64_t reserve_bytes_;
  std::chrono::milliseconds check_every_;
  std::chrono::steady_clock::time_point next_check_{};
  bool low_{};
};

}  // namespace lapor::storage
