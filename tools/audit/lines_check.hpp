#pragma once

#include <cstdint>
#include <filesystem>

#include "events/result.hpp"
#include "storage/proof/fault.hpp"
#include "tools/audit/verify/log_source.hpp"

namespace lapor::audit {

/// Holds the lines of an export (`records/*.ndjson`) against its records, each rendered again: whoever reads the lines
/// only must not be told something else. How many there are; 0 when the export was made without. `altered` names the
/// position, `truncated` the file.
[[nodiscard]] Result<std::uint64_t, proof::Fault> check_lines(LogSource& exported, const std::filesystem::path& folder);

}  // namespace lapor::audit
