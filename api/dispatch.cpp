#include "api/dispatch.hpp"

#include "api/identify.hpp"
#include "api/web/answers.hpp"

namespace lapor::api {
namespace {

/// "/" is where people begin, and where an operator looks first.
void answer_missing_pages(Context& context, const CallPtr& call) {
  answer(context, *call,
         Problem{ProblemKind::unavailable,
                 "The pages are missing or damaged, the server's log says which file; the API serves on, see "
                 "/v1/openapi.json.",
                 "", ""});
}

void answer_no_route(Context& context, const CallPtr& call, const std::string& allow) {
  if (allow.empty() && context.web == nullptr && call->request.path == "/") return answer_missing_pages(context, call);
  if (allow.empty())
    return answer(context, *call,
                  Problem{ProblemKind::not_found, "No resource has this path; see /v1/openapi.json.", "", ""});
  http::Response response = to_response({ProblemKind::method_not_allowed, "Use one of: " + allow + ".", "", ""});
  response.headers.emplace_back("Allow", allow);
  answer(context, *call, std::move(response));
}

void take_match(Call& call, const Match& match) {
  call.route = match.route;
  call.report = match.report;
  call.person = match.person;
  call.message = match.message;
  call.ordinal = match.ordinal;
  call.file = match.file;
  call.tile = match.tile;
}

}  // namespace

void dispatch(Context& context, const CallPtr& call) {
  Match match = find_route(call->request.method, call->request.path);
  take_match(*call, match);
  if (call->request.method == http::Method::options && !match.allow.empty())
    return answer(context, *call, context.cross_origin.preflight(call->request, match.allow));
  if (match.route == nullptr && match.allow.empty() && web::answer_web(context, call)) return;
  identify(context, call, [&context, call, allow = std::move(match.allow)] {
    if (call->route == nullptr) return answer_no_route(context, call, allow);
    call->route->handler(context, call);
  });
}

}  // namespace lapor::api
