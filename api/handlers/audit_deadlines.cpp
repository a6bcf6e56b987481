#include "api/audit/deadline_lines.hpp"
#include "api/handlers/audit_reading.hpp"
#include "api/handlers/handlers.hpp"

namespace lapor::api {
namespace {

constexpr auto known =
    std::to_array<std::string_view>({"after", "limit", "institution", "outcome", "kind", "from", "to"});

DeadlineBounds read_bounds(Parameters& parameters) {
  DeadlineBounds bounds;
  const std::uint64_t after = parameters.number("after", 0).value_or(0);
  bounds.after = std::max(before_first_report, ReportId{after});
  bounds.limit = parameters.number("limit", 1);
  return bounds;
}

DeadlineFilter read_filter(Parameters& parameters, const InstitutionTree& institutions) {
  DeadlineFilter filter;
  filter.institution = read_institution(parameters, "institution", institutions);
  filter.outcomes = parameters.words_of<DeadlineEnd>("outcome");
  filter.kinds = parameters.words_of<DeadlineKind>("kind");
  filter.window = read_window(parameters);
  return filter;
}

}  // namespace

void handle_audit_deadlines(Context& context, const CallPtr& call) {
  auto parameters = Parameters::parse(call->request.query, known);
  if (!parameters) return answer(context, *call, parameters.error());
  auto bounds = read_bounds(*parameters);
  auto filter = read_filter(*parameters, context.rulebooks.now().institutions);
  if (parameters->problem()) return answer(context, *call, *parameters->problem());
  when_read_is_recorded(context, call, AuditResource::deadlines, parameters->canonical(),
                        [&context, call, bounds, filter = std::move(filter)](Position recorded) mutable {
                          bounds.end = recorded;
                          bounds.last = context.journal.last_report();
                          answer_with_portions(
                              context, *call, ndjson, recorded,
                              std::make_unique<DeadlineLines>(context.rulebooks, context.journal, filter, bounds));
                        });
}

}  // namespace lapor::api
