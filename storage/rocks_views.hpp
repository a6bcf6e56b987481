#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>

#include "storage/views.hpp"

namespace lapor::storage {

struct RocksViewsOptions {
  std::filesystem::path path;  // the projection's own folder; created with those above it
  std::uint64_t block_cache_bytes{128ULL << 20};
  std::uint64_t write_buffer_bytes{64ULL << 20};
};

/// Rows in a RocksDB without a log. What cannot be opened because it is damaged is deleted and begun anew: the journal
/// has it all.
class RocksViews {
 public:
  [[nodiscard]] static Result<std::unique_ptr<Views>, Error> open(const RocksViewsOptions& options);
};

}  // namespace lapor::storage
