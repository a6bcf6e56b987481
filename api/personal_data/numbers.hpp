#pragma once

#include <string_view>
#include <vector>

#include "api/personal_data.hpp"

namespace lapor::api::personal_data {

/// Adds the ids, cards, telephone numbers and accounts of a text, in order. `folded`: see folded_text.hpp.
void find_numbers(std::string_view folded, std::vector<Finding>& findings);

}  // namespace lapor::api::personal_data
