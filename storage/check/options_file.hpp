#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace lapor::storage {

/// Holds a file OPTIONS-* of the journal against the one that RocksDB writes for our settings. The two sizes that an
/// operator sets are taken from the file itself, which has each of them several times. Nothing: it is the same text.
[[nodiscard]] std::optional<std::string> find_options_difference(const std::filesystem::path& journal,
                                                                 const std::filesystem::path& file);

}  // namespace lapor::storage
