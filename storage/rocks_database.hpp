#pragma once

#include <rocksdb/db.h>

#include <array>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "events/result.hpp"
#include "storage/alarm_horizon.hpp"
#include "storage/error.hpp"
#include "storage/families.hpp"
#include "storage/rocks_options.hpp"

namespace lapor::storage {

/// An open RocksDB with the journal's families; holds the folder's lock unless it reads only. Any thread may call.
class RocksDatabase {
 public:
  [[nodiscard]] static Result<std::unique_ptr<RocksDatabase>, Error> open(const RocksOptions& options);
  ~RocksDatabase();
  RocksDatabase(const RocksDatabase&) = delete;
  RocksDatabase& operator=(const RocksDatabase&) = delete;

  [[nodiscard]] rocksdb::DB& db() const { return *db_; }
  /// Null only for `names`, in a folder from before it that was opened to read: there no name is held.
  [[nodiscard]] rocksdb::ColumnFamilyHandle* family(Family family) const {
    return handles_[static_cast<std::size_t>(family)];
  }
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  [[nodiscard]] AlarmHorizon& alarm_horizon() const { return alarm_horizon_; }

  /// Point lookup; `doing` completes "Cannot ..." in the error. `found` keeps its memory from call to call.
  [[nodiscard]] Result<bool, Error> get(const rocksdb::ReadOptions& how, Family family, std::string_view key,
                                        rocksdb::PinnableSlice& found, std::string_view doing) const;

 private:
  RocksDatabase() = default;

  std::filesystem::path path_;
  std::array<rocksdb::ColumnFamilyHandle*, family_names.size()> handles_{};
  rocksdb::ColumnFamilyHandle* default_{};  // RocksDB insists on it; empty
  std::unique_ptr<rocksdb::DB> db_;
  mutable AlarmHorizon alarm_horizon_;
};

/// Views of RocksDB's bytes as ours.
[[nodiscard]] inline BytesView bytes_of(const rocksdb::Slice& slice) {
  return {reinterpret_cast<const std::byte*>(slice.data()), slice.size()};
}
[[nodiscard]] inline rocksdb::Slice slice_of(BytesView bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}
[[nodiscard]] inline Bytes copy_of(const rocksdb::Slice& slice) {
  const auto bytes = bytes_of(slice);
  return {bytes.begin(), bytes.end()};
}

}  // namespace lapor::storage
