#include "tools/demo/rhythm.hpp"

#include <array>

namespace lapor::tools::demo {
namespace {

using namespace std::chrono_literals;
using std::chrono::milliseconds;

// Surabaya Media Center, 2022-2023, 12,530 complaints, aggregate: how many came in each hour (WIB), on each day of the
// week from Monday on, in each month from January 2022 to June 2023, and hours until the answer.
constexpr std::array<double, 24> by_hour{194, 132, 94,  79,  101, 199, 307, 537, 812, 935, 1'018, 928,
                                         778, 720, 726, 670, 660, 611, 614, 612, 618, 492, 403,   290};
constexpr std::array<double, 7> by_weekday{1'995, 2'068, 2'065, 1'946, 1'915, 1'402, 1'139};
constexpr std::array<double, 18> by_month{721, 748, 965, 565, 501, 712, 684, 682, 788,
                                          724, 802, 797, 681, 690, 747, 463, 703, 557};
constexpr std::array<Quantile, 8> response_hours{
    {{0, 0.05}, {0.10, 0.4}, {0.25, 1.8}, {0.50, 8.0}, {0.75, 16.8}, {0.90, 26.7}, {0.99, 113.5}, {1, 250}}};

constexpr milliseconds office_opens = 7h + 30min;
constexpr milliseconds office_closes = 16h;
constexpr double works_late = 0.05;

/// The mean of the years that have this month.
double weight_of_month(unsigned month) {
  const bool is_in_both = month <= by_month.size() - 12;
  return is_in_both ? (by_month[month - 1] + by_month[month + 11]) / 2 : by_month[month - 1];
}

double weight_of(Date day) {
  const std::chrono::weekday weekday{std::chrono::sys_days{day}};
  return by_weekday[weekday.iso_encoding() - 1] * weight_of_month(static_cast<unsigned>(day.month()));
}

milliseconds within(milliseconds span, Chance& chance) {
  return milliseconds(static_cast<std::int64_t>(static_cast<double>(span.count()) * chance.uniform()));
}

Date day_after(Date day) {
  return Date{std::chrono::sys_days{day} + std::chrono::days{1}};
}

}  // namespace

Rhythm::Rhythm(const WorkingCalendar& calendar, Span span) : calendar_(calendar), span_(span), hour_(by_hour) {
  std::vector<double> weights;
  for (Date day = local_date(span.begin, Zone::wib); day <= local_date(span.end, Zone::wit); day = day_after(day)) {
    days_.push_back(day);
    weights.push_back(weight_of(day));
  }
  day_ = Lottery(weights);
}

Instant Rhythm::arrival(Zone zone, Chance& chance) const {
  while (true) {
    const Date day = days_[day_.draw(chance)];
    const Instant instant =
        start_of_day(day, zone) + std::chrono::hours(hour_.draw(chance)) + within(milliseconds{1h}, chance);
    if (instant >= span_.begin && instant <= span_.end) return instant;
  }
}

milliseconds Rhythm::response(double pace, Chance& chance) {
  return days_long(draw_between(response_hours, chance) * pace / 24);
}

Instant Rhythm::in_office_hours(Instant earliest, Zone zone, Chance& chance) const {
  Date day = local_date(earliest, zone);
  const milliseconds time = earliest - start_of_day(day, zone);
  const bool works = calendar_.is_working_day(day);
  if ((works && time >= office_opens && time < office_closes) || chance.happens(works_late)) return earliest;
  if (!works || time >= office_closes) day = calendar_.working_day_after(day, 1);
  return start_of_day(day, zone) + office_opens + within(milliseconds{3h + 30min}, chance);
}

Instant Rhythm::when_awake(Instant earliest, Zone zone, Chance& chance) {
  const Instant midnight = start_of_day(local_date(earliest, zone), zone);
  if (earliest - midnight >= 5h + 30min) return earliest;
  return midnight + 6h + within(milliseconds{6h}, chance);
}

milliseconds days_long(double days) {
  constexpr double milliseconds_a_day = 24.0 * 60 * 60 * 1'000;
  return milliseconds(static_cast<std::int64_t>(days * milliseconds_a_day));
}

}  // namespace lapor::tools::demo
