#include <algorithm>

#include "api/handlers/handlers.hpp"
#include "api/handlers/statistics_resource.hpp"

/// Series, maps and the backlog: some figures of many days, hours, regions or ages.
namespace lapor::api {
namespace {

using std::chrono::days;
using std::chrono::sys_days;

/// Days since submission; the last class is open.
struct AgeClass {
  std::string_view name;
  int first;
  int last;
};
constexpr auto age_classes = std::to_array<AgeClass>({{"days_0_to_5", 0, 5},
                                                      {"days_6_to_10", 6, 10},
                                                      {"days_11_to_20", 11, 20},
                                                      {"days_21_to_60", 21, 60},
                                                      {"days_over_60", 61, 100 * 366}});

/// Members of `daily` rows: the series that dashboards draw.
constexpr auto daily_measures = std::to_array<std::string_view>(
    {"received", "verified", "followed_up", "closed", "archived", "merged", "declined", "reopened", "open"});

/// What was asked for, or all at the top of a dimension.
std::vector<std::string> chosen_members(const Context& context, const SeenStatistics& statistics,
                                        const StatisticsQuery& query, Dimension dimension) {
  if (!query.values.empty()) return query.values;
  std::vector<std::string> members = statistics.members(dimension);
  std::erase_if(members,
                [&](const auto& each) { return !lies_right_below(dimension, each, "", context.rulebooks.now()); });
  return members;
}

struct DailySeries {
  std::string member;
  std::vector<Tally> days;
  std::int64_t open_before{};
};

WriteRows read_daily(const Context& context, const SeenStatistics& statistics, const StatisticsQuery& query,
                     Dimension) {
  const Dimension dimension = query.by.value_or(Dimension::nation);
  const Date first = query.period.from;
  std::vector<DailySeries> all;
  for (const std::string& member : named_members(query, dimension))
    all.push_back({member, statistics.days(dimension, member, query.period),
                   statistics.open_after(dimension, member, Date{sys_days{first} - days{1}})});
  return [&context, dimension, first, all = std::move(all)] {
    Rows rows;
    for (const DailySeries& series : all) {
      std::int64_t open = series.open_before;
      sys_days day{first};
      for (const Tally& tally : series.days) {
        open += tally[Measure::entered] - tally[Measure::left];
        rows.push_back(object([&](JsonWriter& json) {
          json.member("date", to_iso(Date{day}));
          write_member(json, dimension, series.member, context.rulebooks.now());
          for (const auto name : daily_measures) write_figure(json, *find_figure(name), {tally, open});
        }));
        day += days{1};
      }
    }
    return rows;
  };
}

std::vector<std::string> daily_columns(const StatisticsQuery& query, Dimension) {
  std::vector<std::string> columns{"date"};
  for (auto& column : member_columns(query.by.value_or(Dimension::nation))) columns.push_back(std::move(column));
  for (const auto name : daily_measures) columns.emplace_back(name);
  return columns;
}

WriteRows read_backlog(const Context& context, const SeenStatistics& statistics, const StatisticsQuery& query,
                       Dimension) {
  const Dimension dimension = query.by.value_or(Dimension::nation);
  const sys_days today{query.period.to};
  Rows rows;
  for (const std::string& member : chosen_members(context, statistics, query, dimension)) {
    rows.push_back(object([&](JsonWriter& json) {
      write_member(json, dimension, member, context.rulebooks.now());
      Tally all;
      std::array<std::int32_t, age_classes.size()> open{};
      for (std::size_t i = 0; i < age_classes.size(); ++i) {
        const Period submitted{Date{today - days{age_classes[i].last}}, Date{today - days{age_classes[i].first}}};
        const Tally tally{statistics.counts(dimension, member, submitted), {}};
        open[i] = tally[Measure::open_now];
        all[Measure::open_now] += tally[Measure::open_now];
        all[Measure::late_now] += tally[Measure::late_now];
      }
      json.member("open", all[Measure::open_now]);
      json.member("late", all[Measure::late_now]);
      for (std::size_t i = 0; i < age_classes.size(); ++i) json.member(age_classes[i].name, open[i]);
    }));
  }
  return [rows = std::move(rows)] { return rows; };
}

std::vector<std::string> backlog_columns(const StatisticsQuery& query, Dimension) {
  std::vector<std::string> columns = member_columns(query.by.value_or(Dimension::nation));
  columns.insert(columns.end(), {"open", "late"});
  for (const AgeClass& each : age_classes) columns.emplace_back(each.name);
  return columns;
}

WriteRows read_map(const Context& context, const SeenStatistics& statistics, const StatisticsQuery& query,
                   Dimension dimension) {
  const std::ptrdiff_t dots = query.level == MapLevel::province ? 0 : 1;
  std::vector<std::string> codes;
  for (const auto& [code, region] : *context.rulebooks.now().regions)
    if (std::ranges::count(code, '.') == dots) codes.push_back(code);
  std::ranges::sort(codes);
  const Figure& figure = query.measure != nullptr ? *query.measure : figures().front();
  const auto totals = [&](const std::string& code) -> Totals {
    if (figure.unit == Unit::hours) return totals_of(statistics, dimension, code, query.period);
    return {{statistics.counts(dimension, code, query.period), {}},
            statistics.open_after(dimension, code, query.period.to)};
  };
  Rows rows;
  for (const std::string& code : codes) {
    rows.push_back(object([&](JsonWriter& json) {
      write_member(json, dimension, code, context.rulebooks.now());
      write_figure(json, figure, totals(code));
    }));
  }
  return [rows = std::move(rows)] { return rows; };
}

std::vector<std::string> map_columns(const StatisticsQuery& query, Dimension dimension) {
  std::vector<std::string> columns = member_columns(dimension);
  columns.emplace_back(query.measure != nullptr ? query.measure->name : figures().front().name);
  return columns;
}

/// Monday is 1 (ISO 8601).
std::string hour_item(const Context& context, const StatisticsQuery& query, const std::string& member, std::size_t hour,
                      std::int32_t times) {
  return object([&](JsonWriter& json) {
    write_member(json, query.by.value_or(Dimension::nation), member, context.rulebooks.now());
    json.member("weekday", hour / 24 + 1);
    json.member("hour", hour % 24);
    json.member(to_word(query.hour_measure), times);
  });
}

WriteRows read_hours(const Context& context, const SeenStatistics& statistics, const StatisticsQuery& query,
                     Dimension) {
  const Dimension dimension = query.by.value_or(Dimension::nation);
  std::vector<std::pair<std::string, WeekHours>> all;
  for (const std::string& member : dimension == Dimension::nation ? std::vector<std::string>{""} : query.values)
    all.emplace_back(member, statistics.hours(dimension, member, query.hour_measure, query.period));
  return [&context, query, all = std::move(all)] {
    Rows rows;
    for (const auto& [member, hours] : all)
      for (std::size_t hour = 0; hour < hours.size(); ++hour)
        rows.push_back(hour_item(context, query, member, hour, hours[hour]));
    return rows;
  };
}

std::vector<std::string> hours_columns(const StatisticsQuery& query, Dimension) {
  std::vector<std::string> columns = member_columns(query.by.value_or(Dimension::nation));
  columns.insert(columns.end(), {"weekday", "hour", std::string(to_word(query.hour_measure))});
  return columns;
}

}  // namespace

void handle_daily_statistics(Context& context, const CallPtr& call) {
  static constexpr Resource resource{Takes::period | Takes::series | Takes::daily, Dimension::nation, read_daily,
                                     daily_columns, false};
  answer_statistics(context, call, resource);
}

void handle_backlog(Context& context, const CallPtr& call) {
  static constexpr Resource resource{Takes::series, Dimension::nation, read_backlog, backlog_columns, false};
  answer_statistics(context, call, resource);
}

void handle_hour_statistics(Context& context, const CallPtr& call) {
  static constexpr Resource resource{Takes::period | Takes::series | Takes::hours, Dimension::nation, read_hours,
                                     hours_columns, false};
  answer_statistics(context, call, resource);
}

void handle_map_statistics(Context& context, const CallPtr& call) {
  static constexpr Resource resource{Takes::period | Takes::map, Dimension::region, read_map, map_columns, false};
  answer_statistics(context, call, resource);
}

}  // namespace lapor::api
