#pragma once

#include <filesystem>
#include <string>

#include "events/result.hpp"

namespace lapor::tools {

/// Where the built pages lie: `wish` when it is not empty, else beside an installed program (`../share/lapor/web`),
/// else beside one in its build folder (`../web`). The error lists where they were looked for.
[[nodiscard]] Result<std::filesystem::path, std::string> find_web_folder(const std::string& wish);

}  // namespace lapor::tools
