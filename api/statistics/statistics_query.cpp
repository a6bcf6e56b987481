#include "api/statistics/statistics_query.hpp"

#include <algorithm>

#include "api/query.hpp"

namespace lapor::api {
namespace {

using std::chrono::days;
using std::chrono::months;
using std::chrono::sys_days;

constexpr int usual_days = 30;
constexpr std::int64_t most_days = 3'660;  // ten years
constexpr std::size_t most_values = 50;
constexpr std::int64_t most_series_rows = 20'000;

constexpr auto period_names = std::to_array<std::string_view>({"month", "from", "to"});
constexpr auto series_names = std::to_array<std::string_view>({"by", "value"});
constexpr auto map_names = std::to_array<std::string_view>({"level", "measure"});
constexpr auto ranking_names = std::to_array<std::string_view>({"sort", "limit"});
constexpr auto hours_names = std::to_array<std::string_view>({"measure"});

bool has(Takes takes, Takes part) {
  return (static_cast<std::uint8_t>(takes) & static_cast<std::uint8_t>(part)) != 0;
}

std::vector<std::string_view> names_of(Takes takes) {
  std::vector<std::string_view> names;
  const auto add = [&](Takes part, auto& list) {
    if (has(takes, part)) names.insert(names.end(), list.begin(), list.end());
  };
  add(Takes::period, period_names);
  if (has(takes, Takes::below)) names.push_back("below");
  add(Takes::series, series_names);
  add(Takes::narrowing, series_names);
  add(Takes::map, map_names);
  add(Takes::hours, hours_names);
  add(Takes::ranking, ranking_names);
  names.push_back("format");
  return names;
}

Date earlier(Date date, std::int64_t by) {
  return Date{sys_days{date} - days{by}};
}

Period month_of(Date first) {
  return {first, Date{sys_days{first + months{1}} - days{1}}};
}

/// All months in which days of `period` lie.
Period widened(const Period& period) {
  const auto first = [](Date date) { return date.year() / date.month() / 1; };
  return {first(period.from), month_of(first(period.to)).to};
}

std::string all_figures() {
  std::string list;
  for (const Figure& figure : figures()) list += (list.empty() ? "" : ", ") + std::string(figure.name);
  return list;
}

class Parser {
 public:
  Parser(Takes takes, Dimension dimension, Date today, const Rulebook& rules)
      : takes_(takes), names_(names_of(takes)), dimension_(dimension), today_(today), rules_(rules) {}

  Result<StatisticsQuery, Problem> parse(std::string_view raw) {
    const auto parameters = parse_query(raw);
    if (!parameters) return fail(parameters.error());
    for (const auto& [name, value] : *parameters) {
      read(name, value);
      if (problem_) return fail(*problem_);
    }
    settle_period();
    check_values();
    if (problem_) return fail(*problem_);
    if (has(takes_, Takes::hours) || (query_.by && has(takes_, Takes::narrowing))) widen_period();
    return std::move(query_);
  }

 private:
  void refuse(std::string_view parameter, std::string detail) {
    if (!problem_) problem_ = invalid_parameter(parameter, std::move(detail));
  }

  void read(const std::string& name, const std::string& text) {
    if (std::ranges::find(names_, name) == names_.end()) {
      problem_ = unknown_parameter(name, names_);
      return;
    }
    if (name == "value") return read_values(text);
    if (std::ranges::find(seen_, name) != seen_.end()) return refuse(name, "Give it once.");
    seen_.push_back(name);
    if (name == "month") return read_month(text);
    if (name == "from") return read_date(name, text, from_);
    if (name == "to") return read_date(name, text, to_);
    if (name == "below") return read_below(text);
    if (name == "by") return read_word(name, text, query_.by);
    if (name == "level") return read_level(text);
    if (name == "measure") return read_measure(text);
    if (name == "sort") return read_sort(text);
    if (name == "limit") return read_limit(text);
    read_word(name, text, query_.format);
  }

  template <class E>
  void read_word(const std::string& name, const std::string& text, std::optional<E>& value) {
    value = from_word<E>(text);
    if (!value) refuse(name, "Give one of: " + all_words<E>() + ".");
  }

  void read_date(const std::string& name, const std::string& text, std::optional<Date>& date) {
    date = parse_iso_date(text);
    if (!date) refuse(name, "Give a date like 2026-11-18.");
  }

  void read_month(const std::string& text) {
    month_ = text.size() == 7 ? parse_iso_date(text + "-01") : std::nullopt;
    if (!month_) refuse("month", "Give a month like 2026-11.");
  }

  void read_below(const std::string& text) {
    if (!is_member(dimension_, text, rules_)) return refuse("below", "Give a known code or slug of this table.");
    query_.below = text;
  }

  void read_values(std::string_view text) {
    while (!text.empty()) query_.values.emplace_back(take(text, ','));
    if (query_.values.size() > most_values) refuse("value", "Give 50 values at most.");
  }

  void read_level(const std::string& text) {
    std::optional<MapLevel> level;
    read_word("level", text, level);
    query_.level = level.value_or(MapLevel::province);
  }

