#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <string>
#include <vector>

#include "tools/import_rows.hpp"
#include "tools/network_address.hpp"
#include "tools/progress.hpp"

namespace lapor::tools {

enum class RowOutcome { unsent, filed, refused };

/// `position` is the journal's position of the row's report, whether this run filed it or an earlier one.
struct RowResult {
  RowOutcome outcome{RowOutcome::unsent};
  int status{};
  std::uint64_t position{};
  std::string reason;
};

/// Sends rows over several connections at once. Each worker thread takes the next row that nobody has; whatever the
/// service could not take (503, 429, a lost connection) is sent again with growing pauses.
class ImportSender {
 public:
  struct Target {
    NetworkAddress server;
    std::string token;
    std::chrono::seconds patience{};
  };

  /// `rows` and `progress` must outlive the sender.
  ImportSender(Target target, const std::vector<ImportRow>& rows, Progress& progress);

  /// Returns when every row has its result or nothing more can be done; then `stopped_because` is not empty.
  void run(std::size_t connections);

  [[nodiscard]] const std::vector<RowResult>& results() const { return results_; }
  /// The journal's last position before the first row was sent: what lies at or before it was there already.
  [[nodiscard]] std::uint64_t position_before() const { return position_before_; }
  [[nodiscard]] const std::string& stopped_because() const { return stopped_because_; }

 private:
  bool note_position_before();
  void work();
  void stop(std::string reason);

  const Target target_;
  const std::vector<ImportRow>& rows_;
  Progress& progress_;
  std::vector<RowResult> results_;  // by row; each element is written by one worker only
  std::uint64_t position_before_{};
  std::atomic<std::size_t> next_{0};
  std::atomic<bool> stopped_{false};
  std::mutex mutex_;
  std::string stopped_because_;
};

}  // namespace lapor::tools
