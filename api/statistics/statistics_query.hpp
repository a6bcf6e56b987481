#pragma once

#include <optional>
#include <string>
#include <vector>

#include "api/formats.hpp"
#include "api/problem.hpp"
#include "api/statistics/cube.hpp"
#include "api/statistics/figures.hpp"
#include "events/directory.hpp"
#include "events/result.hpp"

namespace lapor::api {

/// How fine a map is.
enum class MapLevel : std::uint8_t { province, regency };

/// Rows of a table: more than any table has.
inline constexpr std::size_t most_rows = 10'000;

/// What a resource under /v1/statistics asks for; each takes some of the parameters.
struct StatisticsQuery {
  Period period;
  Period before;      // of the same length, right before; of a whole month the month before
  std::string below;  // the member whose parts the table has; empty: the top
  std::optional<Dimension> by;
  std::vector<std::string> values;
  MapLevel level{MapLevel::province};
  const Figure* measure{};
  const Figure* sort{};
  bool descending{};
  std::size_t limit{most_rows};
  HourMeasure hour_measure{HourMeasure::received};
  std::optional<Format> format;  // absent: as Accept says
};

/// Which parameters a resource takes, beside `format`.
enum class Takes : std::uint8_t {
  nothing = 0,
  period = 1,  // month, or from and to; without them the last thirty days
  below = 2,
  series = 4,      // by, value
  map = 8,         // level, measure
  hours = 16,      // another measure; the period is widened to whole months
  narrowing = 32,  // by, value: one institution or region; the period is widened to whole months
  ranking = 64,    // sort, limit
  daily = 128,     // nothing, but a row a day bounds the period
};
[[nodiscard]] constexpr Takes operator|(Takes one, Takes other) {
  return static_cast<Takes>(static_cast<std::uint8_t>(one) | static_cast<std::uint8_t>(other));
}

/// `dimension` is that of the table. `today` is WIB's date. A problem names the parameter.
[[nodiscard]] Result<StatisticsQuery, Problem> parse_statistics_query(std::string_view raw, Takes takes,
                                                                      Dimension dimension, Date today,
                                                                      const Rulebook& rules);

/// Whether a dimension has such a member.
[[nodiscard]] bool is_member(Dimension dimension, const std::string& value, const Rulebook& rules);

}  // namespace lapor::api

namespace lapor {

template <>
inline constexpr auto words<api::MapLevel> = std::to_array<Word<api::MapLevel>>({
    {api::MapLevel::province, "province"},
    {api::MapLevel::regency, "regency"},
});

}  // namespace lapor
