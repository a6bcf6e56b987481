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

/// One more, open and not anonymous, to the office at this place of `Country::offices`; the caller says when it is
/// filed.
[[nodiscard]] Life draw_report_to(std::size_t office, const Country& country, const Rhythm& rhythm, std::uint64_t seed,
                                  std::size_t number);

}  // namespace lapor::tools::demo
