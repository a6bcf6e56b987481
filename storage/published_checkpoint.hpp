#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>

#include "events/result.hpp"
#include "storage/error.hpp"
#include "storage/journal.hpp"
#include "storage/proof/checkpoint.hpp"

/// The last checkpoint that the log has published, in a file outside the data folder, so that a folder which was rolled
/// back or rewritten is recognised by what the world has already seen.
namespace lapor::storage {

struct PublishedCheckpoint {
  proof::Checkpoint checkpoint;
  std::string note;
};

/// `/srv/lapor/data` has `/srv/lapor/data.checkpoint`.
[[nodiscard]] std::filesystem::path default_checkpoint_file(const std::filesystem::path& data_folder);

/// Nothing when there is no such file. A file that is no checkpoint, or not by one of `keys`, is `corrupt` or
/// `wrong_key`; without keys its signatures are not looked at.
[[nodiscard]] Result<std::optional<PublishedCheckpoint>, Error> read_published(
    const std::filesystem::path& file, std::span<const proof::VerifierKey> keys);

/// Durable when it returns.
[[nodiscard]] Result<void, Error> write_published(const std::filesystem::path& file, const std::string& note);

/// Whether the journal continues the checkpoint. `beyond_tree`: it ends before it, so it was rolled back or lost its
/// tail. `forked`: it has other records. `altered`, `truncated`: its own tree is damaged. Blocks for some reads.
[[nodiscard]] Result<void, proof::Fault> check_continues(const Journal& journal, const proof::Checkpoint& published);

}  // namespace lapor::storage
