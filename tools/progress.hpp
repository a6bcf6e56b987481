#pragma once

#include <chrono>
#include <cstdint>
#include <mutex>
#include <ostream>
#include <string>
#include <string_view>

namespace lapor::tools {

/// What is done, and to what: `import`, `rows`.
struct Job {
  std::string_view name;
  std::string_view units;
};

/// `import: 1200 of 1837 rows, 456 rows/s, 2 s left`. `elapsed` must be positive for a rate.
[[nodiscard]] std::string progress_text(const Job& job, std::uint64_t done, std::uint64_t total,
                                        std::chrono::duration<double> elapsed);

/// Shows how far a long job is: one line that is drawn anew on a terminal, else a line of its own after each twentieth
/// part. Any thread may call.
class Progress {
 public:
  Progress(std::ostream& out, bool is_terminal, Job job, std::uint64_t total);
  void advance();
  /// So much is done now, of a total that may have grown.
  void reach(std::uint64_t done, std::uint64_t total);
  /// Ends the line on a terminal.
  void finish();
  [[nodiscard]] std::chrono::duration<double> elapsed() const;

 private:
  using Clock = std::chrono::steady_clock;
  void move_to(std::uint64_t done);
  void show(Clock::time_point now);

  std::ostream& out_;
  const bool is_terminal_;
  const Job job_;
  std::uint64_t total_;
  const Clock::time_point started_;
  std::mutex mutex_;
  std::uint64_t done_{};
  Clock::time_point shown_;
};

}  // namespace lapor::tools
