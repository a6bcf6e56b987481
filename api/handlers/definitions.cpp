#include "api/context.hpp"
#include "api/formats.hpp"
#include "api/handlers/handlers.hpp"
#include "api/json_writer.hpp"
#include "api/query.hpp"
#include "api/statistics/figures.hpp"
#include "api/statistics/statistics_query.hpp"

namespace lapor::api {
namespace {

constexpr auto units = std::to_array<std::string_view>({"count", "share", "hours", "score"});
constexpr auto columns =
    std::to_array<std::string_view>({"figure", "unit", "label_id", "label_en", "definition_id", "definition_en"});

std::string item_of(const Figure& figure) {
  std::string item;
  JsonWriter json(item);
  json.begin_object();
  json.member("figure", figure.name);
  json.member("unit", units[static_cast<std::size_t>(figure.unit)]);
  json.member("label_id", figure.label_id);
  json.member("label_en", figure.label_en);
  json.member("definition_id", figure.definition_id);
  json.member("definition_en", figure.definition_en);
  json.end_object();
  return item;
}

std::string as_json(const std::vector<std::string>& items) {
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  json.raw_array("items", items);
  json.end_object();
  return out;
}

}  // namespace

void handle_definitions(Context& context, const CallPtr& call) {
  const auto query = parse_statistics_query(call->request.query, Takes::nothing, Dimension::nation,
                                            local_date(context.clock.now(), Zone::wib), context.rulebooks.now());
  if (!query) return answer(context, *call, query.error());
  if (query->format == Format::geojson)
    return answer(context, *call, invalid_parameter("format", "Give json, csv or ndjson."));
  const Format accepted = query->format.value_or(accepted_format(call->request));
  const Format format = accepted == Format::geojson ? Format::json : accepted;
  std::vector<std::string> items;
  for (const Figure& figure : figures()) items.push_back(item_of(figure));
  http::Response response = json_response(format == Format::json ? as_json(items) : as_table(items, columns, format));
  response.content_type = content_type_of(format);
  answer(context, *call, std::move(response));
}

}  // namespace lapor::api
