#pragma once

#include <string_view>

#include "api/principal.hpp"
#include "api/problem.hpp"

namespace lapor::api {

/// 403, which says in which role the caller asked and who may: `who_may` is a sentence.
[[nodiscard]] Problem not_permitted(const Principal& caller, std::string_view who_may);

}  // namespace lapor::api
