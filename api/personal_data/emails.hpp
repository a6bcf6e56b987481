#pragma once

#include <string_view>
#include <vector>

#include "api/personal_data.hpp"

namespace lapor::api::personal_data {

/// Adds the addresses for mail of a text, in order: RFC 5322's plain form, with blanks around its sign, or with "at" in
/// the place of it. `folded`: see folded_text.hpp.
void find_emails(std::string_view folded, std::vector<Finding>& findings);

}  // namespace lapor::api::personal_data
