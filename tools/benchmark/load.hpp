#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

namespace lapor::benchmark {

/// What a load run saw. Latencies are from the write of a request to the last byte of its answer.
struct LoadResult {
  double per_second{};
  double p50_ms{};
  double p99_ms{};
  std::uint64_t answers{};
  std::uint64_t not_success{};  // answers outside 2xx, and lost connections
};

struct Load {
  std::uint16_t port{};
  std::size_t connections{64};
  std::chrono::milliseconds warm_up{std::chrono::seconds{1}};
  std::chrono::milliseconds length{std::chrono::seconds{5}};
  std::string request{};                // the whole HTTP request, sent again and again
  std::vector<std::string> requests{};  // instead: one after the other
};

/// An open connection to a server on loopback; ends the program when there is none.
[[nodiscard]] int connect_to(std::uint16_t port);

/// Drives a server on loopback from the calling thread: each connection has one request under way at a time.
[[nodiscard]] LoadResult run_load(const Load& load);

/// A submission as the API takes it, about 600 bytes of JSON, with this bearer token.
[[nodiscard]] std::string submission_request(const std::string& token);

/// The p-th part of sorted or unsorted samples, 0 to 1.
[[nodiscard]] double percentile(std::vector<double> samples, double p);

}  // namespace lapor::benchmark
