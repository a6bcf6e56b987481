#include "events/working_time.hpp"

#include <algorithm>

namespace lapor {

using std::chrono::days;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::sys_days;

minutes working_time(Instant from, Instant to, Zone zone, const WorkingCalendar& calendar, const PolicyBook& policies) {
  if (to < from) return -working_time(to, from, zone, calendar, policies);
  milliseconds sum{0};
  for (sys_days day{local_date(from, zone)}; day <= sys_days{local_date(to, zone)}; day += days{1}) {
    if (!calendar.is_working_day(Date{day})) continue;
    const OfficeHours office = policies.on(Date{day}).office;
    const Instant midnight = start_of_day(Date{day}, zone);
    const Instant begin = std::max(from, midnight + office.opens);
    const Instant end = std::min(to, midnight + office.closes);
    if (begin < end) sum += end - begin;
  }
  return std::chrono::floor<minutes>(sum);
}

}  // namespace lapor
