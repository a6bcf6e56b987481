#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "events/directory.hpp"
#include "events/result.hpp"

namespace lapor::config {

/// Reads the reference data of `folder` (config/reference) into a rulebook. The error names file, line and remedy.
[[nodiscard]] Result<Rulebook, std::string> load_rulebook(const std::filesystem::path& folder);

/// Everything that does not fit together between the files of `folder`: one sentence each, empty when all agree.
[[nodiscard]] std::vector<std::string> check_reference(const std::filesystem::path& folder);

}  // namespace lapor::config
