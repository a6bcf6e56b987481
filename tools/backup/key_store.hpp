#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>

#include "events/codec.hpp"
#include "events/identifiers.hpp"
#include "events/result.hpp"
#include "events/time.hpp"
#include "storage/journal_entries.hpp"
#include "tools/backup/backup_layout.hpp"
#include "tools/backup/trouble.hpp"

/// The data keys of a backup, in a folder of their own: without them its sealed texts are noise. Each backup that finds
/// the log grown makes a generation; equal chunks are shared. A key that was erased is in no later generation, so it is
/// gone from the folder when the last one that has it was thrown away. Generations follow each other by the size of
/// their logs, not by the clock, which may be put back.
namespace lapor::backup {

/// The generation of the longest log; nothing when there is none. `other_log`: it is of another one than `origin`.
[[nodiscard]] Result<std::optional<KeyGeneration>, Trouble> newest_generation(const std::filesystem::path& folder,
                                                                              const std::string& origin);

/// The one that belongs to a log of `size` records: the newest that is not of a longer one, because a run that was cut
/// off may have made keys for an end that the log never got; when all are of longer ones, that of the shortest.
/// `truncated`: there is none. Else as above.
[[nodiscard]] Result<KeyGeneration, Trouble> generation_for(const std::filesystem::path& folder,
                                                            const std::string& origin, std::uint64_t size);

/// Writes what the family `keys` holds as a generation of a log of `size` records.
[[nodiscard]] Result<KeyGeneration, Trouble> write_generation(const std::filesystem::path& folder,
                                                              const storage::JournalEntries& entries,
                                                              const std::string& origin, std::uint64_t size,
                                                              Instant now);

/// Throws away all generations that a newer one has replaced more than `keep` ago, and what only they had. Tells how
/// many.
[[nodiscard]] Result<std::size_t, Trouble> expire_generations(const std::filesystem::path& folder, Instant now,
                                                              std::chrono::milliseconds keep);

/// Every key of a generation. `truncated`, `altered` as `read_hashed`, or because a chunk does not have as many keys as
/// the generation says.
using TakeKey = std::function<Done(Stream stream, BytesView wrapped)>;
[[nodiscard]] Done read_generation(const std::filesystem::path& folder, const KeyGeneration& generation,
                                   const TakeKey& take);

}  // namespace lapor::backup
