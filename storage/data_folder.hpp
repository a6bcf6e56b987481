#pragma once

#include <filesystem>
#include <string_view>

#include "events/result.hpp"
#include "storage/error.hpp"
#include "storage/vault.hpp"

namespace lapor::storage {

/// A file beside the data folder that shares its name: `/srv/lapor/data` and `.log-key` give `/srv/lapor/data.log-key`.
[[nodiscard]] std::filesystem::path beside(const std::filesystem::path& data_folder, std::string_view ending);

/// Where the master key lies when nothing else is set: beside the data folder, never in it, so that a copy of the data
/// does not carry its own key. `/srv/lapor/data` has `/srv/lapor/data.master-key`.
[[nodiscard]] std::filesystem::path default_key_file(const std::filesystem::path& data_folder);

/// True when a store was ever opened in the folder or one directly below it.
[[nodiscard]] bool has_stored_data(const std::filesystem::path& data_folder);

/// Opens the master key of a data folder; makes one on the very first start. A folder with data whose key file is
/// missing never gets a new key (`wrong_key`): nothing sealed could be read again. An empty `key_file` means the
/// default.
[[nodiscard]] Result<Vault, Error> open_vault_for(const std::filesystem::path& data_folder,
                                                  const std::filesystem::path& key_file);

}  // namespace lapor::storage
