#include "events/holidays.hpp"

namespace lapor {

WorkingCalendar working_calendar(const HolidayDecrees& decrees) {
  std::set<std::chrono::sys_days> closed_days;
  std::set<int> decreed_years;
  for (const auto& [year, decree] : decrees) {
    decreed_years.insert(year);
    for (const Holiday& day : decree.days) closed_days.insert(std::chrono::sys_days{day.date});
  }
  return {std::move(closed_days), std::move(decreed_years)};
}

}  // namespace lapor
