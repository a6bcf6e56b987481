#pragma once

#include "events/any_record.hpp"
#include "events/codec.hpp"
#include "events/identifiers.hpp"
#include "events/time.hpp"

namespace lapor::backup {

/// The numbers of reports that a whole log knows of. A folder that is restored of it, and maybe of a part of it only,
/// gives none of them out again, nor those that may have been given out behind the log's end: whoever has the receipt
/// of such a number would open somebody else's report.
class ReportNumbers {
 public:
  void add(const AnyRecord& record);

  /// The largest one that must not be given out: a million, more than can be filed between two backups, behind the
  /// largest that was.
  [[nodiscard]] ReportId up_to() const;

 private:
  std::uint64_t largest_{number(before_first_report)};
};

/// The record of the log that says so, as the one that follows `version` of its stream.
[[nodiscard]] Bytes skipped(ReportId up_to, Version version, Instant at);

}  // namespace lapor::backup
