#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <string_view>
#include <vector>

#include "events/report_state.hpp"

namespace lapor {

/// How many years after its end a report is kept, from a day on (UU 43/2009 on archives: each institution's retention
/// schedule, jadwal retensi arsip).
struct RetentionPeriods {
  Date effective_from{};
  std::chrono::years standard{5};
  /// Of institutions and units that have their own; each holds for the units below it as well, down to the next one.
  std::map<Slug, std::chrono::years, std::less<>> own;

  /// For reports on this desk: its own, else that of the next one above it, else the standard.
  [[nodiscard]] std::chrono::years of(std::string_view desk) const;
  bool operator==(const RetentionPeriods&) const = default;
};

/// All retention periods of the past and the present, oldest first, never empty.
class RetentionSchedule {
 public:
  RetentionSchedule() : periods_{RetentionPeriods{}} {}
  /// `periods` must be sorted by `effective_from`, without repeats, and not empty.
  explicit RetentionSchedule(std::vector<RetentionPeriods> periods);

  /// The periods in force on `date`; before the first ones begin, the first.
  [[nodiscard]] const RetentionPeriods& on(Date date) const;
  [[nodiscard]] const std::vector<RetentionPeriods>& all() const { return periods_; }
  /// The same with these periods, in the place of those that begin on the same day.
  [[nodiscard]] RetentionSchedule with(RetentionPeriods periods) const;

 private:
  std::vector<RetentionPeriods> periods_;
};

/// The last day on which a report that ended on `ended_on` is kept: the same date, `period` later; 28 February where
/// there is no 29th.
[[nodiscard]] Date last_kept_day(Date ended_on, std::chrono::years period);

/// The latest day of an end whose last kept day lies before `today`.
[[nodiscard]] Date last_past_end(Date today, std::chrono::years period);

/// The end of that day in WIB, the zone of the data officer, by the periods that are in force `today`; nothing while
/// the report has not ended.
[[nodiscard]] std::optional<Instant> retention_until(const ReportState& state, const RetentionSchedule& schedule,
                                                     Date today);

}  // namespace lapor