  void read_measure(const std::string& text) {
    if (has(takes_, Takes::hours)) return read_hour_measure(text);
    query_.measure = find_figure(text);
    if (query_.measure == nullptr) refuse("measure", "Give one of: " + all_figures() + ".");
  }

  void read_sort(std::string_view text) {
    query_.descending = text.starts_with('-');
    if (query_.descending) text.remove_prefix(1);
    query_.sort = find_figure(text);
    if (query_.sort == nullptr)
      refuse("sort", "Give, for the largest first behind a -, one of: " + all_figures() + ".");
  }

  void read_limit(const std::string& text) {
    const auto limit = number_from<std::size_t>(text);
    if (!limit || *limit < 1 || *limit > most_rows) return refuse("limit", "Give a number from 1 to 10000.");
    query_.limit = *limit;
  }

  void read_hour_measure(const std::string& text) {
    std::optional<HourMeasure> measure;
    read_word("measure", text, measure);
    query_.hour_measure = measure.value_or(HourMeasure::received);
  }

  void settle_period() {
    if (month_ && (from_ || to_)) return refuse("month", "Give either a month, or from and to.");
    if (month_) {
      query_.period = month_of(*month_);
      query_.before = month_of(*month_ - months{1});
      return;
    }
    const Date to = to_.value_or(today_);
    const Date from = from_.value_or(earlier(to, usual_days - 1));
    const std::int64_t length = (sys_days{to} - sys_days{from}).count() + 1;
    if (length < 1) return refuse(to_ ? "to" : "from", to_ ? "It lies before from." : "It lies behind today.");
    if (length > most_days) return refuse("from", "Give ten years at most.");
    query_.period = {from, to};
    query_.before = {earlier(from, length), earlier(from, 1)};
  }

  void widen_period() {
    query_.period = widened(query_.period);
    const Date first = query_.period.from;
    const Date next{sys_days{query_.period.to} + days{1}};
    const auto length = (next.year() / next.month()) - (first.year() / first.month());
    query_.before = {first - length, earlier(first, 1)};
  }

  /// One institution or one province or regency, not units or districts, which topics are not counted of.
  void check_narrowing() {
    if (!query_.by) return;
    if (*query_.by != Dimension::institution && *query_.by != Dimension::region)
      return refuse("by", "Give institution or region.");
    if (query_.values.size() != 1) return refuse("value", "Give one institution or region.");
    if (!query_.below.empty()) return refuse("below", "Give either this, or by and value.");
    const std::string& value = query_.values.front();
    if (*query_.by == Dimension::institution && rules_.institutions.root_of(value) != value)
      return refuse("value", "Give an institution, not a unit.");
    constexpr std::ptrdiff_t points_of_a_district = 2;
    if (*query_.by == Dimension::region && std::ranges::count(value, '.') == points_of_a_district)
      return refuse("value", "Give a province or a regency.");
  }

  void check_values() {
    if (has(takes_, Takes::narrowing)) check_narrowing();
    if (has(takes_, Takes::period) && has(takes_, Takes::series)) check_size_of_series();
    if (query_.values.empty()) return;
    if (!query_.by || *query_.by == Dimension::nation)
      return refuse("value", "Say with by what these values are of: " + all_words<Dimension>() + ".");
    for (const std::string& value : query_.values)
      if (!is_member(*query_.by, value, rules_)) return refuse("value", "Give known values, with commas between them.");
  }

  void check_size_of_series() {
    const bool of_members = query_.by && *query_.by != Dimension::nation;
    if (of_members && query_.values.empty()) return refuse("value", "Say whose series you want.");
    if (!has(takes_, Takes::daily)) return;
    const auto length = (sys_days{query_.period.to} - sys_days{query_.period.from}).count() + 1;
    if (length * static_cast<std::int64_t>(std::max<std::size_t>(1, query_.values.size())) > most_series_rows)
      refuse("from", "These are more than 20000 rows; give fewer values or a shorter period.");
  }

  const Takes takes_;
  const std::vector<std::string_view> names_;
  const Dimension dimension_;
  const Date today_;
  const Rulebook& rules_;
  StatisticsQuery query_;
  std::vector<std::string> seen_;
  std::optional<Date> month_;
  std::optional<Date> from_;
  std::optional<Date> to_;
  std::optional<Problem> problem_;
};

}  // namespace

Result<StatisticsQuery, Problem> parse_statistics_query(std::string_view raw, Takes takes, Dimension dimension,
                                                        Date today, const Rulebook& rules) {
  return Parser(takes, dimension, today, rules).parse(raw);
}

bool is_member(Dimension dimension, const std::string& value, const Rulebook& rules) {
  switch (dimension) {
    case Dimension::nation:
      return value.empty();
    case Dimension::institution:
      return rules.institutions.find(value) != nullptr;
    case Dimension::region:
      return rules.regions->contains(value);
    case Dimension::category:
      return rules.categories.contains(value);
    case Dimension::channel:
      return from_word<Channel>(value).has_value();
    case Dimension::topic_of_institution:
    case Dimension::topic_of_region:
      return false;
  }
  return false;
}

}  // namespace lapor::api
