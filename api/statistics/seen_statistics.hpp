#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "api/principal.hpp"
#include "api/statistics/cube.hpp"
#include "events/directory.hpp"

namespace lapor::api {

/// The figures as one caller may see them: all for those who may know of every report; for the staff of an institution
/// those of their own institution and the units below it; what the public may see otherwise.
class SeenStatistics {
 public:
  /// All arguments must outlive it.
  SeenStatistics(const Statistics& statistics, const Principal& caller, const InstitutionTree& institutions)
      : statistics_(statistics), caller_(caller), institutions_(institutions) {}

  [[nodiscard]] Tally sum(Dimension dimension, std::string_view member, const Period& period) const {
    return statistics_.sum(scope_of(dimension, member), dimension, member, period);
  }
  [[nodiscard]] Counts counts(Dimension dimension, std::string_view member, const Period& period) const {
    return statistics_.counts(scope_of(dimension, member), dimension, member, period);
  }
  [[nodiscard]] std::int64_t open_after(Dimension dimension, std::string_view member, Date day) const {
    return statistics_.open_after(scope_of(dimension, member), dimension, member, day);
  }
  [[nodiscard]] std::vector<Tally> days(Dimension dimension, std::string_view member, const Period& period) const {
    return statistics_.days(scope_of(dimension, member), dimension, member, period);
  }
  [[nodiscard]] WeekHours hours(Dimension dimension, std::string_view member, HourMeasure measure,
                                const Period& period) const {
    return statistics_.hours(scope_of(dimension, member), dimension, member, measure, period);
  }
  [[nodiscard]] bool knows(Dimension dimension, std::string_view member) const {
    return statistics_.knows(scope_of(dimension, member), dimension, member);
  }
  /// Members of which the caller may see that they ever had a report.
  [[nodiscard]] std::vector<std::string> members(Dimension dimension) const;

 private:
  [[nodiscard]] Statistics::Scope scope_of(Dimension dimension, std::string_view member) const;

  const Statistics& statistics_;
  const Principal& caller_;
  const InstitutionTree& institutions_;
};

}  // namespace lapor::api
