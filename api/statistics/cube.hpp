#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "actors/rulebooks.hpp"
#include "api/statistics/milestones.hpp"
#include "api/statistics/series.hpp"
#include "api/statistics/tally.hpp"
#include "api/views/report_row.hpp"

namespace lapor::api {

/// What figures are told by. `nation` has one member, "". Members of the others know everything below them: a province
/// its regencies, an institution its units. The last two have pairs for members (`pair_of`): an institution, or a
/// province or regency, and a topic, which is a category at the top; they are kept by month only, and nobody names
/// them.
enum class Dimension : std::uint8_t {
  nation,
  institution,
  region,
  category,
  channel,
  topic_of_institution,
  topic_of_region
};
inline constexpr std::size_t dimension_count = 7;

/// The member of a dimension of pairs.
[[nodiscard]] std::string pair_of(std::string_view member, std::string_view topic);
/// The first part of a pair.
[[nodiscard]] std::string_view first_of_pair(std::string_view pair);

}  // namespace lapor::api

namespace lapor {

template <>
inline constexpr auto words<api::Dimension> = std::to_array<Word<api::Dimension>>({
    {api::Dimension::nation, "nation"},
    {api::Dimension::institution, "institution"},
    {api::Dimension::region, "region"},
    {api::Dimension::category, "category"},
    {api::Dimension::channel, "channel"},
});

}  // namespace lapor

namespace lapor::api {

/// Days of WIB's calendar, both included.
struct Period {
  Date from{};
  Date to{};
  bool operator==(const Period&) const = default;
};

/// All reports' milestones, counted by member, day and month. A sum of what its rows bring: adding a row and taking it
/// away leaves nothing behind, so it needs no file of its own. Not synchronised.
class Cube {
 public:
  /// `rulebooks` must outlive it.
  explicit Cube(const actors::Rulebooks& rulebooks) : rulebooks_(&rulebooks) {}

  void add(const ReportRow& row);
  void remove(const ReportRow& row);
  /// Like `remove(before)` and `add(after)`, at the price of what is new.
  void change(const ReportRow& before, const ReportRow& after);
  void clear() { members_ = {}; }

  /// The sum over a period; of an unknown member an empty one.
  [[nodiscard]] Tally sum(Dimension dimension, std::string_view member, const Period& period) const;
  /// The same without its durations: cheaper.
  [[nodiscard]] Counts counts(Dimension dimension, std::string_view member, const Period& period) const;
  /// How many were open at the end of a day.
  [[nodiscard]] std::int64_t open_after(Dimension dimension, std::string_view member, Date day) const;
  /// One tally a day, the first for `period.from`.
  [[nodiscard]] std::vector<Tally> days(Dimension dimension, std::string_view member, const Period& period) const;
  /// By the hour of the week, over all months in which days of the period lie. Hours are those of the clocks at the
  /// place of the report; without a place, of the institution on whose desk it was; else of WIB.
  [[nodiscard]] WeekHours hours(Dimension dimension, std::string_view member, HourMeasure measure,
                                const Period& period) const;
  /// Whether a member ever had a report.
  [[nodiscard]] bool knows(Dimension dimension, std::string_view member) const;
  /// All members of a dimension that ever had a report, in the order of their names.
  [[nodiscard]] std::vector<std::string> members(Dimension dimension) const;

  bool operator==(const Cube& other) const;

 private:
  using Members = std::map<std::string, Series, std::less<>>;
  class Counter;

  [[nodiscard]] const Series* find(Dimension dimension, std::string_view member) const;

  const actors::Rulebooks* rulebooks_;
  std::array<Members, dimension_count> members_;  // by dimension
};

/// The figures' base. Reports that the public cannot know of are counted apart, so that no figure that it sees, and no
/// difference between two readings, tells of one: confidential ones count for nobody else, and those that still wait
/// for a verifier, who may make them confidential, only in the public's figures of the nation.
class Statistics {
 public:
  explicit Statistics(const actors::Rulebooks& rulebooks) : cubes_{Cube{rulebooks}, Cube{rulebooks}, Cube{rulebooks}} {}

  void add(const ReportRow& row) { of(row).add(row); }
  void change(const ReportRow& before, const ReportRow& after);
  void clear();

  enum class Scope : std::uint8_t { of_the_public, all };
  [[nodiscard]] Tally sum(Scope scope, Dimension dimension, std::string_view member, const Period& period) const;
  [[nodiscard]] Counts counts(Scope scope, Dimension dimension, std::string_view member, const Period& period) const;
  [[nodiscard]] std::int64_t open_after(Scope scope, Dimension dimension, std::string_view member, Date day) const;
  [[nodiscard]] std::vector<Tally> days(Scope scope, Dimension dimension, std::string_view member,
                                        const Period& period) const;
  [[nodiscard]] WeekHours hours(Scope scope, Dimension dimension, std::string_view member, HourMeasure measure,
                                const Period& period) const;
  [[nodiscard]] bool knows(Scope scope, Dimension dimension, std::string_view member) const;
  [[nodiscard]] std::vector<std::string> members(Scope scope, Dimension dimension) const;

  bool operator==(const Statistics&) const = default;

 private:
  enum Part : std::size_t { known, waiting, confidential };

  [[nodiscard]] static Part part_of(const ReportRow& row);
  [[nodiscard]] Cube& of(const ReportRow& row) { return cubes_[part_of(row)]; }
  /// Those whose counts add up for readers of this scope.
  [[nodiscard]] std::span<const Cube> cubes(Scope scope, Dimension dimension) const;

  std::array<Cube, 3> cubes_;  // by part
};

}  // namespace lapor::api
