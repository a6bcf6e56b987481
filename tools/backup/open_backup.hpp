#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "events/result.hpp"
#include "tools/backup/backup_layout.hpp"
#include "tools/backup/trouble.hpp"

namespace lapor::backup {

/// The end that a backup was brought to, as its log tells; nothing when the folder holds none yet. When a run was ended
/// in the very moment in which the log changes from one end to the next, this makes the log whole again. `truncated`: a
/// part is missing; `malformed`: a part is not what it should be.
[[nodiscard]] Result<std::optional<BackupEnd>, Trouble> open_end(const std::filesystem::path& backup);

}  // namespace lapor::backup
