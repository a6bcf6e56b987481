#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "events/result.hpp"
#include "events/retention.hpp"

namespace lapor::config {

/// The years of one institution or unit; whether there is such a one is not yet known.
struct OwnPeriod {
  std::string slug;
  std::chrono::years years{};
  std::size_t line{};
};

/// One `[[retention]]`.
struct RetentionRow {
  Date effective_from{};
  std::chrono::years standard{};
  std::vector<OwnPeriod> own;
};

/// Parses retention.toml: one `[[retention]]` per change of the schedule, oldest first, never none. The error names
/// `name`, line and remedy.
[[nodiscard]] Result<std::vector<RetentionRow>, std::string> parse_retention(std::string_view toml,
                                                                             std::string_view name);
[[nodiscard]] Result<std::vector<RetentionRow>, std::string> load_retention(const std::filesystem::path& file);

}  // namespace lapor::config
