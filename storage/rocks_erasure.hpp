#pragma once

#include "events/result.hpp"
#include "storage/error.hpp"
#include "storage/rocks_database.hpp"

namespace lapor::storage {

/// Removes destroyed data keys, and with them all names that were released so far, also from the log and from the
/// compacted files: a deletion alone only hides them. (A name that was a file's first or last key stays in RocksDB's
/// list of files until the next start.) Works off the `erased` marks, which the deleting batch has set and which go
/// when it is done, so a crash in between is made up for at the next start. Blocks; one thread at a time.
[[nodiscard]] Result<void, Error> purge_destroyed_keys(const RocksDatabase& database);

}  // namespace lapor::storage
