#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "events/result.hpp"
#include "storage/proof/checkpoint.hpp"
#include "tools/audit/verify/export_reader.hpp"
#include "tools/backup/trouble.hpp"

namespace lapor::backup {

/// Reads the records of an export from the one number `first` on (from 0, a multiple of 256) from the disk, and holds
/// them against the leaves, these against the tiles above, and those against the checkpoint's root. What stands before
/// `first` is held by the tiles alone.
[[nodiscard]] Done check_log(audit::ExportReader& log, const proof::Checkpoint& checkpoint, std::uint64_t first);

}  // namespace lapor::backup
