#include "api/handlers/handlers.hpp"
#include "api/handlers/reading.hpp"
#include "api/live/live_streams.hpp"
#include "api/query.hpp"
#include "api/views/list_query.hpp"

namespace lapor::api {
namespace {

/// What makes no sense for what is still to come.
std::optional<Problem> check(const ListQuery& query) {
  if (query.after || query.is_limited || query.format || !query.facets.empty())
    return invalid_parameter("", "A stream takes the filters of a list, but no limit, cursor, format or facets.");
  return std::nullopt;
}

/// Where a client goes on.
struct Begin {
  Position after{};
  bool is_lost{};  // it was farther than the journal is: that was restored from before
};

Result<Begin, Problem> begin_of(const Context& context, const http::Request& request) {
  const Position now = context.reports.checkpoint();
  const std::string_view last = request.header("last-event-id");
  if (last.empty()) return Begin{now, false};
  const auto position = number_from<std::uint64_t>(last);
  if (!position)
    return fail(Problem{ProblemKind::malformed_header, "Last-Event-ID is the id of an event of this stream.",
                        "Last-Event-ID", ""});
  if (Position{*position} > context.journal.last_position()) return Begin{now, true};
  return Begin{Position{*position}, false};
}

/// Until the session or key is ended, expires, or belongs to somebody who changed: then the client asks anew.
LiveStreams::StillCounts still_counts(Context& context, const Call& call) {
  if (!call.token) return {};
  return [&context, token = *call.token] {
    return context.identity.sessions.find(token, context.clock.now()).has_value();
  };
}

void open_stream(Context& context, const CallPtr& call, const ListQuery& query) {
  const auto begin = begin_of(context, call->request);
  if (!begin) return answer(context, *call, begin.error());
  auto source =
      context.live.open(begin->after, {query.filter, query.stems, context.reports.checkpoint(), begin->is_lost},
                        call->caller, still_counts(context, *call));
  if (!source)
    return answer(context, *call,
                  Problem{ProblemKind::unavailable, "Too many streams are open; poll instead.", "", ""});
  http::Response response{200, {{"X-Accel-Buffering", "no"}}, "text/event-stream", "", {}};
  response.source = std::move(source);
  answer(context, *call, std::move(response));
}

}  // namespace

void handle_stream(Context& context, const CallPtr& call) {
  auto query = parse_list_query(call->request.query, context.rulebooks.now(), context.vault);
  if (!query) return answer(context, *call, query.error());
  if (const auto problem = check(*query)) return answer(context, *call, *problem);
  when_reports_can_be_read(context, call,
                           [&context, call, query = std::move(*query)] { open_stream(context, call, query); });
}

}  // namespace lapor::api
