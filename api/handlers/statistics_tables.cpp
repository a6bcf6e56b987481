#include <algorithm>

#include "api/handlers/handlers.hpp"
#include "api/handlers/statistics_resource.hpp"
#include "api/in_parallel.hpp"

/// Tables of all figures beside those of the period before.
namespace lapor::api {
namespace {

void write_figures(JsonWriter& json, const Totals& totals) {
  for (const Figure& figure : figures()) write_figure(json, figure, totals);
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

/// Where the figures of a table's rows are: the table's own dimension, or the topics of whatever it is narrowed to.
Dimension counted_dimension(const StatisticsQuery& query, Dimension dimension) {
  if (!query.by) return dimension;
  return *query.by == Dimension::institution ? Dimension::topic_of_institution : Dimension::topic_of_region;
}

struct TableRow {
  std::string member;   // as the row shows it
  std::string counted;  // as it is counted
  Totals totals;
  Totals before;
};

std::vector<TableRow> rows_below(const Context& context, const SeenStatistics& statistics, const std::string& upper,
                                 Dimension dimension) {
  std::vector<TableRow> table;
  for (const std::string& member : statistics.members(dimension))
    if (lies_right_below(dimension, member, upper, context.rulebooks.now())) table.push_back({member, member, {}, {}});
  return table;
}

/// The topics of one institution or region.
std::vector<TableRow> rows_of_topics(const Context& context, const SeenStatistics& statistics,
                                     const std::string& member, Dimension pairs) {
  std::vector<TableRow> table;
  for (const Category& category : context.rulebooks.now().categories.all()) {
    const std::string pair = pair_of(member, category.code);
    if (statistics.knows(pairs, pair)) table.push_back({category.code, pair, {}, {}});
  }
  std::ranges::sort(table, {}, &TableRow::member);
  return table;
}

/// Rows of which it cannot be told come last.
void rank(std::vector<TableRow>& table, const StatisticsQuery& query) {
  if (query.sort != nullptr) {
    const auto key = [&](const TableRow& row) {
      const auto value = query.sort->value(row.totals);
      return std::pair{!value.has_value(), query.descending ? -value.value_or(0) : value.value_or(0)};
    };
    std::ranges::stable_sort(table, {}, key);
  }
  if (table.size() > query.limit) table.resize(query.limit);
}

WriteRows write_table(const Context& context, Dimension dimension, std::vector<TableRow> table) {
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

void count(std::vector<TableRow>& table, const SeenStatistics& statistics, const StatisticsQuery& query,
           Dimension counted) {
  on_two_threads(table.size(), [&](std::size_t i) {
    table[i].totals = totals_of(statistics, counted, table[i].counted, query.period);
    table[i].before = totals_of(statistics, counted, table[i].counted, query.before);
  });
}

WriteRows read_table(const Context& context, const SeenStatistics& statistics, const StatisticsQuery& query,
                     Dimension dimension) {
  const Dimension counted = counted_dimension(query, dimension);
  auto table = counted == dimension ? rows_below(context, statistics, query.below, dimension)
                                    : rows_of_topics(context, statistics, query.values.front(), counted);
  count(table, statistics, query, counted);
  rank(table, query);
  return write_table(context, dimension, std::move(table));
}

/// The nation, or the members that were named.
WriteRows read_figures(const Context& context, const SeenStatistics& statistics, const StatisticsQuery& query,
                       Dimension) {
  const Dimension dimension = query.by.value_or(Dimension::nation);
  std::vector<TableRow> table;
  for (const std::string& member : named_members(query, dimension)) table.push_back({member, member, {}, {}});
  count(table, statistics, query, dimension);
  return write_table(context, dimension, std::move(table));
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

constexpr Resource table_of(Dimension dimension) {
  return {Takes::period | Takes::below | Takes::ranking, dimension, read_table, table_columns, true};
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
  static constexpr Resource resource{Takes::period | Takes::below | Takes::narrowing | Takes::ranking,
                                     Dimension::category, read_table, table_columns, true};
  answer_statistics(context, call, resource);
}

void handle_channel_statistics(Context& context, const CallPtr& call) {
  static constexpr Resource resource{Takes::period | Takes::ranking, Dimension::channel, read_table, table_columns,
                                     true};
  answer_statistics(context, call, resource);
}

void handle_figures(Context& context, const CallPtr& call) {
  static constexpr Resource resource{Takes::period | Takes::series, Dimension::nation, read_figures, figures_columns,
                                     true};
  answer_statistics(context, call, resource);
}

}  // namespace lapor::api
