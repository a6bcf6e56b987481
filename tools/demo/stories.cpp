#include "tools/demo/stories.hpp"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include "tools/demo/filing.hpp"

namespace lapor::tools::demo {
namespace {

using namespace std::chrono_literals;

/// A move so many working days before the end, at a time of the day by WIB; the first of a plot is its filing.
struct Scene {
  int days_before;
  std::chrono::minutes time;
  Move move;
};

struct Plot {
  std::string_view institution;
  bool is_chosen;  // so the institution's coordinator verifies
  std::vector<Scene> scenes;
  std::string_view unit{};  // to which it is passed on
};

/// Limits are 3, 5 and 10 working days: what must not be over keeps well within them, what is late is well beyond.
std::vector<Plot> plots_of_citizen() {
  return {
      {"kota-35.78", true, {{1, 19h + 40min, Move::submit}}},
      {"kota-35.78", true, {{4, 20h + 5min, Move::submit}, {3, 9h + 20min, Move::hold}}},
      {"kota-35.78", false, {{10, 7h + 15min, Move::submit}, {9, 10h + 30min, Move::verify}}},
      {"kota-35.78",
       true,
       {{8, 18h + 30min, Move::submit}, {7, 8h + 50min, Move::verify}, {3, 14h + 10min, Move::follow_up}}},
      {"kota-35.78",
       false,
       {{12, 12h + 20min, Move::submit},
        {11, 9h + 45min, Move::verify},
        {7, 11h + 0min, Move::follow_up},
        {2, 19h + 5min, Move::reply}}},
      {"kota-33.74",
       true,
       {{14, 6h + 50min, Move::submit},
        {13, 9h + 10min, Move::verify},
        {10, 13h + 30min, Move::follow_up},
        {3, 20h + 15min, Move::close}}},
      {"kota-33.74", false, {{6, 21h + 0min, Move::submit}, {5, 10h + 5min, Move::archive}}},
  };
}

/// Each with how often it happens.
std::vector<std::pair<Plot, int>> plots_of_desk() {
  constexpr std::string_view city = "kota-35.78";
  constexpr std::string_view transport = "kota-35.78/dishub";
  return {
      {{city, true, {{1, 17h + 5min, Move::submit}}}, 9},
      {{city, true, {{3, 18h + 20min, Move::submit}}}, 2},
      {{city, true, {{5, 19h + 0min, Move::submit}, {4, 8h + 40min, Move::verify}}}, 7},
      {{city, false, {{3, 6h + 30min, Move::submit}, {2, 9h + 15min, Move::verify}}}, 6},
      {{city, true, {{9, 20h + 10min, Move::submit}, {8, 10h + 0min, Move::verify}}}, 3},
      {{city,
        true,
        {{5, 7h + 0min, Move::submit}, {4, 9h + 30min, Move::verify}, {3, 8h + 15min, Move::pass_to_unit}},
        transport},
       7},
      {{city,
        false,
        {{8, 7h + 0min, Move::submit},
         {7, 9h + 30min, Move::verify},
         {6, 8h + 15min, Move::pass_to_unit},
         {4, 13h + 0min, Move::follow_up},
         {1, 18h + 45min, Move::reply}},
        transport},
       3},
  };
}

Date working_day_before(const WorkingCalendar& calendar, Date day, int count) {
  std::chrono::sys_days at{day};
  while (count > 0) {
    at -= std::chrono::days{1};
    if (calendar.is_working_day(Date{at})) --count;
  }
  return Date{at};
}

std::optional<std::size_t> office_of(const Country& country, std::string_view slug) {
  const auto found = std::ranges::find(country.offices(), slug, &Office::slug);
  if (found == country.offices().end()) return std::nullopt;
  return static_cast<std::size_t>(found - country.offices().begin());
}

/// Writes plots down as stories, one number after the other.
class Writer {
 public:
  Writer(const Country& country, const Rhythm& rhythm, const WorkingCalendar& calendar, std::uint64_t seed)
      : country_(country), rhythm_(rhythm), calendar_(calendar), seed_(seed) {}

  /// Nothing when the rulebook lacks the institution or unit, or the span is too short. All moves come `later`.
  [[nodiscard]] std::optional<Story> write(const Plot& plot, std::chrono::minutes later = {}) {
    const auto office = office_of(country_, plot.institution);
    std::vector<Turn> turns;
    for (const Scene& scene : plot.scenes) turns.push_back({instant_of(scene) + later, scene.move});
    if (!office || turns.front().at < rhythm_.span().begin) return std::nullopt;
    auto life = draw(*office, plot.unit);
    if (!life) return std::nullopt;
    life->filed_at = turns.front().at;
    life->is_chosen = plot.is_chosen;
    turns.erase(turns.begin());
    return Story{*life, std::move(turns)};
  }

 private:
  [[nodiscard]] Instant instant_of(const Scene& scene) const {
    const Date today = local_date(rhythm_.span().end, Zone::wib);
    return start_of_day(working_day_before(calendar_, today, scene.days_before), Zone::wib) + scene.time;
  }

  /// Which unit a report goes to follows from its texts; so draws until it is this one.
  [[nodiscard]] std::optional<Life> draw(std::size_t office, std::string_view unit) {
    const std::vector<Slug>& units = country_.offices()[office].units;
    if (!unit.empty() && std::ranges::find(units, unit) == units.end()) return std::nullopt;
    while (true) {
      const Life life = draw_report_to(office, country_, rhythm_, seed_, number_++);
      if (unit.empty() || units[life.unit_among(units.size())] == unit) return life;
    }
  }

  const Country& country_;
  const Rhythm& rhythm_;
  const WorkingCalendar& calendar_;
  const std::uint64_t seed_;
  std::size_t number_{};
};

}  // namespace

std::vector<Story> stories_of(PersonId citizen, const Country& country, const Rhythm& rhythm,
                              const WorkingCalendar& calendar, std::uint64_t seed) {
  Writer writer(country, rhythm, calendar, seed);
  std::vector<Story> stories;
  for (const Plot& plot : plots_of_citizen()) {
    auto story = writer.write(plot);
    if (!story) continue;
    story->life.person = citizen;
    story->life.by = Reporter::account;
    story->life.channel = Channel::web;
    stories.push_back(std::move(*story));
  }
  return stories;
}

std::vector<Story> stories_of_desk(const Country& country, const Rhythm& rhythm, const WorkingCalendar& calendar,
                                   std::uint64_t seed) {
  constexpr std::chrono::minutes apart = 11min;
  Writer writer(country, rhythm, calendar, seed ^ number_of("desk"));
  std::vector<Story> stories;
  for (const auto& [plot, times] : plots_of_desk())
    for (int i = 0; i < times; ++i)
      if (auto story = writer.write(plot, i * apart)) stories.push_back(std::move(*story));
  return stories;
}

}  // namespace lapor::tools::demo
