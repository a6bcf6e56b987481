#include "api/statistics/cube.hpp"

#include <algorithm>

#include "api/branches.hpp"

namespace lapor::api {
namespace {

using std::chrono::minutes;

constexpr std::size_t levels_of_regions = 2;  // provinces, regencies and cities

std::int32_t day_of(Instant instant) {
  return day_number(local_date(instant, Zone::wib));
}

bool is_open(const ReportState& state) {
  return state.status != Status::closed && state.status != Status::archived && state.status != Status::merged;
}

std::string_view upper_levels(std::string_view region, std::size_t levels) {
  std::size_t end = 0;
  while (levels-- > 0 && end != std::string_view::npos) end = region.find('.', end == 0 ? 0 : end + 1);
  return region.substr(0, end);
}

/// Everything but desks that a report counts for; these do not change with time.
bool counts_for_the_same(const ReportRow& one, const ReportRow& other) {
  return one.page.current_category() == other.page.current_category() &&
         one.page.original.place.region == other.page.original.place.region &&
         one.page.original.channel == other.page.original.channel;
}

bool begins_with(const std::vector<Milestone>& milestones, const std::vector<Milestone>& beginning) {
  return milestones.size() >= beginning.size() && std::equal(beginning.begin(), beginning.end(), milestones.begin());
}

bool is_of_pairs(Dimension dimension) {
  return dimension == Dimension::topic_of_institution || dimension == Dimension::topic_of_region;
}

constexpr char between_pair = '\t';

}  // namespace

std::string pair_of(std::string_view member, std::string_view topic) {
  return std::string(member) + between_pair + std::string(topic);
}

std::string_view first_of_pair(std::string_view pair) {
  return pair.substr(0, pair.find(between_pair));
}

/// Walks along one report's milestones and adds `sign` wherever it counts.
class Cube::Counter {
 public:
  Counter(Cube& cube, const ReportRow& row, std::int32_t sign)
      : cube_(cube),
        row_(row),
        sign_(sign),
        topic_(row.page.current_category().substr(0, row.page.current_category().find('/'))) {
    common_.push_back(&series(Dimension::nation, ""));
    common_.push_back(&series(Dimension::channel, to_word(row.page.original.channel)));
    with_those_above(row.page.current_category(), '/',
                     [&](const std::string& value) { common_.push_back(&series(Dimension::category, value)); });
    with_those_above(upper_levels(row.page.original.place.region, levels_of_regions), '.',
                     [&](const std::string& value) {
                       common_.push_back(&series(Dimension::region, value));
                       add_topic_of(common_, Dimension::topic_of_region, value);
                     });
  }

  /// The milestones from number `first` on; those before it only say whose desk it was on.
  void count_milestones(std::size_t first) {
    for (std::size_t i = 0; i < row_.milestones.size(); ++i) {
      counting_ = i >= first;
      count(row_.milestones[i]);
    }
  }

  void count_present() {
    if (!is_open(row_.state)) return;
    counting_ = true;
    desk_ = branch_of(row_.state.desk());
    const std::int32_t day = day_of(row_.state.submitted_at);
    everywhere(day, {Measure::open_now});
    if (row_.state.missed_level > 0) everywhere(day, {Measure::late_now});
  }

 private:
  using Branch = std::vector<Series*>;  // lowest first

  [[nodiscard]] Series& series(Dimension dimension, std::string_view member) {
    Members& members = cube_.members_[static_cast<std::size_t>(dimension)];
    const auto found = members.find(member);
    if (found != members.end()) return found->second;
    const auto grain = is_of_pairs(dimension) ? Series::Grain::months : Series::Grain::days_and_hours;
    return members.emplace(member, Series(grain)).first->second;
  }

  [[nodiscard]] Branch branch_of(const Slug& desk) {
    Branch branch;
    Slug institution;
    with_those_above(cube_.rulebooks_->now().institutions, desk, [&](const Slug& slug) {
      branch.push_back(&series(Dimension::institution, slug));
      institution = slug;
    });
    add_topic_of(branch, Dimension::topic_of_institution, institution);
    return branch;
  }

  void add_topic_of(Branch& branch, Dimension pairs, const std::string& member) {
    if (!topic_.empty() && !member.empty()) branch.push_back(&series(pairs, pair_of(member, topic_)));
  }

  void add(Series& series, std::int32_t day, std::initializer_list<Measure> measures) {
    if (!counting_) return;
    for (const Measure measure : measures) series.add(day, measure, sign_);
  }

  void everywhere(std::int32_t day, std::initializer_list<Measure> measures) {
    for (Series* each : common_) add(*each, day, measures);
    for (Series* each : desk_) add(*each, day, measures);
  }

  void at_hour(Series& series, HourMeasure measure, Instant at) {
    if (counting_) series.add(day_of(at), measure, hour_of_week(at, zone_), sign_);
  }

  /// Whose clocks count while the report is on `desk`.
  [[nodiscard]] Zone zone_of(const Slug& desk) const {
    const Rulebook& rules = cube_.rulebooks_->now();
    const auto region = rules.regions->find(row_.page.original.place.region);
    return region != rules.regions->end() ? region->second.zone : rules.institutions.zone_of(desk);
  }

