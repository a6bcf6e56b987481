#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "tools/backup/trouble.hpp"

namespace lapor::backup {

/// Whether the attachments of a data folder are there: what is missing by mistake (a medium is not mounted, a folder
/// was deleted) must not go from its backup as well. `gone` are the backup's files that the data folder has not, by
/// their paths; an attachment may be among them only when the log erases its report. And a folder without any
/// attachment or upload may have a log only that names none, but of erased reports. Reads the log as far as it takes.
/// `truncated`: some are missing.
[[nodiscard]] Done check_attachments(const std::filesystem::path& data, const std::vector<std::string>& gone);

}  // namespace lapor::backup
