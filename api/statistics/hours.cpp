#include "api/statistics/hours.hpp"

#include <algorithm>

namespace lapor::api {

std::size_t hour_of_week(Instant instant, Zone zone) {
  const auto local = std::chrono::floor<std::chrono::hours>(instant + offset_of(zone));
  const auto day = std::chrono::floor<std::chrono::days>(local);
  const std::size_t days_since_monday = std::chrono::weekday{day}.iso_encoding() - 1;
  return days_since_monday * 24 + static_cast<std::size_t>((local - day).count());
}

std::int32_t HourSums::number_of(std::int32_t month, std::size_t hour) {
  return month * static_cast<std::int32_t>(hours_of_a_week) + static_cast<std::int32_t>(hour);
}

void HourSums::add(std::int32_t month, std::size_t hour, std::int32_t times) {
  const std::int32_t at = number_of(month, hour);
  auto place = std::ranges::lower_bound(times_, at, {}, &TimesAt::at);
  if (place == times_.end() || place->at != at) place = times_.insert(place, {at, 0});
  if ((place->times += times) == 0) times_.erase(place);
}

void HourSums::add_to(WeekHours& sum, std::int32_t first, std::int32_t end) const {
  auto place = std::ranges::lower_bound(times_, number_of(first, 0), {}, &TimesAt::at);
  for (; place != times_.end() && place->at < number_of(end, 0); ++place)
    sum[static_cast<std::size_t>(place->at) % hours_of_a_week] += place->times;
}

}  // namespace lapor::api
