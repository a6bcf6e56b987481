#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <string>

#include "events/codec.hpp"
#include "events/identifiers.hpp"
#include "events/result.hpp"
#include "events/time.hpp"
#include "storage/journal_entries.hpp"
#include "tools/backup/backup_layout.hpp"

/// The data keys of a backup, in a folder of their own: without them its sealed texts are noise. Each backup that finds
/// other keys than the one before makes a generation; equal chunks are shared. A key that was erased is in no later
/// generation, so it is gone from the folder when the last one that has it was thrown away. Errors are sentences.
namespace lapor::backup {

/// The newest generation; `truncated` when there is none, `other-log` when it is of another one than `origin`.
[[nodiscard]] Result<KeyGeneration, std::string> newest_generation(const std::filesystem::path& folder,
                                                                   const std::string& origin);

/// The one that belongs to a log of `size` records: the newest that is not of a longer one, because a run that was cut
/// off may have made keys for an end that the log never got. Errors as above.
[[nodiscard]] Result<KeyGeneration, std::string> generation_for(const std::filesystem::path& folder,
                                                                const std::string& origin, std::uint64_t size);

/// Writes what `keys` holds as a generation of a log of `size` records.
[[nodiscard]] Result<KeyGeneration, std::string> write_generation(const std::filesystem::path& folder,
                                                                  const storage::JournalEntries& entries,
                                                                  const std::string& origin, std::uint64_t size,
                                                                  Instant now);

/// Throws away all generations that a newer one has replaced more than `keep` ago, and what only they had. Tells how
/// many.
[[nodiscard]] Result<std::size_t, std::string> expire_generations(const std::filesystem::path& folder, Instant now,
                                                                  std::chrono::milliseconds keep);

/// Every key of a generation. `damaged`, `truncated` as `read_hashed`.
using TakeKey = std::function<Result<void, std::string>(Stream stream, BytesView wrapped)>;
[[nodiscard]] Result<void, std::string> read_generation(const std::filesystem::path& folder,
                                                        const KeyGeneration& generation, const TakeKey& take);

}  // namespace lapor::backup
