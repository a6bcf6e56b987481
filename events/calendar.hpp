#pragma once

#include <set>

#include "events/time.hpp"

namespace lapor {

/// An instant computed by counting working days. `provisional`: some counted day lies in a year without a holiday
/// decree.
struct WorkingDayLimit {
  Instant due{};
  bool provisional{};
};

/// The working days of Indonesia: Monday to Friday, less public holidays and collective leave as the yearly joint
/// decree of three ministers lists them. Pure data; immutable after construction, so any thread may read it.
class WorkingCalendar {
 public:
  WorkingCalendar() = default;

  /// `closed_days`: holidays and collective leave; `decreed_years`: years for which the list is complete by decree.
  WorkingCalendar(std::set<std::chrono::sys_days> closed_days, std::set<int> decreed_years);

  [[nodiscard]] bool is_working_day(Date date) const;
  [[nodiscard]] bool is_decreed(int year) const;

  /// The calendar as it was before the decree of `year` was known: decrees come year after year, so neither its closed
  /// days nor those of later years are in it, and these years count weekends only. A copy: for rare use.
  [[nodiscard]] WorkingCalendar before_decree_of(int year) const;

  /// The n-th working day after `date` (n >= 1); `date` itself is day 0.
  [[nodiscard]] Date working_day_after(Date date, int n) const;

  /// 24:00 of the n-th working day after the day that `zone` shows at `from` (the day of receipt is day 0).
  [[nodiscard]] WorkingDayLimit limit(Instant from, int working_days, Zone zone) const;

  /// `working_days` further days after a limit that ended at `due`: the day that ended then is day 0.
  [[nodiscard]] WorkingDayLimit limit_after(Instant due, int working_days, Zone zone) const;

 private:
  [[nodiscard]] WorkingDayLimit limit_from_day(Date day_zero, int working_days, Zone zone) const;

  std::set<std::chrono::sys_days> closed_days_;
  std::set<int> decreed_years_;
};

}  // namespace lapor
