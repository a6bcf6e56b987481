#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace lapor::tools {

/// Options of `lapor demo`.
struct DemoOptions {
  std::filesystem::path data;
  std::uint64_t reports{3'000};
  std::optional<int> days;
  std::string until;  // RFC 3339; empty: now
  std::uint64_t seed{1};
};

/// Fills an empty data folder with the reports of an invented country, each through its whole life: real commands to
/// the real engine and journal under a simulated clock that ends at `until`. The same options give the same lives (ids,
/// states, institutions, categories, times, texts), apart from keys. The folder is marked by a file `demo`; it holds
/// the past only and is served on the real clock. Returns the exit code: 0, or 1 with the reason told on standard
/// error.
[[nodiscard]] int demonstrate(const DemoOptions& options);

}  // namespace lapor::tools
