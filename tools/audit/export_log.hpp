#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>

#include "tools/audit/export_writer.hpp"
#include "tools/audit/verify/life_page.hpp"
#include "tools/audit/verify/log_source.hpp"

namespace lapor::audit {

using Reached = std::function<void(std::uint64_t done, std::uint64_t total)>;

/// Copies a whole log into `folder`; goes on with what an earlier run left. `line` may be empty (ExportWriter). The
/// error is a sentence.
[[nodiscard]] Result<void, std::string> export_log(LogSource& source, const std::filesystem::path& folder,
                                                   const RecordLine& line, const Reached& reached);

/// Copies the bundles that `range` touches and the tiles that prove them. A run that was ended begins anew.
[[nodiscard]] Result<void, std::string> export_range(LogSource& source, Span range, const std::filesystem::path& folder,
                                                     const RecordLine& line);

/// Writes each record of a report as VERSION.record beside VERSION.tlog-proof, a C2SP proof that it stands in the log,
/// and the page `life.txt`.
[[nodiscard]] Result<void, std::string> export_report(LogSource& source, ReportId report,
                                                      const std::filesystem::path& folder, const ReadReport& read,
                                                      const Rulebook& rules);

/// A record as a line of `GET /v1/audit/records`; of bytes that are no record position and bytes alone.
[[nodiscard]] std::string ndjson_line(Position position, BytesView record);

}  // namespace lapor::audit
