#include "events/working_days.hpp"

namespace lapor {
namespace {

using std::chrono::days;
using std::chrono::sys_days;

DayKind kind_of(Date date, const WorkingCalendar& calendar) {
  const std::chrono::weekday weekday{sys_days{date}};
  if (weekday == std::chrono::Saturday) return DayKind::saturday;
  if (weekday == std::chrono::Sunday) return DayKind::sunday;
  return calendar.is_working_day(date) ? DayKind::working : DayKind::holiday;
}

std::string day_text(Date date) {
  static constexpr auto names = std::to_array<std::string_view>({"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"});
  return std::string(names[std::chrono::weekday{sys_days{date}}.c_encoding()]) + ' ' + to_iso(date);
}

std::string step_text(const CountedDay& day) {
  if (day.kind == DayKind::working) return day_text(day.date) + " (" + std::to_string(day.number) + ")";
  return "skipped " + day_text(day.date) + ' ' + std::string(to_word(day.kind));
}

}  // namespace

WorkingDays counted(const WorkingCalendar& calendar, Instant from, int working_days, Zone zone) {
  WorkingDays result{zone, local_date(from, zone), {}, {}, false};
  sys_days day{result.day_zero};
  for (int number = 0; number < working_days;) {
    day += days{1};
    const Date date{day};
    const DayKind kind = kind_of(date, calendar);
    const bool decreed = calendar.is_decreed(static_cast<int>(date.year()));
    result.days.push_back({date, kind, kind == DayKind::working ? ++number : 0, decreed});
    result.provisional = result.provisional || !decreed;
  }
  result.due = start_of_day(Date{day + days{1}}, zone);
  return result;
}

std::string readable(const WorkingDays& days) {
  std::string text = day_text(days.day_zero) + " (day 0)";
  bool decreed = true;
  for (const CountedDay& day : days.days) {
    text += "; ";
    if (decreed && !day.decreed) text += "no decree for " + std::to_string(static_cast<int>(day.date.year())) + ": ";
    decreed = day.decreed;
    text += step_text(day);
  }
  const Date last = days.days.empty() ? days.day_zero : days.days.back().date;
  return text + "; due at 24:00 of " + day_text(last) + ' ' + std::string(abbreviation(days.zone)) +
         (days.provisional ? " (provisional)" : "");
}

}  // namespace lapor
