#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "events/result.hpp"
#include "storage/error.hpp"

namespace lapor::storage {

/// Where a log stops being one, and why. What stands behind it may be lost to whoever reads the file.
struct LogDamage {
  std::uint64_t offset{};  // of the first piece that does not fit
  std::string what;
};

/// Reads a file in RocksDB's log format (its write-ahead log and its MANIFEST: blocks of 32 KiB with pieces of records,
/// each behind CRC-32C, length and type; RocksDB wiki "Write Ahead Log File Format") to its end. RocksDB itself takes
/// a piece that reaches beyond the end for one that a crash cut off, and passes over it in silence: here it shows.
[[nodiscard]] Result<std::optional<LogDamage>, Error> find_log_damage(const std::filesystem::path& file);

}  // namespace lapor::storage
