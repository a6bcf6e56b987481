#pragma once

#include <rocksdb/status.h>

#include <filesystem>
#include <string>

#include "storage/error.hpp"

namespace lapor::storage {

/// What a caller can do about a failed read. `doing` completes "Cannot ...".
[[nodiscard]] Error read_error(const rocksdb::Status& status, const std::string& doing);

/// Bytes that are not what was written, found by our own checks. `what` names the place and is a whole sentence.
[[nodiscard]] Error corrupt_error(const std::string& what);

/// Why the journal in `folder` cannot be opened.
[[nodiscard]] Error open_error(const rocksdb::Status& status, const std::filesystem::path& folder);

/// The sentence for the operator after a failed write or sync.
[[nodiscard]] std::string fatal_message(const rocksdb::Status& status, const std::filesystem::path& folder);

}  // namespace lapor::storage
