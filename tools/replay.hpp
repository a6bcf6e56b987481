#pragma once

#include <cstdint>
#include <filesystem>
#include <iosfwd>
#include <optional>
#include <string>

#include "events/identifiers.hpp"
#include "events/time.hpp"
#include "storage/journal.hpp"
#include "storage/vault.hpp"

namespace lapor::tools {

struct ReplayOptions {
  std::filesystem::path data{"data"};
  std::optional<std::uint64_t> report;
  std::string at;        // RFC 3339; empty: up to the last record
  std::string key_file;  // empty: facts only
};

/// `lapor replay`: folds the journal of a data folder, also while a server writes it. With `report`: that report's
/// history and state; else all reports, counted by state. Exit code 0, or 1 with the reason.
[[nodiscard]] int replay(const ReplayOptions& options);

/// Folds every record up to `until` and prints counts by state, the rate and the tree head. False at a corrupt record,
/// whose position has then been told.
[[nodiscard]] bool replay_all(const storage::Journal& journal, std::optional<Instant> until, std::ostream& out);

/// Prints what happened to one report up to `until`, oldest first, and the state it led to. Texts only with a `vault`.
[[nodiscard]] bool replay_report(storage::Journal& journal, const storage::Vault* vault, ReportId report,
                                 std::optional<Instant> until, std::ostream& out);

}  // namespace lapor::tools