  void count(const Milestone& milestone) {
    const std::int32_t day = day_of(milestone.at);
    switch (milestone.kind) {
      case MilestoneKind::received:
        return receive(day, milestone);
      case MilestoneKind::moved:
        return move(day, milestone);
      case MilestoneKind::verified:
        everywhere(day, {Measure::verified});
        if (milestone.detail != 0) everywhere(day, {Measure::verified_in_time});
        return;
      case MilestoneKind::followed_up:
        return count_follow_up(day, milestone);
      case MilestoneKind::declined:
        return everywhere(day, {Measure::declined});
      case MilestoneKind::closed:
        return everywhere(day, {closed_by(milestone.detail), Measure::left});
      case MilestoneKind::archived:
        return everywhere(day, {Measure::archived, Measure::left});
      case MilestoneKind::merged:
        return everywhere(day, {Measure::merged, Measure::left});
      case MilestoneKind::reopened:
        return everywhere(day, {Measure::reopened, Measure::entered});
      case MilestoneKind::restored:
        return everywhere(day, {Measure::restored, Measure::entered});
      case MilestoneKind::rated:
        return count_rating(day, milestone.detail);
    }
  }

  void receive(std::int32_t day, const Milestone& milestone) {
    desk_ = branch_of(milestone.desk);
    zone_ = zone_of(milestone.desk);
    everywhere(day, {Measure::received, Measure::entered});
    for (const Branch* branch : {&common_, &desk_})
      for (Series* each : *branch) at_hour(*each, HourMeasure::received, milestone.at);
  }

  void move(std::int32_t day, const Milestone& milestone) {
    Branch branch = branch_of(milestone.desk);
    zone_ = zone_of(milestone.desk);
    const auto is_in = [](const Branch& all, Series* one) { return std::ranges::find(all, one) != all.end(); };
    for (Series* each : branch) {
      if (is_in(desk_, each)) continue;
      add(*each, day, {Measure::received, Measure::entered});
      at_hour(*each, HourMeasure::received, milestone.at);
    }
    for (Series* each : desk_)
      if (!is_in(branch, each)) add(*each, day, {Measure::left});
    desk_ = std::move(branch);
  }

  void count_follow_up(std::int32_t day, const Milestone& milestone) {
    everywhere(day, {Measure::followed_up});
    if (milestone.detail != 0) everywhere(day, {Measure::followed_up_in_time});
    const auto add_duration = [&](Series& series) {
      if (counting_) series.add(day, minutes{milestone.minutes}, sign_);
    };
    for (Series* each : common_) {
      add_duration(*each);
      at_hour(*each, HourMeasure::followed_up, milestone.at);
      add(*each, day_of(row_.state.submitted_at), {Measure::received_followed_up});
    }
    for (Series* each : desk_) {
      add_duration(*each);
      at_hour(*each, HourMeasure::followed_up, milestone.at);
      add(*each, day_of(milestone.since), {Measure::received_followed_up});
    }
  }

  [[nodiscard]] static Measure closed_by(std::uint8_t initiator) {
    if (initiator == static_cast<std::uint8_t>(Initiator::reporter)) return Measure::closed_by_reporter;
    if (initiator == static_cast<std::uint8_t>(Initiator::administrator)) return Measure::closed_by_administrator;
    return Measure::closed_by_system;
  }

  void count_rating(std::int32_t day, std::uint8_t score) {
    everywhere(day, {Measure::ratings});
    for (std::uint8_t i = 0; i < score; ++i) everywhere(day, {Measure::rating_sum});
  }

