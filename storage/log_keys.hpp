#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "events/result.hpp"
#include "storage/error.hpp"
#include "storage/proof/note.hpp"

namespace lapor::storage {

/// The private keys that sign the log's checkpoints, the newest first; all are of one origin, which names the log.
using LogKeys = std::vector<proof::SignerKey>;

/// Beside the data folder, as the master key: `/srv/lapor/data` has `/srv/lapor/data.log-key`.
[[nodiscard]] std::filesystem::path default_log_key_file(const std::filesystem::path& data_folder);

/// A file of one key a line (`SignerKey::text`), for its owner's eyes only. Every error is `wrong_key`, says what to do
/// and shows nothing of a key.
[[nodiscard]] Result<LogKeys, Error> read_log_keys(const std::filesystem::path& file);

/// Puts a new key of this origin in front of those in the file, which is made when it is not there; durable. All sign
/// from the next start on, so that who trusts the former key sees the new one announced under it.
[[nodiscard]] Result<proof::SignerKey, Error> add_log_key(const std::filesystem::path& file, std::string_view origin);

/// The keys of an installation; makes the first one when nothing was ever published. `origin`: what an operator wishes
/// the log to be called; empty: a random name. Keys of another origin than wished are refused.
[[nodiscard]] Result<LogKeys, Error> open_log_keys(const std::filesystem::path& file, std::string_view origin,
                                                   bool was_published);

/// The public halves, in the same order.
[[nodiscard]] std::vector<proof::VerifierKey> verifiers_of(const LogKeys& keys);

}  // namespace lapor::storage
