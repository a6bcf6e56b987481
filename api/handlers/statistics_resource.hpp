#pragma once

#include <functional>
#include <string>
#include <vector>

#include "api/context.hpp"
#include "api/statistics/figures.hpp"
#include "api/statistics/seen_statistics.hpp"
#include "api/statistics/statistics_query.hpp"

/// What the resources under /v1/statistics have in common: rows of figures, read under the view's lock, written after
/// it, in any format.
namespace lapor::api {

/// The rows of one resource, each a JSON object.
using Rows = std::vector<std::string>;
/// Writes what was read of the figures, after their lock is let go.
using WriteRows = std::function<Rows()>;

/// One of the resources under /v1/statistics.
struct Resource {
  Takes takes;
  Dimension dimension;
  WriteRows (*read)(const Context& context, const SeenStatistics& statistics, const StatisticsQuery& query,
                    Dimension dimension);
  std::vector<std::string> (*columns)(const StatisticsQuery& query, Dimension dimension);
  bool has_period_before;
};

template <class Write>
std::string object(Write write) {
  std::string item;
  JsonWriter json(item);
  json.begin_object();
  write(json);
  json.end_object();
  return item;
}

/// Asks the view and answers; `resource` must live for ever.
void answer_statistics(Context& context, const CallPtr& call, const Resource& resource);

/// The members that say whose figures a row has: `institution` or the like, and `name`; none for the nation.
void write_member(JsonWriter& json, Dimension dimension, const std::string& member, const Rulebook& rules);
/// Their columns.
[[nodiscard]] std::vector<std::string> member_columns(Dimension dimension);

/// Whether `member` is a part of `upper`, not of its parts; of an empty `upper`: whether nothing is above it.
[[nodiscard]] bool lies_right_below(Dimension dimension, const std::string& member, const std::string& upper,
                                    const Rulebook& rules);

/// The members asked for, in that order; without any the nation.
[[nodiscard]] std::vector<std::string> named_members(const StatisticsQuery& query, Dimension dimension);

[[nodiscard]] Totals totals_of(const SeenStatistics& statistics, Dimension dimension, const std::string& member,
                               const Period& period);

}  // namespace lapor::api
