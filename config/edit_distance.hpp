#pragma once

#include <cstddef>
#include <string_view>

namespace lapor::config {

/// Levenshtein distance: how many bytes must be put in, taken out or replaced to make `b` of `a`.
[[nodiscard]] std::size_t edit_distance(std::string_view a, std::string_view b);

}  // namespace lapor::config
