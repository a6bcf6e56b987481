#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace lapor::tools {

struct ServeOptions {
  std::filesystem::path data;
  std::string listen;       // empty: from the settings
  std::string config_file;  // empty: defaults
  std::string web;          // folder of the pages; empty: from the settings
  std::string clock;        // "simulated:RFC3339"; empty: the system's
  /// Set: make tokens for tests and demonstrations, for these institutions beside the usual two. Loopback only.
  std::optional<std::vector<std::string>> development_tokens;
  /// An operator's decision after a power failure: give up what stands in the journal's log behind its first damaged
  /// byte.
  bool accept_damaged_log_end{};
  /// The same for a journal that does not continue its last published checkpoint.
  bool accept_rollback{};
};

/// `lapor serve`: puts the parts together and runs until SIGTERM, SIGINT or a failure of the journal. Prints one line
/// with the address when ready; everything else goes to the log (standard error). Exit code 0 after an orderly stop,
/// else 1.
[[nodiscard]] int serve(const ServeOptions& options);

}  // namespace lapor::tools
