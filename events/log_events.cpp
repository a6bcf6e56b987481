#include "events/log_events.hpp"

namespace lapor {

std::string_view to_word(AuditResource resource) {
  switch (resource) {
    case AuditResource::records:
      return "records";
    case AuditResource::entries:
      return "entries";
    case AuditResource::report:
      return "report";
    case AuditResource::report_records:
      return "report_records";
    case AuditResource::report_proofs:
      return "report_proofs";
    case AuditResource::identity_reads:
      return "identity_reads";
    case AuditResource::deadlines:
      return "deadlines";
  }
  return "unknown";
}

std::string_view name_of(const LogEvent& event) {
  static constexpr auto names = std::to_array<std::string_view>(
      {"log_keys_changed", "rollback_accepted", "audit_read", "report_numbers_skipped"});
  static_assert(names.size() == std::variant_size_v<LogEvent>);
  return names[event.index()];
}

}  // namespace lapor
