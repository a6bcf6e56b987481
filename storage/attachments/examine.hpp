#pragma once

#include <filesystem>
#include <functional>
#include <optional>

#include "events/codec.hpp"
#include "events/identifiers.hpp"
#include "events/result.hpp"
#include "storage/attachments/sealed_file.hpp"
#include "storage/attachments/upload_index.hpp"
#include "storage/error.hpp"
#include "storage/vault.hpp"

/// Files of a data folder at rest, looked at without changing anything. All of it blocks for the disk.
namespace lapor::storage {

/// Reads what is left of the content to its end. Errors as `SealedFileReader::next`.
[[nodiscard]] Result<ContentHash, Error> hash_of(SealedFileReader& reader);

/// Reads one upload's file to its end and holds the content against its hash. `corrupt`: it is damaged.
[[nodiscard]] Result<Upload, Error> examine_upload(const std::filesystem::path& file, const Vault& vault);

/// Whether a mark of a projection that keeps files (`CheckpointFile`) is whole and of the journal whose record at a
/// position `record_at` gives.
[[nodiscard]] Result<bool, Error> fits_journal(
    const std::filesystem::path& mark, const std::function<Result<std::optional<Bytes>, Error>(Position)>& record_at);

}  // namespace lapor::storage
