#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "api/json_writer.hpp"
#include "api/statistics/tally.hpp"

namespace lapor::api {

/// What is known of one member over one period.
struct Totals {
  Tally tally;
  std::int64_t open{};  // at the end of the period
};

enum class Unit : std::uint8_t { count, share, hours, score };

/// One number that people judge by, with what it means (DOMAIN.md, "Figures that people judge by"). Texts are for
/// people: `_id` Indonesian, `_en` English.
struct Figure {
  std::string_view name;
  Unit unit;
  /// Nothing where it cannot be told: a share of nothing.
  std::optional<double> (*value)(const Totals& totals);
  std::string_view label_id;
  std::string_view label_en;
  std::string_view definition_id;
  std::string_view definition_en;
};

/// All of them in the order in which tables show them. Names are the members of a table's rows.
[[nodiscard]] std::span<const Figure> figures();
[[nodiscard]] const Figure* find_figure(std::string_view name);

/// Counts as whole numbers, shares from 0 to 1 with four digits, hours with one, scores with two; null for nothing.
void write_figure(JsonWriter& json, const Figure& figure, const Totals& totals);

}  // namespace lapor::api
