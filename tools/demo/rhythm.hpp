#pragma once

#include "events/calendar.hpp"
#include "tools/demo/chance.hpp"

namespace lapor::tools::demo {

/// The time that a demonstration fills. Both ends count.
struct Span {
  Instant begin{};
  Instant end{};
};

/// When people write and when offices work: hours of the day, days of the week, months of the year, and how long an
/// answer takes. The figures are facts of the Surabaya Media Center, 2022-2023, 12,530 complaints, aggregate.
class Rhythm {
 public:
  /// `calendar` must outlive this object.
  Rhythm(const WorkingCalendar& calendar, Span span);

  /// A moment within the span at which somebody in `zone` files a report.
  [[nodiscard]] Instant arrival(Zone zone, Chance& chance) const;
  /// How long an office takes that is `pace` times as slow as Surabaya's.
  [[nodiscard]] static std::chrono::milliseconds response(double pace, Chance& chance);
  /// `earliest`, when somebody in `zone` is in the office then, mostly; else soon after it opens the next time.
  [[nodiscard]] Instant in_office_hours(Instant earliest, Zone zone, Chance& chance) const;
  /// `earliest`, or after breakfast when people would be asleep.
  [[nodiscard]] static Instant when_awake(Instant earliest, Zone zone, Chance& chance);
  [[nodiscard]] const Span& span() const { return span_; }

 private:
  const WorkingCalendar& calendar_;
  Span span_;
  std::vector<Date> days_;
  Lottery day_;
  Lottery hour_;
};

/// `days` days, which need not be whole ones.
[[nodiscard]] std::chrono::milliseconds days_long(double days);

}  // namespace lapor::tools::demo
