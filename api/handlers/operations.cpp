#include "api/context.hpp"
#include "api/handlers/bodies.hpp"
#include "api/handlers/handlers.hpp"
#include "api/json_values.hpp"
#include "api/openapi.hpp"

namespace lapor::api {
namespace {

Result<Instant, Problem> read_target(const Context& context, const Call& call) {
  return read_body(call, [&](FieldReader& in) {
    const auto target = in.instant("advance_to", Need::required);
    if (target && *target < context.clock.now())
      in.refuse(ProblemKind::invalid_value, "advance_to", "The clock never goes back; name a later instant.");
    return target.value_or(Instant{});
  });
}

std::string now_of(const Context& context) {
  std::string body;
  JsonWriter json(body);
  json.begin_object();
  json.member("now", to_rfc3339(context.clock.now(), Zone::wib));
  json.end_object();
  return body;
}

/// What the server needs to serve, and how it stands.
struct Check {
  std::string name;
  bool ok;
  std::string detail;
};

/// Further behind than this, readers see too much of the past: a few seconds of the largest load.
constexpr std::uint64_t most_records_behind = 100'000;

constexpr std::chrono::seconds patience_with_views{20};

Check check_of(const actors::ProjectionStatus& projection, Position last) {
  const std::string at =
      "It stands at position " + std::to_string(number(projection.checkpoint)) + " of " + std::to_string(number(last));
  Check check{"view " + projection.name, true, ""};
  if (projection.fault)
    check = {
        check.name, false,
        "It stopped at position " + std::to_string(number(projection.fault->position)) + ": " + projection.fault->what};
  else if (!projection.readable)
    check = {check.name, false, at + " and is being made ready."};
  else if (number(last) > number(projection.checkpoint) + most_records_behind)
    check = {check.name, false, at + " and is being folded."};
  return check;
}

std::vector<Check> checks_of(const Context& context) {
  const auto journal = context.journal.statistics();
  std::vector<Check> checks{
      {"journal", !journal.failed, journal.failed ? "A write or sync failed; stop the server and start it again." : ""},
      {"disk", !journal.disk_low, journal.disk_low ? "The disk is below its reserve; make space." : ""},
  };
  for (const auto& projection : context.engine.projections())
    checks.push_back(check_of(projection, context.journal.last_position()));
  return checks;
}

http::Response readiness(const std::vector<Check>& checks) {
  http::Response response;
  bool ready = true;
  for (const Check& check : checks) ready = ready && check.ok;
  JsonWriter json(response.body);
  json.begin_object();
  json.member("ready", ready);
  json.begin_array("checks");
  for (const Check& check : checks) {
    json.begin_object();
    json.member("name", check.name);
    json.member("ok", check.ok);
    json.member_or_null("detail", check.detail);
    json.end_object();
  }
  json.end_array();
  json.end_object();
  if (!ready) {
    response.status = 503;
    response.headers.emplace_back("Retry-After", "5");
  }
  return response;
}

}  // namespace

void handle_clock(Context& context, const CallPtr& call) {
  std::string body;
  JsonWriter json(body);
  json.begin_object();
  json.member("now", to_rfc3339(context.clock.now(), Zone::wib));
  json.member("simulated", context.clock.is_simulated());
  json.end_object();
  http::Response response = json_response(std::move(body));
  response.headers.emplace_back("Cache-Control", "no-store");
  answer(context, *call, std::move(response));
}

void handle_clock_move(Context& context, const CallPtr& call) {
  if (!context.clock.is_simulated())
    return answer(context, *call,
                  Problem{ProblemKind::clock_not_simulated, "Start the server with --clock simulated:TIME.", "", ""});
  const auto target = read_target(context, *call);
  if (!target) return answer(context, *call, target.error());
  context.engine.advance_to(*target, [&context, call] {
    context.engine.when_folded(ReportsView::view_name, context.journal.last_position(), patience_with_views,
                               [&context, call](actors::FoldWait) {
                                 guarded(context, *call,
                                         [&] { answer(context, *call, json_response(now_of(context))); });
                               });
  });
}

void handle_openapi(Context& context, const CallPtr& call) {
  answer(context, *call, json_response(std::string(openapi_document())));
}

void handle_health(Context& context, const CallPtr& call) {
  answer(context, *call, json_response(R"({"status":"ok"})"));
}

void handle_readiness(Context& context, const CallPtr& call) {
  answer(context, *call, readiness(checks_of(context)));
}

void handle_metrics(Context& context, const CallPtr& call) {
  http::Response response{200, {}, "text/plain; version=0.0.4; charset=utf-8", ""};
  context.metrics.write(response.body);
  write_metrics(response.body, context.page_counters);
  write_metrics(response.body, context.reports.deadlines());
  write_metrics(response.body, context.engine.statistics());
  write_metrics(response.body, context.journal.statistics(), context.journal.last_position());
  write_metrics(response.body, context.engine.projections(), context.journal.last_position());
  if (context.log != nullptr) write_metrics(response.body, *context.log);
  if (context.rebuild != nullptr) write_metrics(response.body, context.rebuild->status());
  if (context.attachments != nullptr) write_metrics(response.body, context.attachments->statistics());
  if (context.keeper != nullptr) write_metrics(response.body, context.keeper->statistics());
  if (context.server) write_metrics(response.body, context.server());
  answer(context, *call, std::move(response));
}

}  // namespace lapor::api
