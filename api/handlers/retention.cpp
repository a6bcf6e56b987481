#include <algorithm>
#include <array>
#include <map>

#include "api/handlers/handlers.hpp"
#include "api/handlers/view_answer.hpp"
#include "api/json_values.hpp"
#include "api/not_permitted.hpp"
#include "api/query.hpp"
#include "api/views/cursor.hpp"

namespace lapor::api {
namespace {

constexpr std::size_t most_items = 200;
constexpr auto parameters = std::to_array<std::string_view>({"institution", "limit", "cursor"});

std::string cursor_conditions(const RetentionQuery& query) {
  return std::string("retention\0", 10) + query.desk;
}

std::optional<Problem> read_limit(const std::string& text, RetentionQuery& query) {
  const auto limit = number_from<std::uint32_t>(text);
  if (!limit || *limit < 1 || *limit > most_items) return invalid_parameter("limit", "Give a number from 1 to 200.");
  query.limit = *limit;
  return std::nullopt;
}

std::optional<Problem> read_desk(const std::string& text, const Rulebook& rules, RetentionQuery& query) {
  if (rules.institutions.find(text) == nullptr)
    return invalid_parameter("institution", "Give the slug of an institution or unit that is known.");
  query.desk = text;
  return std::nullopt;
}

std::optional<Problem> read_cursor(const std::string& text, const storage::Vault& vault, RetentionQuery& query) {
  query.after = key_of_cursor(text, cursor_conditions(query), vault);
  if (query.after) return std::nullopt;
  return invalid_parameter("cursor", "It is not the next_cursor of a page of this same query; begin without a cursor.");
}

/// Name and value of each parameter; none is unknown or given twice.
Result<std::map<std::string, std::string>, Problem> read_parameters(std::string_view raw) {
  const auto given = parse_query(raw);
  if (!given) return fail(given.error());
  std::map<std::string, std::string> values;
  for (const auto& [name, value] : *given) {
    if (std::ranges::find(parameters, name) == parameters.end()) return fail(unknown_parameter(name, parameters));
    if (!values.emplace(name, value).second) return fail(invalid_parameter(name, "Give it once."));
  }
  return values;
}

/// The cursor comes last, because its proof is over the rest.
Result<RetentionQuery, Problem> parse(std::string_view raw, const Context& context) {
  const auto given = read_parameters(raw);
  if (!given) return fail(given.error());
  RetentionQuery query;
  std::optional<Problem> problem;
  const auto read = [&](const char* name, const auto& reader) {
    const auto found = given->find(name);
    if (!problem && found != given->end()) problem = reader(found->second);
  };
  read("limit", [&](const std::string& text) { return read_limit(text, query); });
  read("institution", [&](const std::string& text) { return read_desk(text, context.rulebooks.now(), query); });
  read("cursor", [&](const std::string& text) { return read_cursor(text, context.vault, query); });
  if (problem) return fail(*problem);
  return query;
}

void write_item(JsonWriter& json, const ReportState& state, const Rulebook& rules, Date today) {
  const Slug& desk = state.desk();
  const Slug institution = desk.empty() ? Slug{} : rules.institutions.root_of(desk);
  json.begin_object();
  json.member("id", number(state.id));
  json.member("state", to_word(state.status));
  json.member_or_null("institution", institution);
  json.member_or_null("unit", desk == institution ? "" : desk);
  write_instant(json, "ended_at", state.ended_at, Zone::wib);
  write_instant(json, "retention_until", retention_until(state, rules.retention, today), Zone::wib);
  json.end_object();
}

std::string body_of(const ListPage& page, const RetentionQuery& query, const Context& context) {
  std::string out;
  out.reserve(192 * (page.rows.size() + 1));
  JsonWriter json(out);
  json.begin_object();
  json.begin_array("items");
  for (const ReportRow& row : page.rows) write_item(json, row.state, context.rulebooks.now(), query.today);
  json.end_array();
  json.member("total", page.total);
  page.next ? json.member("next_cursor", cursor_of(*page.next, cursor_conditions(query), context.vault))
            : json.null("next_cursor");
  json.member("position", number(page.position));
  json.end_object();
  return out;
}

/// What is past its period is asked on the day of asking: no answer of yesterday is good today.
Result<ViewBody, storage::Error> read_past_retention(const Context& context, RetentionQuery query) {
  query.today = local_date(context.clock.now(), Zone::wib);
  const auto page = context.reports.past_retention(query);
  if (!page) return fail(page.error());
  return ViewBody{body_of(*page, query, context), page->position};
}

}  // namespace

void handle_retention(Context& context, const CallPtr& call) {
  if (call->caller.party.role != Role::data_officer)
    return answer(context, *call, not_permitted(call->caller, "Only the data officer may read this."));
  auto query = parse(call->request.query, context);
  if (!query) return answer(context, *call, query.error());
  answer_from_view(context, call, {Format::json, std::nullopt, [&context, query = std::move(*query)] {
                                     return read_past_retention(context, query);
                                   }});
}

}  // namespace lapor::api
