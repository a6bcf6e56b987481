#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "events/directory.hpp"
#include "events/result.hpp"

namespace lapor::config {

/// Reads the reference data of `folder` (config/reference) into a rulebook. Data in which `check_reference` finds
/// anything are refused; the error is its first finding, with file, line and remedy. Takes some 10 ms.
[[nodiscard]] Result<Rulebook, std::string> load_rulebook(const std::filesystem::path& folder);

/// Everything that does not fit together between the files of `folder`: one sentence each, empty when all agree.
[[nodiscard]] std::vector<std::string> check_reference(const std::filesystem::path& folder);

}  // namespace lapor::config
