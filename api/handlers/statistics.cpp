#include <algorithm>

#include "api/handlers/handlers.hpp"
#include "api/handlers/view_answer.hpp"
#include "api/in_parallel.hpp"
#include "api/statistics/figures.hpp"
#include "api/statistics/seen_statistics.hpp"
#include "api/statistics/statistics_query.hpp"

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

std::string name_of(Dimension dimension, const std::string& member, const Rulebook& rules) {
  switch (dimension) {
    case Dimension::institution: {
      const Institution* node = rules.institutions.find(member);
      return node == nullptr ? "" : node->name;
    }
    case Dimension::region: {
      const auto found = rules.regions->find(member);
      return found == rules.regions->end() ? "" : found->second.name;
    }
    case Dimension::category: {
      const Category* found = rules.categories.find(member);
      return found == nullptr ? "" : found->label;
    }
    case Dimension::nation:
    case Dimension::channel:
      return "";
  }
  return "";
}

bool lies_right_below(Dimension dimension, const std::string& member, const std::string& upper, const Rulebook& rules) {
  if (dimension == Dimension::institution) {
    const Institution* node = rules.institutions.find(member);
    return node != nullptr ? node->parent == upper : upper.empty();
  }
  const char separator = dimension == Dimension::region ? '.' : '/';
  const auto end = member.rfind(separator);
  return (end == std::string::npos ? "" : member.substr(0, end)) == upper;
}

void write_member(JsonWriter& json, Dimension dimension, const std::string& member, const Rulebook& rules) {
  if (dimension == Dimension::nation) return;
  json.member(to_word(dimension), member);
  if (dimension != Dimension::channel) json.member_or_null("name", name_of(dimension, member, rules));
}

Totals totals_of(const SeenStatistics& statistics, Dimension dimension, const std::string& member,
                 const Period& period) {
  return {statistics.sum(dimension, member, period), statistics.open_after(dimension, member, period.to)};
}

void write_figures(JsonWriter& json, const Totals& totals) {
  for (const Figure& figure : figures()) write_figure(json, figure, totals);
}

void write_period(JsonWriter& json, const Period& period) {
  json.member("from", to_iso(period.from));
  json.member("to", to_iso(period.to));
}

/// The rows of one resource, each a JSON object.
using Rows = std::vector<std::string>;
/// Writes what was read of the figures, after their lock is let go.
using WriteRows = std::function<Rows()>;

/// One of the resources under /v1/statistics.
struct Resource {
  Takes takes;
  Dimension dimension;
  WriteRows (*read)(const Context& context, const SeenStatistics& statistics, const StatisticsQuery& query,
                    Dimension dimension);
  std::vector<std::string> (*columns)(const StatisticsQuery& query, Dimension dimension);
  bool has_period_before;
};

template <class Write>
std::string object(Write write) {
  std::string item;
  JsonWriter json(item);
  json.begin_object();
  write(json);
  json.end_object();
  return item;
}

/// Two threads share what they do: `each` is called with every number below `count`.
template <class Each>
void on_two_threads(std::size_t count, Each each) {
  const auto half = [&](std::size_t first) {
    for (std::size_t i = first; i < count; i += 2) each(i);
  };
  constexpr std::size_t worth_a_thread = 64;
  if (count >= worth_a_thread) return in_parallel([&] { half(0); }, [&] { half(1); });
  for (std::size_t i = 0; i < count; ++i) each(i);
}

struct TableRow {
  std::string member;
  Totals totals;
  Totals before;
};

/// The members' figures in both periods, each a row.
WriteRows read_rows(const Context& context, const SeenStatistics& statistics, const StatisticsQuery& query,
                    Dimension dimension, std::vector<TableRow> table) {
  on_two_threads(table.size(), [&](std::size_t i) {
    table[i].totals = totals_of(statistics, dimension, table[i].member, query.period);
    table[i].before = totals_of(statistics, dimension, table[i].member, query.before);
  });
  return [&context, dimension, table = std::move(table)] {
    Rows rows(table.size());
    on_two_threads(table.size(), [&](std::size_t i) {
      rows[i] = object([&](JsonWriter& json) {
        write_member(json, dimension, table[i].member, context.rulebooks.now());
        write_figures(json, table[i].totals);
        json.begin_object("before");
        write_figures(json, table[i].before);
        json.end_object();
      });
    });
    return rows;
  };
}

WriteRows read_table(const Context& context, const SeenStatistics& statistics, const StatisticsQuery& query,
                     Dimension dimension) {
  std::vector<TableRow> table;
  for (std::string& member : statistics.members(dimension))
    if (lies_right_below(dimension, member, query.below, context.rulebooks.now())) table.push_back({std::move(member), {}, {}});
  return read_rows(context, statistics, query, dimension, std::move(table));
}

/// The members asked for, in that order; without any the nation.
std::vector<std::string> named_members(const StatisticsQuery& query, Dimension dimension) {
  return dimension == Dimension::nation ? std::vector<std::string>{""} : query.values;
}

