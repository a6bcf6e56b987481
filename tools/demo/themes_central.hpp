#pragma once

#include "tools/demo/themes.hpp"

namespace lapor::tools::demo {

[[nodiscard]] std::vector<Theme> central_services();

}  // namespace lapor::tools::demo
