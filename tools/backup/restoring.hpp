#pragma once

#include <cstdint>
#include <filesystem>

#include "storage/proof/merkle.hpp"
#include "tools/backup/restore_sources.hpp"
#include "tools/backup/trouble.hpp"

namespace lapor::backup {

/// What a restored folder has.
struct Restored {
  std::uint64_t records{};            // of the log, without the erasures that were repeated behind them
  std::uint64_t repeated_erasures{};  // one record each
  proof::Hash root{};                 // of all of them
};

/// Makes the journal of `folder`, with everything that follows from its records, and its files. The folder is of use to
/// nobody before this has returned, and to be deleted when it fails. Shows a bar on standard error. Blocks for minutes.
[[nodiscard]] Result<Restored, Trouble> restore_folder(RestoreSources& sources, const std::filesystem::path& folder);

}  // namespace lapor::backup
