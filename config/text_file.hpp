#pragma once

#include <filesystem>
#include <string>

#include "events/result.hpp"

namespace lapor::config {

/// The whole file as bytes. The error names the file and says what to do about it.
[[nodiscard]] Result<std::string, std::string> read_text_file(const std::filesystem::path& file);

}  // namespace lapor::config
