#pragma once

#include <rocksdb/db.h>

#include <vector>

#include "storage/rocks_options.hpp"

namespace lapor::storage {

/// RocksDB's settings for the journal, with the reason beside each in the body.
[[nodiscard]] rocksdb::DBOptions database_settings(const RocksOptions& options);

/// Settings of the default family (empty) and then of every family, in the order of `family_names`.
[[nodiscard]] std::vector<rocksdb::ColumnFamilyDescriptor> family_settings(const RocksOptions& options);

}  // namespace lapor::storage
