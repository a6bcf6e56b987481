#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "events/result.hpp"
#include "storage/proof/checkpoint.hpp"
#include "tools/backup/backup_layout.hpp"

namespace lapor::backup {

/// The checkpoint that a backup's log ends at, as it stands there; its signatures are not looked at.
[[nodiscard]] Result<proof::Checkpoint, std::string> checkpoint_of(const std::filesystem::path& backup);

/// The end that a backup was brought to, as its log tells; nothing when the folder holds none yet. When a run was ended
/// in the very moment in which the log changes from one end to the next, this makes the log whole again. Errors are
/// sentences that begin with the word of what is wrong.
[[nodiscard]] Result<std::optional<BackupEnd>, std::string> open_end(const std::filesystem::path& backup);

}  // namespace lapor::backup
