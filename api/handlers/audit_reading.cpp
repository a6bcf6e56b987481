#include "api/handlers/audit_reading.hpp"

namespace lapor::api {

void when_read_is_recorded(Context& context, const CallPtr& call, AuditResource resource, std::string query,
                           std::function<void(Position)> next) {
  const Party& reader = call->caller.party;
  context.engine.record({audit_stream(reader.person.value()), context.clock.now(), reader, Channel::api,
                         call->request_id, AuditRead{resource, call->report, std::move(query)}},
                        [&context, call, next = std::move(next)](const actors::LogOutcome& outcome) {
                          guarded(context, *call, [&] {
                            if (const auto* position = std::get_if<Position>(&outcome)) return next(*position);
                            const auto& reason = std::get<actors::Unavailable>(outcome);
                            answer(context, *call, Problem{ProblemKind::unavailable, reason.what, "", ""});
                          });
                        });
}

void on_auditors_thread(Context& context, const CallPtr& call, std::function<void()> step) {
  const auto admission =
      context.audits.post([&context, call, step = std::move(step)] { guarded(context, *call, [&] { step(); }); });
  if (admission != storage::JobPool::Admission::accepted)
    answer(context, *call,
           Problem{ProblemKind::unavailable, "Too many audits are under way; retry in a moment.", "", ""});
}

void answer_with_portions(Context& context, const Call& call, std::string_view content_type, Position upto,
                          std::unique_ptr<Portions> portions) {
  http::Response response{200, {{"Lapor-Position", std::to_string(number(upto))}}, std::string(content_type), "", {}};
  response.source = std::make_shared<PortionedBody>(context.audits, std::move(portions),
                                                    [&context, id = call.request_id](const std::string& what) {
                                                      if (context.on_error) context.on_error(id, what);
                                                    });
  answer(context, call, std::move(response));
}

}  // namespace lapor::api
