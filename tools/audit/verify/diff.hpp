#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "tools/audit/verify/log_source.hpp"
#include "tools/audit/verify/objection.hpp"

namespace lapor::audit {

/// A history that is not the same on both sides.
struct DifferentStream {
  Stream stream;
  std::uint64_t records_first{};  // from the first difference on
  std::uint64_t records_second{};
};

/// How two copies of one log differ, by the bytes of their records.
struct LogDifference {
  std::string origin;
  Span first_span;
  Span second_span;
  std::uint64_t compared{};              // records that both have
  std::optional<Place> at;               // the first record that differs, as the first copy has it
  std::vector<DifferentStream> streams;  // ascending; only from the first difference on
};

/// Compares the records that both have, then what comes behind. `other_log`: they are copies of different logs;
/// `malformed`: a checkpoint is none; others when a copy cannot be read. No signature and no hash is verified.
[[nodiscard]] Result<LogDifference, proof::Fault> difference(LogSource& first, LogSource& second);

/// For people; `names` are those of the two copies, at most `shown` streams are listed.
[[nodiscard]] std::string text_of(const LogDifference& difference, const std::string& first_name,
                                  const std::string& second_name, std::size_t shown);

}  // namespace lapor::audit
