#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace lapor::config {

/// `name:line: sentence`, the form of every message about a place in a file.
[[nodiscard]] inline std::string at_line(std::string_view name, std::size_t line, std::string_view sentence) {
  return std::string{name} + ":" + std::to_string(line) + ": " + std::string{sentence};
}

/// `name` in backquotes, as messages show what stands in a file.
[[nodiscard]] inline std::string shown(std::string_view name) {
  return "`" + std::string{name} + "`";
}

}  // namespace lapor::config
