#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "events/policy.hpp"
#include "events/result.hpp"

namespace lapor::config {

/// Parses policy.toml: one `[[policy]]` per change of the law, oldest first, each with every limit. Nothing has a
/// default here: a limit of the law is written down or the file is refused. The error names `name`, line and remedy.
[[nodiscard]] Result<std::vector<DeadlinePolicy>, std::string> parse_policies(std::string_view toml,
                                                                              std::string_view name);
[[nodiscard]] Result<std::vector<DeadlinePolicy>, std::string> load_policies(const std::filesystem::path& file);

}  // namespace lapor::config
