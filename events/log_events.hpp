#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "events/events.hpp"

/// What happens to the log itself (`log/1`), and what auditors read in it (`audit/<person>`). Facts only: nothing here
/// is sealed.
namespace lapor {

/// From now on checkpoints are signed by these keys (C2SP verifier keys, the newest first). While a key gives way to
/// the next both sign, so that who trusts the old one sees this record under it.
struct LogKeysChanged {
  std::vector<std::string> keys;
  bool operator==(const LogKeysChanged&) const = default;
};

/// The journal does not continue the last checkpoint that was published (it was restored from an older copy, say), and
/// an operator has gone on with it all the same. Records up to `size` with this root were shown and are gone or others.
struct RollbackAccepted {
  std::uint64_t size{};
  std::array<std::byte, 32> root{};
  bool operator==(const RollbackAccepted&) const = default;
};

/// What there is for auditors to read. Ordinals are persisted.
enum class AuditResource : std::uint8_t {
  records = 1,         // the history of everything
  entries = 2,         // the same as raw bundles
  report = 3,          // a report as it was at some time
  report_records = 4,  // a report's history
  report_proofs = 5,
  identity_reads = 6,  // who looked at reporters' identities
  deadlines = 7,
};
[[nodiscard]] std::string_view to_word(AuditResource resource);

/// An auditor asked for this; written before anything is given. `query` is what was asked for, as checked parameters.
struct AuditRead {
  AuditResource resource{AuditResource::records};
  ReportId report{};  // 0: not about one report
  std::string query;
  bool operator==(const AuditRead&) const = default;
};

/// Reports up to this number may have been filed in a history that is gone (restored from a backup, rolled back).
/// Nobody is given one of these numbers again: the receipts of those who had them would open somebody else's report.
struct ReportNumbersSkipped {
  ReportId up_to{};
  bool operator==(const ReportNumbersSkipped&) const = default;
};

using LogEvent = std::variant<LogKeysChanged, RollbackAccepted, AuditRead, ReportNumbersSkipped>;
using LogRecord = RecordOf<LogEvent>;

/// snake_case name of an event: `audit_read`.
[[nodiscard]] std::string_view name_of(const LogEvent& event);

}  // namespace lapor
