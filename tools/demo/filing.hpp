#pragma once

#include <vector>

#include "tools/demo/country.hpp"
#include "tools/demo/life.hpp"
#include "tools/demo/rhythm.hpp"

namespace lapor::tools::demo {

/// `count` reports that wait to be filed, in the order of their filing: who, when, where, to whom, about what. The same
/// seed makes the same ones.
[[nodiscard]] std::vector<Life> draw_reports(const Country& country, const Rhythm& rhythm, std::uint64_t seed,
                                             std::size_t count);

}  // namespace lapor::tools::demo
