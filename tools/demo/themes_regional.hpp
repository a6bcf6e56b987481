#pragma once

#include "tools/demo/themes.hpp"

namespace lapor::tools::demo {

[[nodiscard]] std::vector<Theme> streets_and_water();
[[nodiscard]] std::vector<Theme> order_and_green();
[[nodiscard]] std::vector<Theme> people_and_papers();

}  // namespace lapor::tools::demo
