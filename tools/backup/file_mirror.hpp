#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "events/result.hpp"
#include "tools/backup/backup_layout.hpp"
#include "tools/backup/trouble.hpp"

/// Attachments and uploads in a backup: as they lie in the data folder, sealed.
namespace lapor::backup {

/// Copies what is new or changed since `known`; what is there now, ascending by path. Files that go meanwhile are left
/// out: what goes has expired or was erased.
[[nodiscard]] Result<std::vector<ListedFile>, Trouble> mirror_files(const std::filesystem::path& data,
                                                                    const std::filesystem::path& backup,
                                                                    const std::vector<ListedFile>& known);

/// Deletes the backup's copies that are not in `files`.
[[nodiscard]] Done remove_unlisted(const std::filesystem::path& backup, const std::vector<ListedFile>& files);

/// Writes the list of files, which is named after its hash.
[[nodiscard]] Result<ContentHash, Trouble> write_list(const std::filesystem::path& backup,
                                                      const std::vector<ListedFile>& files);
[[nodiscard]] Result<std::vector<ListedFile>, Trouble> read_list(const std::filesystem::path& backup,
                                                                 const ContentHash& hash);

}  // namespace lapor::backup
