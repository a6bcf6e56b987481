#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "events/result.hpp"

namespace lapor::config {

/// Bounds of the list, so that a wrong file is noticed and not loaded.
inline constexpr std::size_t most_common_passwords = 200'000;
inline constexpr std::size_t longest_common_password = 64;  // bytes

/// The list of passwords that nobody may have, and of the words that they are made of: `common_passwords.txt` of the
/// reference folder, one a line, in lower case, in any order, each once; empty lines and lines that begin with `#` do
/// not count. The error names file, line and remedy.
[[nodiscard]] Result<std::vector<std::string>, std::string> load_common_passwords(const std::filesystem::path& folder);

}  // namespace lapor::config
