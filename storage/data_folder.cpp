#include "storage/data_folder.hpp"

#include <algorithm>
#include <system_error>

namespace lapor::storage {

namespace {

/// RocksDB's pointer file: there from the first opening on.
bool has_store(const std::filesystem::path& folder) {
  std::error_code error;
  return std::filesystem::exists(folder / "CURRENT", error);
}

}  // namespace

std::filesystem::path beside(const std::filesystem::path& data_folder, std::string_view ending) {
  auto folder = std::filesystem::absolute(data_folder).lexically_normal();
  if (!folder.has_filename()) folder = folder.parent_path();
  return folder.concat(ending);
}

std::filesystem::path default_key_file(const std::filesystem::path& data_folder) {
  return beside(data_folder, ".master-key");
}

bool has_stored_data(const std::filesystem::path& data_folder) {
  if (has_store(data_folder)) return true;
  std::error_code error;
  const std::filesystem::directory_iterator entries{data_folder, error};
  if (error) return false;
  return std::any_of(begin(entries), end(entries), [](const auto& entry) { return has_store(entry.path()); });
}

Result<Vault, Error> open_vault_for(const std::filesystem::path& data_folder, const std::filesystem::path& key_file) {
  const auto file = key_file.empty() ? default_key_file(data_folder) : key_file;
  std::error_code error;
  if (std::filesystem::symlink_status(file, error).type() != std::filesystem::file_type::not_found) {
    return Vault::open(file);
  }
  if (has_stored_data(data_folder)) {
    return fail(Error{ErrorCode::wrong_key,
                      "The data folder " + data_folder.string() + " has records, but its master key file " +
                          file.string() +
                          " is missing. Put that file back from where you keep it safe: a new key could not "
                          "open what is sealed."});
  }
  return Vault::create(file);
}

}  // namespace lapor::storage
