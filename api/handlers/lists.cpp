#include "api/handlers/handlers.hpp"
#include "api/handlers/reading.hpp"
#include "api/json_writer.hpp"
#include "api/report_view.hpp"
#include "api/request_head.hpp"
#include "api/views/list_query.hpp"

namespace lapor::api {
namespace {

/// The view is another one after every record.
std::string etag_of(Position position) {
  return "\"p" + std::to_string(number(position)) + '"';
}

void write_facets(JsonWriter& json, const ListPage& page) {
  json.begin_object("facets");
  for (const auto& [facet, values] : page.facets) {
    json.begin_object(to_word(facet));
    for (const auto& [value, reports] : values) json.member_of_any_name(value, reports);
    json.end_object();
  }
  json.end_object();
}

std::string render_list(const Context& context, const Principal& caller, const ListQuery& query, const ListPage& page) {
  std::string out;
  out.reserve(1'024 * (page.rows.size() + 1));
  JsonWriter json(out);
  json.begin_object();
  json.begin_array("items");
  for (const auto& [state, texts] : page.rows) {
    std::string card;
    render_card(card, state, texts, Sights(caller, state, context.rules.institutions), context.rules);
    json.raw_element(card);
  }
  json.end_array();
  json.member("total", page.total);
  write_facets(json, page);
  page.next ? json.member("next_cursor", cursor_of(query, *page.next, context.vault)) : json.null("next_cursor");
  json.member("position", number(page.position));
  json.end_object();
  return out;
}

void answer_list(Context& context, const Call& call, const ListQuery& query) {
  const auto page = context.reports.list(query, call.caller);
  if (!page) return answer(context, call, Problem{ProblemKind::unavailable, page.error().what, "", ""});
  http::Response response = json_response(render_list(context, call.caller, query, *page));
  response.headers.emplace_back("ETag", etag_of(page->position));
  answer(context, call, std::move(response));
}

void search(Context& context, const CallPtr& call, const ListQuery& query) {
  const std::string etag = etag_of(context.reports.checkpoint());
  if (is_known_to_client(call->request, etag)) return answer(context, *call, {304, {{"ETag", etag}}, "", ""});
  const auto admission = context.searches.post(
      [&context, call, query] { guarded(context, *call, [&] { answer_list(context, *call, query); }); });
  if (admission != storage::JobPool::Admission::accepted)
    answer(context, *call, Problem{ProblemKind::unavailable, "Too many searches wait; retry in a moment.", "", ""});
}

}  // namespace

void handle_list(Context& context, const CallPtr& call) {
  auto query = parse_list_query(call->request.query, context.rules, context.vault);
  if (!query) return answer(context, *call, query.error());
  when_reports_can_be_read(context, call,
                           [&context, call, query = std::move(*query)] { search(context, call, query); });
}

}  // namespace lapor::api
