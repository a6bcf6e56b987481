#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "actors/engine.hpp"
#include "config/settings.hpp"
#include "events/log_events.hpp"
#include "events/result.hpp"
#include "storage/checkpoint_publisher.hpp"
#include "storage/journal.hpp"

/// How the log is taken up at a start: its keys, what was published last, and what must be told in its own history.
namespace lapor::tools {

/// Where the log's files lie and what they hold.
struct LogFiles {
  std::filesystem::path checkpoint;
  storage::LogKeys keys;
  /// The journal does not continue what was published, and an operator goes on all the same.
  std::optional<RollbackAccepted> rollback;
  /// Reports up to this number may have been filed, here or in a history that is gone.
  ReportId last_report_given{before_first_report};
};

/// Opens the keys (makes them at the first start) and holds the journal against the last published checkpoint. A
/// journal that was rolled back, rewritten, or whose checkpoint is gone is an error that says so, unless
/// `accept_rollback`.
[[nodiscard]] Result<LogFiles, std::string> open_log(const config::Settings& settings,
                                                     const std::filesystem::path& data, storage::Journal& journal,
                                                     bool accept_rollback);

/// Writes into the log's own history what this start changes: an accepted rollback, other keys. Waits for it.
[[nodiscard]] Result<void, std::string> tell_log(actors::Engine& engine, storage::Journal& journal,
                                                 const LogFiles& files, Instant now);

/// Publishes from now on.
[[nodiscard]] Result<std::unique_ptr<storage::CheckpointPublisher>, std::string> publish_log(
    const config::Settings& settings, const storage::Journal& journal, const LogFiles& files);

/// `lapor audit key`: prints the public keys of a data folder's log. Exit code 0, or 1 with the reason.
[[nodiscard]] int print_log_keys(const std::filesystem::path& data, const std::filesystem::path& key_file);

/// `lapor audit new-key`: puts a further key in front of those of a data folder's log. When all are lost, the log keeps
/// the name that its last checkpoint tells. Exit code 0, or 1 with the reason.
[[nodiscard]] int make_log_key(const std::filesystem::path& data, const std::filesystem::path& key_file,
                               const std::string& origin);

}  // namespace lapor::tools