  Cube& cube_;
  const ReportRow& row_;
  const std::int32_t sign_;
  const std::string topic_;  // empty: none
  bool counting_{};
  Zone zone_{Zone::wib};
  Branch common_;
  Branch desk_;
};

void Cube::add(const ReportRow& row) {
  Counter counter(*this, row, 1);
  counter.count_milestones(0);
  counter.count_present();
}

void Cube::remove(const ReportRow& row) {
  Counter counter(*this, row, -1);
  counter.count_milestones(0);
  counter.count_present();
}

void Cube::change(const ReportRow& before, const ReportRow& after) {
  if (!counts_for_the_same(before, after) || !begins_with(after.milestones, before.milestones)) {
    remove(before);
    return add(after);
  }
  const bool same_present = is_open(before.state) == is_open(after.state) &&
                            before.state.desk() == after.state.desk() &&
                            (before.state.missed_level > 0) == (after.state.missed_level > 0);
  if (!same_present) Counter(*this, before, -1).count_present();
  if (after.milestones.size() > before.milestones.size() || !same_present) {
    Counter counter(*this, after, 1);
    counter.count_milestones(before.milestones.size());
    if (!same_present) counter.count_present();
  }
}

const Series* Cube::find(Dimension dimension, std::string_view member) const {
  const Members& members = members_[static_cast<std::size_t>(dimension)];
  const auto found = members.find(member);
  return found == members.end() ? nullptr : &found->second;
}

Tally Cube::sum(Dimension dimension, std::string_view member, const Period& period) const {
  const Series* series = find(dimension, member);
  return series == nullptr ? Tally{} : series->tally(day_number(period.from), day_number(period.to) + 1);
}

Counts Cube::counts(Dimension dimension, std::string_view member, const Period& period) const {
  const Series* series = find(dimension, member);
  return series == nullptr ? Counts{} : series->counts(day_number(period.from), day_number(period.to) + 1);
}

std::int64_t Cube::open_after(Dimension dimension, std::string_view member, Date day) const {
  const Series* series = find(dimension, member);
  return series == nullptr ? 0 : series->open_after(day_number(day));
}

std::vector<Tally> Cube::days(Dimension dimension, std::string_view member, const Period& period) const {
  std::vector<Tally> days;
  for (std::int32_t day = day_number(period.from); day <= day_number(period.to); ++day) {
    const Series* series = find(dimension, member);
    days.push_back(series == nullptr ? Tally{} : series->tally(day, day + 1));
  }
  return days;
}

WeekHours Cube::hours(Dimension dimension, std::string_view member, HourMeasure measure, const Period& period) const {
  WeekHours hours{};
  if (const Series* series = find(dimension, member); series != nullptr)
    series->add_to(hours, measure, day_number(period.from), day_number(period.to) + 1);
  return hours;
}

bool Cube::knows(Dimension dimension, std::string_view member) const {
  const Series* series = find(dimension, member);
  return series != nullptr && !series->is_empty();
}

std::vector<std::string> Cube::members(Dimension dimension) const {
  std::vector<std::string> names;
  for (const auto& [name, series] : members_[static_cast<std::size_t>(dimension)])
    if (!series.is_empty()) names.push_back(name);
  return names;
}

bool Cube::operator==(const Cube& other) const {
  for (std::size_t i = 0; i < dimension_count; ++i) {
    const auto dimension = static_cast<Dimension>(i);
    if (members(dimension) != other.members(dimension)) return false;
    for (const auto& name : members(dimension))
      if (!(*find(dimension, name) == *other.find(dimension, name))) return false;
  }
  return true;
}

Statistics::Part Statistics::part_of(const ReportRow& row) {
  if (row.state.confidential) return confidential;
  return row.state.waits_for_verifier() && !row.state.published ? waiting : known;
}

std::span<const Cube> Statistics::cubes(Scope scope, Dimension dimension) const {
  const std::span<const Cube> parts{cubes_};
  if (scope == Scope::all) return parts;
  return parts.first(dimension == Dimension::nation ? 2 : 1);
}

void Statistics::change(const ReportRow& before, const ReportRow& after) {
  if (part_of(before) == part_of(after)) return of(after).change(before, after);
  of(before).remove(before);
  of(after).add(after);
}

void Statistics::clear() {
  for (Cube& cube : cubes_) cube.clear();
}

Tally Statistics::sum(Scope scope, Dimension dimension, std::string_view member, const Period& period) const {
  Tally sum;
  for (const Cube& cube : cubes(scope, dimension)) sum.add(cube.sum(dimension, member, period));
  return sum;
}

Counts Statistics::counts(Scope scope, Dimension dimension, std::string_view member, const Period& period) const {
  Counts sum{};
  for (const Cube& cube : cubes(scope, dimension)) {
    const Counts counts = cube.counts(dimension, member, period);
    for (std::size_t i = 0; i < measure_count; ++i) sum[i] += counts[i];
  }
  return sum;
}

std::int64_t Statistics::open_after(Scope scope, Dimension dimension, std::string_view member, Date day) const {
  std::int64_t open = 0;
  for (const Cube& cube : cubes(scope, dimension)) open += cube.open_after(dimension, member, day);
  return open;
}

std::vector<Tally> Statistics::days(Scope scope, Dimension dimension, std::string_view member,
                                    const Period& period) const {
  std::vector<Tally> days = cubes_[known].days(dimension, member, period);
  for (const Cube& cube : cubes(scope, dimension).subspan(1)) {
    const std::vector<Tally> more = cube.days(dimension, member, period);
    for (std::size_t i = 0; i < days.size(); ++i) days[i].add(more[i]);
  }
  return days;
}

WeekHours Statistics::hours(Scope scope, Dimension dimension, std::string_view member, HourMeasure measure,
                            const Period& period) const {
  WeekHours sum{};
  for (const Cube& cube : cubes(scope, dimension)) {
    const WeekHours hours = cube.hours(dimension, member, measure, period);
    for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += hours[i];
  }
  return sum;
}

bool Statistics::knows(Scope scope, Dimension dimension, std::string_view member) const {
  return std::ranges::any_of(cubes(scope, dimension), [&](const Cube& cube) { return cube.knows(dimension, member); });
}

std::vector<std::string> Statistics::members(Scope scope, Dimension dimension) const {
  std::vector<std::string> names;
  for (const Cube& cube : cubes(scope, dimension)) {
    std::vector<std::string> all;
    std::ranges::set_union(names, cube.members(dimension), std::back_inserter(all));
    names = std::move(all);
  }
  return names;
}

}  // namespace lapor::api
