#pragma once

#include <filesystem>
#include <string>

#include "actors/clock.hpp"
#include "events/result.hpp"
#include "storage/journal.hpp"

/// A rehearsal is a server on a simulated clock. What it writes lies in a time that never was, so its data folder is
/// marked and stays a rehearsal's for ever.
namespace lapor::tools {

/// Marks a new folder at a rehearsal's first start. Refuses a simulated clock on a folder of the real clock, and the
/// real clock on a rehearsal's.
[[nodiscard]] Result<void, std::string> keep_rehearsals_apart(const std::filesystem::path& data,
                                                              const storage::Journal& journal, bool simulated);

/// The instant of the journal's last record; nothing for an empty one or one whose last record cannot be read.
[[nodiscard]] std::optional<Instant> newest_instant(const storage::Journal& journal);

}  // namespace lapor::tools
