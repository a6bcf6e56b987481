#include "events/calendar.hpp"

namespace lapor {

using std::chrono::days;
using std::chrono::sys_days;

WorkingCalendar::WorkingCalendar(std::set<sys_days> closed_days, std::set<int> decreed_years)
    : closed_days_(std::move(closed_days)), decreed_years_(std::move(decreed_years)) {}

bool WorkingCalendar::is_working_day(Date date) const {
  const std::chrono::weekday weekday{sys_days{date}};
  if (weekday == std::chrono::Saturday || weekday == std::chrono::Sunday) return false;
  return !closed_days_.contains(sys_days{date});
}

bool WorkingCalendar::is_decreed(int year) const {
  return decreed_years_.contains(year);
}

WorkingCalendar WorkingCalendar::before_decree_of(int year) const {
  const sys_days first_unknown{std::chrono::year{year} / std::chrono::January / 1};
  return {{closed_days_.begin(), closed_days_.lower_bound(first_unknown)},
          {decreed_years_.begin(), decreed_years_.lower_bound(year)}};
}

Date WorkingCalendar::working_day_after(Date date, int n) const {
  sys_days day{date};
  while (n > 0) {
    day += days{1};
    if (is_working_day(Date{day})) --n;
  }
  return Date{day};
}

WorkingDayLimit WorkingCalendar::limit(Instant from, int working_days, Zone zone) const {
  return limit_from_day(local_date(from, zone), working_days, zone);
}

WorkingDayLimit WorkingCalendar::limit_after(Instant due, int working_days, Zone zone) const {
  return limit_from_day(local_date(due - std::chrono::milliseconds{1}, zone), working_days, zone);
}

WorkingDayLimit WorkingCalendar::limit_from_day(Date day_zero, int working_days, Zone zone) const {
  const Date last = working_day_after(day_zero, working_days);
  const sys_days first_counted = sys_days{day_zero} + days{1};
  bool provisional = false;
  for (int year = static_cast<int>(Date{first_counted}.year()); year <= static_cast<int>(last.year()); ++year)
    provisional = provisional || !is_decreed(year);
  return {start_of_day(Date{sys_days{last} + days{1}}, zone), provisional};
}

}  // namespace lapor
