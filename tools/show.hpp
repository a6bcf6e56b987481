#pragma once

#include <cstdint>
#include <string>

#include "tools/caller_token.hpp"

namespace lapor::tools {

struct ShowOptions {
  std::string server{"http://127.0.0.1:8080"};
  TokenChoice token;
  std::uint64_t report{};
};

/// `lapor show`: prints a report and its timeline as the caller may see them. Exit code 0, or 1 with the reason.
[[nodiscard]] int show(const ShowOptions& options);

/// A JSON object as lines of `name: value`; what is null or empty is left out, inner objects on one line. Text that is
/// not an object is given back as it is.
[[nodiscard]] std::string readable(std::string_view json);
/// One line for each item of a timeline: when, what, by whom, and whatever else the item says.
[[nodiscard]] std::string readable_timeline(std::string_view json);

}  // namespace lapor::tools
