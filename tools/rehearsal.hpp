#pragma once

#include <filesystem>
#include <string>

#include "actors/clock.hpp"
#include "events/result.hpp"
#include "storage/journal.hpp"

/// A rehearsal is a server on a simulated clock. What it writes lies in a time that never was, so its data folder is
/// marked and stays a rehearsal's for ever. A demonstration (`lapor demo`) is invented too, but of the past only: its
/// folder is served on the real clock, or becomes a rehearsal's.
namespace lapor::tools {

/// Marks a new folder, or a demonstration's, at a rehearsal's first start. Refuses a simulated clock on a folder of the
/// real clock, and the real clock on a rehearsal's.
[[nodiscard]] Result<void, std::string> keep_rehearsals_apart(const std::filesystem::path& data,
                                                              const storage::Journal& journal, bool simulated);

/// Whether `lapor demo` made this folder.
[[nodiscard]] bool is_demonstration(const std::filesystem::path& data);
/// Marks a folder as a demonstration's. The error says what cannot be written.
[[nodiscard]] Result<void, std::string> mark_demonstration(const std::filesystem::path& data,
                                                           const std::string& sentence);

/// The latest instant among the journal's last records, which stand in the order of their batches rather than of their
/// times; nothing for an empty journal or one whose last records cannot be read.
[[nodiscard]] std::optional<Instant> newest_instant(const storage::Journal& journal);

}  // namespace lapor::tools
