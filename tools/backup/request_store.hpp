#pragma once

#include <filesystem>
#include <functional>
#include <string>

#include "events/result.hpp"
#include "storage/journal.hpp"
#include "storage/journal_entries.hpp"
#include "tools/backup/backup_layout.hpp"
#include "tools/backup/trouble.hpp"

/// Which records answered which requests: it stands in no record, so a backup has it beside the log.
namespace lapor::backup {

/// Writes the requests of the records from `first` to `last`: one walk over all requests that there are.
[[nodiscard]] Result<RequestChunk, Trouble> write_requests(const std::filesystem::path& backup,
                                                           const storage::JournalEntries& entries, std::uint64_t first,
                                                           std::uint64_t last);

using TakeRequest = std::function<Done(const storage::RequestMark& mark, Position position)>;
/// Every request of a chunk, in no particular order, once the whole chunk is known to be undamaged: `truncated`,
/// `altered` as `read_hashed`, or because it does not have as many requests as its end says.
[[nodiscard]] Done read_requests(const std::filesystem::path& backup, const RequestChunk& chunk,
                                 const TakeRequest& take);

}  // namespace lapor::backup
