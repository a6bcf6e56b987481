#include <cmath>

#include "api/formats.hpp"
#include "api/handlers/handlers.hpp"
#include "api/handlers/view_answer.hpp"
#include "api/json_writer.hpp"
#include "api/query.hpp"
#include "api/views/list_query.hpp"

namespace lapor::api {
namespace {

constexpr auto columns =
    std::to_array<std::string_view>({"reports", "id", "place.lat", "place.lng", "west", "south", "east", "north"});

struct ClusterQuery {
  ListQuery list;
  Grid grid;
};

/// Takes `zoom` out of a query, so that the rest is a list's.
Result<std::optional<std::string>, Problem> take_zoom(std::string_view raw, std::string& rest) {
  std::optional<std::string> zoom;
  while (!raw.empty()) {
    const std::string_view part = take(raw, '&');
    if (!part.starts_with("zoom=")) {
      rest.append(rest.empty() ? "" : "&").append(part);
      continue;
    }
    if (zoom) return fail(invalid_parameter("zoom", "Give it once."));
    zoom = part.substr(5);
  }
  return zoom;
}

std::optional<Problem> problem_of_list(const ListQuery& list) {
  if (!list.filter.box) return invalid_parameter("bbox", "Give west,south,east,north in degrees: the map's part.");
  if (list.after || list.is_limited || !list.facets.empty())
    return invalid_parameter("", "Groups take the filters of a list, but no limit, cursor or facets.");
  return std::nullopt;
}

Result<Grid, Problem> grid_of(const Box& box, const std::optional<std::string>& text) {
  if (!text) return Grid::fitting(box);
  const auto zoom = number_from<int>(*text);
  if (!zoom || *zoom < 0 || *zoom > Grid::most_zoom)
    return fail(invalid_parameter("zoom", "Give a number from 0 to 20, or leave it out."));
  const auto grid = Grid::of_zoom(box, *zoom);
  if (!grid) return fail(invalid_parameter("zoom", "The box has too many squares at this zoom; give a smaller one."));
  return *grid;
}

Result<ClusterQuery, Problem> parse(const Context& context, const http::Request& request) {
  std::string rest;
  const auto zoom = take_zoom(request.query, rest);
  if (!zoom) return fail(zoom.error());
  auto list = parse_list_query(rest, context.rulebooks.now(), context.vault);
  if (!list) return fail(list.error());
  if (const auto problem = problem_of_list(*list)) return fail(*problem);
  const auto grid = grid_of(*list->filter.box, *zoom);
  if (!grid) return fail(grid.error());
  if (!list->format) list->format = accepted_format(request);
  return ClusterQuery{std::move(*list), *grid};
}

/// A tenth of a metre.
double to_millionths(double degrees) {
  return std::round(degrees * 1'000'000) / 1'000'000;
}

std::string item_of(const Cluster& cluster, const Grid& grid) {
  const Box square = grid.box_of(cluster.square);
  std::string item;
  JsonWriter json(item);
  json.begin_object();
  json.member("reports", cluster.reports);
  cluster.reports == 1 ? json.member("id", number(report_of(cluster.any))) : json.null("id");
  json.begin_object("place");
  json.member("lat", to_millionths(cluster.latitude));
  json.member("lng", to_millionths(cluster.longitude));
  json.end_object();
  json.member("west", square.west);
  json.member("south", square.south);
  json.member("east", square.east);
  json.member("north", square.north);
  json.end_object();
  return item;
}

std::string as_json(const std::vector<std::string>& items, const ClusterPage& page, const Grid& grid) {
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  json.raw_array("items", items);
  json.member("total", page.total);
  json.member("zoom", static_cast<std::uint64_t>(grid.zoom()));
  json.member("position", number(page.position));
  json.end_object();
  return out;
}

Result<ViewBody, storage::Error> read_clusters(const Context& context, const Principal& caller,
                                               const ClusterQuery& query) {
  const auto page = context.reports.clusters(query.list, query.grid, caller);
  if (!page) return fail(page.error());
  std::vector<std::string> items;
  for (const Cluster& cluster : page->clusters) items.push_back(item_of(cluster, query.grid));
  const Format format = *query.list.format;
  return ViewBody{format == Format::json ? as_json(items, *page, query.grid) : as_table(items, columns, format),
                  page->position};
}

}  // namespace

void handle_clusters(Context& context, const CallPtr& call) {
  auto query = parse(context, call->request);
  if (!query) return answer(context, *call, query.error());
  const Format format = *query->list.format;
  answer_from_view(context, call, {format, "", [&context, call, query = std::move(*query)] {
                                     return read_clusters(context, call->caller, query);
                                   }});
}

}  // namespace lapor::api
