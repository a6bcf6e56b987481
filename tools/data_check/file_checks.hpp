#pragma once

#include <filesystem>
#include <set>

#include "storage/check/damage.hpp"
#include "tools/data_check/folded_streams.hpp"

/// The files of a data folder beside its journal, held against the records that name them. Nothing is changed.
namespace lapor::tools {

/// Contents that the uploads have. Tells of uploads that do not open, or whose content is another, with the master key
/// only; without it nothing is known of any.
[[nodiscard]] std::set<storage::ContentHash> check_uploads(const std::filesystem::path& data,
                                                           const storage::Vault& vault,
                                                           const storage::TellDamage& tell);

/// Files of the reports of one part: each that a record names is there, or waits among the uploads; each that is there
/// opens under its report's key with the content that it is named by; erased reports have none.
void check_attachments(const std::filesystem::path& data, Part part, const FoldedStreams& streams,
                       const std::set<storage::ContentHash>& uploads, const storage::TellDamage& tell);

/// The mark of how far the reports' files have come fits the journal.
void check_files_mark(const std::filesystem::path& data, const storage::JournalEntries& entries,
                      const storage::TellDamage& tell);

}  // namespace lapor::tools
