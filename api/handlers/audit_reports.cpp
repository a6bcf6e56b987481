#include "api/audit/parameters.hpp"
#include "api/audit/record_items.hpp"
#include "api/audit/state_json.hpp"
#include "api/handlers/audit_reading.hpp"
#include "api/handlers/handlers.hpp"
#include "storage/load_now.hpp"

namespace lapor::api {
namespace {

constexpr auto parameters_of_state = std::to_array<std::string_view>({"at"});

/// What is to come has no state that would stay.
Moment read_moment(Parameters& parameters, const Context& context) {
  const Moment now = context.journal.last_position();
  const std::string* text = parameters.find("at");
  if (text == nullptr) return now;
  const auto position = number_from<std::uint64_t>(*text);
  const auto instant = instant_from(*text);
  if (!position && !instant)
    return parameters.refuse("at", "Give a position, or an instant like 2026-11-18T09:00:00+07:00."), now;
  if (position && Position{*position} > context.journal.last_position())
    return parameters.refuse("at", "The journal does not reach this position yet."), now;
  if (instant && *instant > context.clock.now()) return parameters.refuse("at", "This instant has not come yet."), now;
  parameters.accept("at", position ? std::to_string(*position) : to_rfc3339(*instant, Zone::wib));
  return position ? Moment{Position{*position}} : Moment{*instant};
}

/// The report's history, read on the auditors' thread; what cannot be read is answered.
void with_history(Context& context, const CallPtr& call, std::function<void(storage::StreamHistory)> next) {
  on_auditors_thread(context, call, [&context, call, next = std::move(next)] {
    auto history = storage::load_now(context.journal, stream_of(call->report));
    if (!history) return answer(context, *call, Problem{ProblemKind::unavailable, history.error().what, "", ""});
    next(std::move(*history));
  });
}

void answer_with_state(Context& context, const CallPtr& call, const storage::StreamHistory& history,
                       const Moment& moment) {
  const auto past = state_at(history, moment);
  if (!past) return answer(context, *call, Problem{ProblemKind::unavailable, past.error().what, "", ""});
  if (!*past) return answer_hidden(context, call);
  answer(context, *call, json_response(render_state(**past)));
}

}  // namespace

void handle_audit_report(Context& context, const CallPtr& call) {
  auto parameters = Parameters::parse(call->request.query, parameters_of_state);
  if (!parameters) return answer(context, *call, parameters.error());
  const Moment moment = read_moment(*parameters, context);
  if (parameters->problem()) return answer(context, *call, *parameters->problem());
  when_read_is_recorded(context, call, AuditResource::report, parameters->canonical(),
                        [&context, call, moment](Position) {
                          with_history(context, call, [&context, call, moment](const storage::StreamHistory& history) {
                            answer_with_state(context, call, history, moment);
                          });
                        });
}

void handle_audit_report_records(Context& context, const CallPtr& call) {
  const auto parameters = Parameters::parse(call->request.query, {});
  if (!parameters) return answer(context, *call, parameters.error());
  when_read_is_recorded(context, call, AuditResource::report_records, "", [&context, call](Position recorded) {
    with_history(context, call, [&context, call, recorded](storage::StreamHistory history) {
      if (history.records.empty()) return answer_hidden(context, call);
      const auto shared = std::make_shared<const storage::StreamHistory>(std::move(history));
      answer_with_portions(context, *call, "application/json", recorded,
                           std::make_unique<ScannedItems>(scan_of(shared), ScanBounds{Position{1}, recorded, {}},
                                                          elements_with_text(), Frame{R"({"items":[)", ",", "]}"}));
    });
  });
}

}  // namespace lapor::api
