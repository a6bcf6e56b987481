#pragma once

#include <string>
#include <vector>

#include "events/calendar.hpp"
#include "events/vocabulary.hpp"

namespace lapor {

/// Why a day counts or does not. `holiday`: a public holiday or collective leave from Monday to Friday.
enum class DayKind : std::uint8_t { working = 1, saturday = 2, sunday = 3, holiday = 4 };

template <>
inline constexpr auto words<DayKind> = std::to_array<Word<DayKind>>({
    {DayKind::working, "working"},
    {DayKind::saturday, "saturday"},
    {DayKind::sunday, "sunday"},
    {DayKind::holiday, "holiday"},
});

/// One day after the day of receipt. `number` counts the working days, 1, 2, 3, ...; 0 for a day that is skipped.
/// `decreed`: the decree of its year is known; otherwise a holiday may hide behind a working day.
struct CountedDay {
  Date date{};
  DayKind kind{};
  int number{};
  bool decreed{};
  bool operator==(const CountedDay&) const = default;
};

/// The arithmetic of a limit: day zero, then each day up to the last that counts, whose 24:00 in `zone` is `due`.
struct WorkingDays {
  Zone zone{Zone::wib};
  Date day_zero{};
  std::vector<CountedDay> days;
  Instant due{};
  bool provisional{};
  bool operator==(const WorkingDays&) const = default;
};

/// Counts as `WorkingCalendar::limit` does and keeps each step. `working_days` >= 1.
[[nodiscard]] WorkingDays counted(const WorkingCalendar& calendar, Instant from, int working_days, Zone zone);

/// "Fri 2026-03-13 (day 0); skipped Sat 2026-03-14 saturday; ... Mon 2026-03-16 (1); ...; due at 24:00 of Mon
/// 2026-03-23 WIB": one line. A year without a decree is said once, where it begins.
[[nodiscard]] std::string readable(const WorkingDays& days);

}  // namespace lapor
