#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace lapor::benchmark {

/// Submissions at a steady rate while somebody listens to a stream of all reports.
struct Lag {
  std::uint16_t port{};
  std::string listener;  // token of somebody who may know of all reports
  std::string reporter;  // token of somebody who files some
  double commands_a_second{};
  std::chrono::milliseconds length{};
};

struct LagResult {
  double per_second{};  // commands that were answered
  double p50_ms{};      // from a command's answer to the arrival of its event
  double p99_ms{};
};

/// Ends the program when an event never comes.
[[nodiscard]] LagResult run_lag(const Lag& lag);

}  // namespace lapor::benchmark
