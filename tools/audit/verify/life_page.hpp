#pragma once

#include <functional>
#include <span>
#include <string>

#include "events/deadline_account.hpp"
#include "tools/audit/verify/log_source.hpp"

namespace lapor::audit {

/// Reads a record of a report, with its texts when there is a key.
using ReadReport = std::function<Result<Record, CodecError>(BytesView)>;

/// A report's life as a page of text: every record with time, who and what, then every deadline with the arithmetic
/// that gave it and how it ended. `records` are its history from the first on, not empty. Instants are in WIB but for
/// the days of a deadline, which are those of whoever had to act.
[[nodiscard]] std::string life_page(std::span<const PlacedFacts> records, const RulebookHistory& rulebooks);

/// Reads the report's history from the source, and how the rulebook of the reference files, `beginning`, changed. The
/// error says why there is no page.
[[nodiscard]] Result<std::string, std::string> explain(LogSource& source, ReportId report, const ReadReport& read,
                                                       Rulebook beginning);

}  // namespace lapor::audit
