#pragma once

#include <cstdint>
#include <vector>

#include "api/statistics/hours.hpp"
#include "api/statistics/tally.hpp"

namespace lapor::api {

/// Counts and durations by a number that rises with time: a day, or a month. They lie one behind the other in that
/// order, so that a sum over a period reads memory once from front to back.
class Sums {
 public:
  void add(std::int32_t at, Measure measure, std::int32_t times);
  void add(std::int32_t at, DurationBucket duration, std::int32_t times);

  /// Adds what lies from `first` on and before `end`.
  void add_to(Counts& sum, std::int32_t first, std::int32_t end) const;
  void add_to(DurationSum& sum, std::int32_t first, std::int32_t end) const;

  /// Calls `use` with the number and the counts of each place from `first` on and before `end` that has any.
  template <class Use>
  void for_each(std::int32_t first, std::int32_t end, Use use) const {
    for (auto at = counts_from(first); at != counts_.end() && at->at < end; ++at) use(at->at, at->counts);
  }

  [[nodiscard]] bool is_empty() const { return counts_.empty(); }
  bool operator==(const Sums&) const = default;

 private:
  struct CountsAt {
    std::int32_t at{};
    Counts counts{};
    bool operator==(const CountsAt&) const = default;
  };
  struct DurationsAt {
    std::int32_t at{};
    DurationBucket bucket{};
    std::int32_t times{};
    bool operator==(const DurationsAt&) const = default;
  };

  [[nodiscard]] std::vector<CountsAt>::const_iterator counts_from(std::int32_t first) const;

  std::vector<CountsAt> counts_;        // ascending, none all zero
  std::vector<DurationsAt> durations_;  // ascending by both, none of zero
};

/// What is counted of one member: by day, by month so that long periods are short sums, and by the hour of the week.
/// Days are numbers since 1970-01-01.
class Series {
 public:
  /// How finely it tells. With `months` it takes a small part of the room, and only whole months can be asked for.
  enum class Grain : std::uint8_t { days_and_hours, months };
  explicit Series(Grain grain = Grain::days_and_hours) : grain_(grain) {}

  void add(std::int32_t day, Measure measure, std::int32_t times);
  void add(std::int32_t day, std::chrono::minutes duration, std::int32_t times);
  /// `hour` is that of the week.
  void add(std::int32_t day, HourMeasure measure, std::size_t hour, std::int32_t times);

  /// From the day `first` on and before the day `end`.
  [[nodiscard]] Counts counts(std::int32_t first, std::int32_t end) const;
  [[nodiscard]] Tally tally(std::int32_t first, std::int32_t end) const;
  /// Adds all of the months in which the days from `first` to before `end` lie.
  void add_to(WeekHours& sum, HourMeasure measure, std::int32_t first, std::int32_t end) const;
  /// What entered less what left, up to and with a day.
  [[nodiscard]] std::int64_t open_after(std::int32_t day) const;

  [[nodiscard]] bool is_empty() const { return months_.is_empty(); }
  bool operator==(const Series&) const = default;

 private:
  template <class Sum>
  void add_to(Sum& sum, std::int32_t first, std::int32_t end) const;

  Sums days_;
  Sums months_;  // by months since the year 0
  std::array<HourSums, hour_measure_count> hours_;
  std::int64_t open_now_{};
  Grain grain_;
};

}  // namespace lapor::api
