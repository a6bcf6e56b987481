#include "events/retention.hpp"

#include <algorithm>

#include "events/ensure.hpp"

namespace lapor {

/// A unit's slug is its parent's with a part behind a slash.
std::chrono::years RetentionPeriods::of(std::string_view desk) const {
  while (!desk.empty()) {
    if (const auto found = own.find(desk); found != own.end()) return found->second;
    const auto slash = desk.rfind('/');
    desk = desk.substr(0, slash == std::string_view::npos ? 0 : slash);
  }
  return standard;
}

RetentionSchedule::RetentionSchedule(std::vector<RetentionPeriods> periods) : periods_(std::move(periods)) {
  ENSURE(!periods_.empty(), "a retention schedule needs at least one set of periods");
  ENSURE(std::ranges::is_sorted(periods_, {}, &RetentionPeriods::effective_from), "periods must be sorted by date");
}

const RetentionPeriods& RetentionSchedule::on(Date date) const {
  const auto later = std::ranges::upper_bound(periods_, date, {}, &RetentionPeriods::effective_from);
  return later == periods_.begin() ? periods_.front() : *std::prev(later);
}

RetentionSchedule RetentionSchedule::with(RetentionPeriods periods) const {
  std::vector<RetentionPeriods> all = periods_;
  std::erase_if(all, [&](const auto& each) { return each.effective_from == periods.effective_from; });
  all.push_back(std::move(periods));
  std::ranges::sort(all, {}, &RetentionPeriods::effective_from);
  return RetentionSchedule{std::move(all)};
}

namespace {

Date end_of_february(std::chrono::year year) {
  return Date{year / std::chrono::February / std::chrono::last};
}

}  // namespace

Date last_kept_day(Date ended_on, std::chrono::years period) {
  const Date same = ended_on + period;
  return same.ok() ? same : end_of_february(same.year());
}

/// The end of February is the last day for all that ended on the 29th or, in another year, on the 28th.
Date last_past_end(Date today, std::chrono::years period) {
  const Date yesterday{std::chrono::sys_days{today} - std::chrono::days{1}};
  const Date same = yesterday - period;
  return yesterday == end_of_february(yesterday.year()) ? end_of_february(same.year()) : same;
}

std::optional<Instant> retention_until(const ReportState& state, const RetentionSchedule& schedule, Date today) {
  if (!state.ended_at) return std::nullopt;
  const std::chrono::years period = schedule.on(today).of(state.desk());
  const Date last = last_kept_day(local_date(*state.ended_at, Zone::wib), period);
  return start_of_day(Date{std::chrono::sys_days{last} + std::chrono::days{1}}, Zone::wib);
}

}  // namespace lapor
