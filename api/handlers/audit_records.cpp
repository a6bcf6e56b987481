#include <algorithm>
#include <limits>

#include "api/audit/identity_reads.hpp"
#include "api/audit/record_items.hpp"
#include "api/handlers/audit_reading.hpp"
#include "api/handlers/handlers.hpp"
#include "storage/load_now.hpp"

namespace lapor::api {
namespace {

constexpr auto parameters_of_records =
    std::to_array<std::string_view>({"after", "limit", "stream", "who", "kind", "from", "to"});
constexpr auto parameters_of_identity_reads =
    std::to_array<std::string_view>({"after", "limit", "from", "to", "institution"});

ScanBounds read_bounds(Parameters& parameters) {
  ScanBounds bounds;
  const auto after = parameters.number("after", 0).value_or(0);
  bounds.first = next(Position{std::min(after, std::numeric_limits<std::uint64_t>::max() - 1)});
  bounds.limit = parameters.number("limit", 1);
  return bounds;
}

/// The items of everything that was durable with the record of this read.
void answer_with_items(Context& context, const CallPtr& call, ScanBounds bounds, ScanRecords scan, WriteItems write) {
  answer_with_portions(context, *call, ndjson, bounds.last,
                       std::make_unique<ScannedItems>(std::move(scan), bounds, std::move(write)));
}

/// One history is found by its index, not by looking through all.
void answer_with_records(Context& context, const CallPtr& call, const ScanBounds& bounds, const RecordFilter& filter) {
  auto write = lines_of_records(filter, context.rulebooks.now().institutions);
  if (!filter.stream) return answer_with_items(context, call, bounds, scan_of(context.journal), std::move(write));
  on_auditors_thread(context, call, [&context, call, bounds, stream = *filter.stream, write = std::move(write)] {
    auto history = storage::load_now(context.journal, stream);
    if (!history) return answer(context, *call, Problem{ProblemKind::unavailable, history.error().what, "", ""});
    answer_with_items(context, call, bounds,
                      scan_of(std::make_shared<const storage::StreamHistory>(std::move(*history))), write);
  });
}

}  // namespace

void handle_audit_records(Context& context, const CallPtr& call) {
  auto parameters = Parameters::parse(call->request.query, parameters_of_records);
  if (!parameters) return answer(context, *call, parameters.error());
  auto bounds = read_bounds(*parameters);
  auto filter = read_record_filter(*parameters, context.rulebooks.now().institutions);
  if (parameters->problem()) return answer(context, *call, *parameters->problem());
  when_read_is_recorded(context, call, AuditResource::records, parameters->canonical(),
                        [&context, call, bounds, filter = std::move(filter)](Position recorded) mutable {
                          bounds.last = recorded;
                          answer_with_records(context, call, bounds, filter);
                        });
}

void handle_audit_identity_reads(Context& context, const CallPtr& call) {
  auto parameters = Parameters::parse(call->request.query, parameters_of_identity_reads);
  if (!parameters) return answer(context, *call, parameters.error());
  auto bounds = read_bounds(*parameters);
  IdentityReadFilter filter;
  filter.institution = read_institution(*parameters, "institution", context.rulebooks.now().institutions);
  filter.window = read_window(*parameters);
  if (parameters->problem()) return answer(context, *call, *parameters->problem());
  when_read_is_recorded(context, call, AuditResource::identity_reads, parameters->canonical(),
                        [&context, call, bounds, filter = std::move(filter)](Position recorded) mutable {
                          bounds.last = recorded;
                          answer_with_items(context, call, bounds, scan_of(context.journal),
                                            lines_of_identity_reads(filter, context.journal, context.vault,
                                                                    context.rulebooks.now().institutions));
                        });
}

}  // namespace lapor::api
