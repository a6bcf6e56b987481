#pragma once

#include <filesystem>
#include <string>

#include "events/result.hpp"

namespace lapor::tools {

/// Where the reference data lies: `wish` when it is not empty, else beside an installed program
/// (`../share/lapor/reference`), else in the source tree that the program was built from. The error lists where it was
/// looked for.
[[nodiscard]] Result<std::filesystem::path, std::string> find_reference_folder(const std::string& wish);

}  // namespace lapor::tools
