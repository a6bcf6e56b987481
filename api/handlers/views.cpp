#include "api/context.hpp"
#include "api/handlers/handlers.hpp"
#include "api/json_values.hpp"
#include "api/not_permitted.hpp"
#include "api/views/view_rebuild.hpp"

namespace lapor::api {
namespace {

bool may_rebuild(const Call& call) {
  return call.caller.party.role == Role::national_admin;
}

void answer_status(Context& context, const Call& call, int code) {
  const RebuildStatus status = context.rebuild->status();
  http::Response response;
  response.status = code;
  JsonWriter json(response.body);
  json.begin_object();
  json.member("phase", to_word(status.phase));
  json.member("done", status.done);
  json.member("total", status.total);
  json.member_or_null("fault", status.fault);
  json.end_object();
  answer(context, call, std::move(response));
}

bool is_served(Context& context, const Call& call) {
  if (!may_rebuild(call))
    answer(context, call, not_permitted(call.caller, "Only a national administrator may do this."));
  else if (context.rebuild == nullptr)
    answer(context, call,
           Problem{ProblemKind::unavailable, "This server keeps no views that could be made anew.", "", ""});
  else
    return true;
  return false;
}

}  // namespace

void handle_rebuild(Context& context, const CallPtr& call) {
  if (!is_served(context, *call)) return;
  context.rebuild->start();
  answer_status(context, *call, 202);
}

void handle_rebuild_status(Context& context, const CallPtr& call) {
  if (is_served(context, *call)) answer_status(context, *call, 200);
}

}  // namespace lapor::api
