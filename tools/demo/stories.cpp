#include "tools/demo/stories.hpp"

#include <algorithm>
#include <optional>
#include <string_view>

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
};

/// Limits are 3, 5 and 10 working days: what must not be over keeps well within them, what is late is well beyond.
std::vector<Plot> plots() {
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

}  // namespace

std::vector<Story> stories_of(PersonId citizen, const Country& country, const Rhythm& rhythm,
                              const WorkingCalendar& calendar, std::uint64_t seed) {
  const Date today = local_date(rhythm.span().end, Zone::wib);
  std::vector<Story> stories;
  for (const Plot& plot : plots()) {
    const auto office = office_of(country, plot.institution);
    if (!office) continue;
    std::vector<Turn> turns;
    for (const Scene& scene : plot.scenes)
      turns.push_back(
          {start_of_day(working_day_before(calendar, today, scene.days_before), Zone::wib) + scene.time, scene.move});
    if (turns.front().at < rhythm.span().begin) continue;
    Life life = draw_report_to(*office, country, rhythm, seed, stories.size());
    life.filed_at = turns.front().at;
    life.person = citizen;
    life.by = Reporter::account;
    life.channel = Channel::web;
    life.is_chosen = plot.is_chosen;
    turns.erase(turns.begin());
    stories.push_back({life, std::move(turns)});
  }
  return stories;
}

}  // namespace lapor::tools::demo
