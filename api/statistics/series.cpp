#include "api/statistics/series.hpp"

#include <algorithm>
#include <limits>
#include <tuple>

#include "events/time.hpp"

namespace lapor::api {
namespace {

std::int32_t month_of(std::int32_t day) {
  const Date date = date_from_day_number(day);
  return static_cast<int>(date.year()) * 12 + static_cast<std::int32_t>(static_cast<unsigned>(date.month())) - 1;
}

std::int32_t first_day_of(std::int32_t month) {
  return day_number(std::chrono::year{month / 12} / std::chrono::month{static_cast<unsigned>(month % 12 + 1)} / 1);
}

bool is_nothing(const Counts& counts) {
  return std::ranges::all_of(counts, [](std::int32_t each) { return each == 0; });
}

}  // namespace

std::vector<Sums::CountsAt>::const_iterator Sums::counts_from(std::int32_t first) const {
  return std::ranges::lower_bound(counts_, first, {}, &CountsAt::at);
}

void Sums::add(std::int32_t at, Measure measure, std::int32_t times) {
  auto place = std::ranges::lower_bound(counts_, at, {}, &CountsAt::at);
  if (place == counts_.end() || place->at != at) place = counts_.insert(place, {at, {}});
  std::int32_t& count = place->counts[static_cast<std::size_t>(measure)];
  count += times;
  if (count == 0 && is_nothing(place->counts)) counts_.erase(place);
}

void Sums::add(std::int32_t at, DurationBucket duration, std::int32_t times) {
  const auto key = [](const DurationsAt& each) { return std::tuple(each.at, each.bucket); };
  auto place = std::ranges::lower_bound(durations_, std::tuple(at, duration), {}, key);
  if (place == durations_.end() || key(*place) != std::tuple(at, duration))
    place = durations_.insert(place, {at, duration, 0});
  if ((place->times += times) == 0) durations_.erase(place);
}

void Sums::add_to(Counts& sum, std::int32_t first, std::int32_t end) const {
  for_each(first, end, [&sum](std::int32_t, const Counts& counts) {
    for (std::size_t i = 0; i < measure_count; ++i) sum[i] += counts[i];
  });
}

void Sums::add_to(DurationSum& sum, std::int32_t first, std::int32_t end) const {
  auto at = std::ranges::lower_bound(durations_, first, {}, &DurationsAt::at);
  for (; at != durations_.end() && at->at < end; ++at) sum.add(at->bucket, at->times);
}

void Series::add(std::int32_t day, Measure measure, std::int32_t times) {
  if (grain_ == Grain::days_and_hours) days_.add(day, measure, times);
  months_.add(month_of(day), measure, times);
  if (measure == Measure::entered) open_now_ += times;
  if (measure == Measure::left) open_now_ -= times;
}

void Series::add(std::int32_t day, std::chrono::minutes duration, std::int32_t times) {
  const DurationBucket bucket = bucket_of(duration);
  if (grain_ == Grain::days_and_hours) days_.add(day, bucket, times);
  months_.add(month_of(day), bucket, times);
}

void Series::add(std::int32_t day, HourMeasure measure, std::size_t hour, std::int32_t times) {
  if (grain_ == Grain::days_and_hours) hours_[static_cast<std::size_t>(measure)].add(month_of(day), hour, times);
}

void Series::add_to(WeekHours& sum, HourMeasure measure, std::int32_t first, std::int32_t end) const {
  hours_[static_cast<std::size_t>(measure)].add_to(sum, month_of(first), month_of(end - 1) + 1);
}

/// Whole months as they stand, the days before and behind them one by one.
template <class Sum>
void Series::add_to(Sum& sum, std::int32_t first, std::int32_t end) const {
  const std::int32_t begun = month_of(first);
  const std::int32_t first_month = first_day_of(begun) == first ? begun : begun + 1;
  const std::int32_t end_month = month_of(end);
  if (first_month >= end_month) return days_.add_to(sum, first, end);
  days_.add_to(sum, first, first_day_of(first_month));
  months_.add_to(sum, first_month, end_month);
  days_.add_to(sum, first_day_of(end_month), end);
}

Counts Series::counts(std::int32_t first, std::int32_t end) const {
  Counts sum{};
  add_to(sum, first, end);
  return sum;
}

Tally Series::tally(std::int32_t first, std::int32_t end) const {
  DurationSum durations;
  add_to(durations, first, end);
  return {counts(first, end), durations.result()};
}

/// Backwards from now: people ask of the last months.
std::int64_t Series::open_after(std::int32_t day) const {
  std::int64_t open = open_now_;
  const auto take_back = [&open](std::int32_t, const Counts& counts) {
    open -= counts[static_cast<std::size_t>(Measure::entered)] - counts[static_cast<std::size_t>(Measure::left)];
  };
  const std::int32_t next_month = month_of(day) + 1;
  days_.for_each(day + 1, first_day_of(next_month), take_back);
  months_.for_each(next_month, std::numeric_limits<std::int32_t>::max(), take_back);
  return open;
}

}  // namespace lapor::api