WriteRows read_figures(const Context& context, const SeenStatistics& statistics, const StatisticsQuery& query,
                       Dimension) {
  const Dimension dimension = query.by.value_or(Dimension::nation);
  std::vector<TableRow> table;
  for (std::string& member : named_members(query, dimension)) table.push_back({std::move(member), {}, {}});
  return read_rows(context, statistics, query, dimension, std::move(table));
}

std::vector<std::string> member_columns(Dimension dimension) {
  if (dimension == Dimension::nation) return {};
  if (dimension == Dimension::channel) return {std::string(to_word(dimension))};
  return {std::string(to_word(dimension)), "name"};
}

std::vector<std::string> table_columns(const StatisticsQuery&, Dimension dimension) {
  std::vector<std::string> columns = member_columns(dimension);
  for (const Figure& figure : figures()) columns.emplace_back(figure.name);
  for (const Figure& figure : figures()) columns.push_back("before." + std::string(figure.name));
  return columns;
}

std::vector<std::string> figures_columns(const StatisticsQuery& query, Dimension) {
  return table_columns(query, query.by.value_or(Dimension::nation));
}

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

std::string render(const Resource& resource, const StatisticsQuery& query, const Rows& rows, Position position) {
  const Format format = *query.format;
  std::string out;
  if (format != Format::json) {
    const auto columns = resource.columns(query, resource.dimension);
    const std::vector<std::string_view> names(columns.begin(), columns.end());
    return as_table(rows, names, format);
  }
  JsonWriter json(out);
  json.begin_object();
  write_period(json, query.period);
  if (resource.has_period_before) {
    json.begin_object("before");
    write_period(json, query.before);
    json.end_object();
  }
  json.raw_array("items", rows);
  json.member("position", number(position));
  json.end_object();
  return out;
}

ViewBody read_statistics(const Context& context, const Principal& caller, const Resource& resource,
                         const StatisticsQuery& query) {
  const auto [write, position] = context.reports.read_statistics([&](const Statistics& statistics, Position as_of) {
    const SeenStatistics seen(statistics, caller, context.rulebooks.now().institutions);
    return std::pair{resource.read(context, seen, query, resource.dimension), as_of};
  });
  return {render(resource, query, write(), position), position};
}

/// A map's geometry is the client's; no row has a point.
Problem no_geojson() {
  return {ProblemKind::invalid_parameter, "Give json, csv or ndjson; join the rows with a map by their region.",
          "format", ""};
}

void answer_statistics(Context& context, const CallPtr& call, const Resource& resource) {
  const Date today = local_date(context.clock.now(), Zone::wib);
  auto query =
      parse_statistics_query(call->request.query, resource.takes, resource.dimension, today, context.rulebooks.now());
  if (!query) return answer(context, *call, query.error());
  if (query->format == Format::geojson) return answer(context, *call, no_geojson());
  if (!query->format) query->format = accepted_format(call->request);
  if (query->format == Format::geojson) query->format = Format::json;
  answer_from_view(context, call,
                   {*query->format, "-" + to_iso(query->period.to),
                    [&context, call, &resource, query = std::move(*query)]() -> Result<ViewBody, storage::Error> {
                      return read_statistics(context, call->caller, resource, query);
                    }});
}

constexpr Resource table_of(Dimension dimension) {
  return {Takes::period | Takes::below, dimension, read_table, table_columns, true};
}

}  // namespace

void handle_institution_statistics(Context& context, const CallPtr& call) {
  static constexpr Resource resource = table_of(Dimension::institution);
  answer_statistics(context, call, resource);
}

void handle_region_statistics(Context& context, const CallPtr& call) {
  static constexpr Resource resource = table_of(Dimension::region);
  answer_statistics(context, call, resource);
}

void handle_category_statistics(Context& context, const CallPtr& call) {
  static constexpr Resource resource = table_of(Dimension::category);
  answer_statistics(context, call, resource);
}

void handle_channel_statistics(Context& context, const CallPtr& call) {
  static constexpr Resource resource{Takes::period, Dimension::channel, read_table, table_columns, true};
  answer_statistics(context, call, resource);
}

void handle_figures(Context& context, const CallPtr& call) {
  static constexpr Resource resource{Takes::period | Takes::series, Dimension::nation, read_figures, figures_columns,
                                     true};
  answer_statistics(context, call, resource);
}

void handle_daily_statistics(Context& context, const CallPtr& call) {
  static constexpr Resource resource{Takes::period | Takes::series, Dimension::nation, read_daily, daily_columns,
                                     false};
  answer_statistics(context, call, resource);
}

void handle_backlog(Context& context, const CallPtr& call) {
  static constexpr Resource resource{Takes::series, Dimension::nation, read_backlog, backlog_columns, false};
  answer_statistics(context, call, resource);
}

void handle_map_statistics(Context& context, const CallPtr& call) {
  static constexpr Resource resource{Takes::period | Takes::map, Dimension::region, read_map, map_columns, false};
  answer_statistics(context, call, resource);
}

}  // namespace lapor::api
