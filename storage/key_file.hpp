#pragma once

#include <filesystem>

#include "events/result.hpp"
#include "storage/error.hpp"
#include "storage/vault.hpp"

namespace lapor::storage {

/// A master key file: 64 lower-case hexadecimal digits and a newline, mode 0600. Every error is `wrong_key` and says
/// what to do; none shows a digit of the key.
[[nodiscard]] Result<Key, Error> read_key_file(const std::filesystem::path& file);

/// Writes `key` to a new file and makes file and folder durable. A file that exists is never touched.
[[nodiscard]] Result<void, Error> create_key_file(const std::filesystem::path& file, const Key& key);

}  // namespace lapor::storage
