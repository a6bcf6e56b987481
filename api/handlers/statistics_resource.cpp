#include "api/handlers/statistics_resource.hpp"

#include <algorithm>

#include "api/handlers/view_answer.hpp"

namespace lapor::api {
namespace {

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
    case Dimension::topic_of_institution:
    case Dimension::topic_of_region:
      return "";
  }
  return "";
}

void write_period(JsonWriter& json, const Period& period) {
  json.member("from", to_iso(period.from));
  json.member("to", to_iso(period.to));
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

}  // namespace

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

std::vector<std::string> member_columns(Dimension dimension) {
  if (dimension == Dimension::nation) return {};
  if (dimension == Dimension::channel) return {std::string(to_word(dimension))};
  return {std::string(to_word(dimension)), "name"};
}

std::vector<std::string> named_members(const StatisticsQuery& query, Dimension dimension) {
  return dimension == Dimension::nation ? std::vector<std::string>{""} : query.values;
}

Totals totals_of(const SeenStatistics& statistics, Dimension dimension, const std::string& member,
                 const Period& period) {
  return {statistics.sum(dimension, member, period), statistics.open_after(dimension, member, period.to)};
}

}  // namespace lapor::api
