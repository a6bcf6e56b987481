#include "storage/disk_reserve.hpp"

#include <rocksdb/env.h>

namespace lapor::storage {

DiskReserve::DiskReserve(const RocksOptions& options)
    : env_(options.env != nullptr ? options.env : rocksdb::Env::Default()),
      path_(options.path.string()),
      reserve_bytes_(options.disk_reserve_bytes),
      check_every_(options.disk_check_every) {}

bool DiskReserve::is_low() {
  const auto now = std::chrono::steady_clock::now();
  if (now < next_check_) return low_;
  next_check_ = now + check_every_;
  std::uint64_t free_bytes = 0;
  if (env_->GetFreeSpace(path_, &free_bytes).ok()) low_ = free_bytes < reserve_bytes_;
  return low_;
}

}  // namespace lapor::storage
