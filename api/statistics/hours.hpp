#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "events/time.hpp"
#include "events/vocabulary.hpp"

namespace lapor::api {

/// Hours from Monday 0:00 to Sunday 23:00.
inline constexpr std::size_t hours_of_a_week = std::size_t{7} * 24;

/// What is counted by the hour.
enum class HourMeasure : std::uint8_t { received = 0, followed_up = 1 };
inline constexpr std::size_t hour_measure_count = 2;

/// How often something happened in each hour of the week.
using WeekHours = std::array<std::int32_t, hours_of_a_week>;

/// The hour of the week that `zone`'s wall clocks show at `instant`.
[[nodiscard]] std::size_t hour_of_week(Instant instant, Zone zone);

/// How often something happened, by month and hour of the week. Not by day: a heat map of less than a month shows
/// chance, and hours of days would be half a gigabyte for ten years of all members, these are some tens of megabytes.
/// Only hours in which something happened take room. Months are counted from the year 0.
class HourSums {
 public:
  void add(std::int32_t month, std::size_t hour, std::int32_t times);
  /// Adds the months from `first` on and before `end`.
  void add_to(WeekHours& sum, std::int32_t first, std::int32_t end) const;
  bool operator==(const HourSums&) const = default;

 private:
  struct TimesAt {
    std::int32_t at{};  // month and hour in one number
    std::int32_t times{};
    bool operator==(const TimesAt&) const = default;
  };

  [[nodiscard]] static std::int32_t number_of(std::int32_t month, std::size_t hour);

  std::vector<TimesAt> times_;  // ascending, none of zero
};

}  // namespace lapor::api

namespace lapor {

template <>
inline constexpr auto words<api::HourMeasure> = std::to_array<Word<api::HourMeasure>>({
    {api::HourMeasure::received, "received"},
    {api::HourMeasure::followed_up, "followed_up"},
});

}  // namespace lapor
