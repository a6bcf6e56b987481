#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "events/calendar.hpp"
#include "events/vocabulary.hpp"

namespace lapor {

/// What closes the offices on a day: libur nasional, cuti bersama.
enum class HolidayKind : std::uint8_t { public_holiday = 0, collective_leave = 1 };

template <>
inline constexpr auto words<HolidayKind> = std::to_array<Word<HolidayKind>>({
    {HolidayKind::public_holiday, "public_holiday"},
    {HolidayKind::collective_leave, "collective_leave"},
});

struct Holiday {
  Date date{};
  std::string name;
  HolidayKind kind{};
  bool operator==(const Holiday&) const = default;
};

/// The closed days of one year as the joint decree of three ministers lists them, in the order of their dates.
struct HolidayDecree {
  /// Its numbers, as people cite it.
  std::string decree;
  std::vector<Holiday> days;
  bool operator==(const HolidayDecree&) const = default;
};

/// By year. A year that is not there has no decree yet.
using HolidayDecrees = std::map<int, HolidayDecree>;

/// The calendar in which these decrees are in force.
[[nodiscard]] WorkingCalendar working_calendar(const HolidayDecrees& decrees);

}  // namespace lapor
