#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "events/result.hpp"
#include "events/time.hpp"

namespace lapor::config {

/// A value of a kind that no file of ours uses; `word` names it for messages, e.g. "a floating-point number".
struct ForeignTomlValue {
  std::string word;
};

using TomlValue = std::variant<std::int64_t, std::string, Date, std::vector<std::int64_t>, ForeignTomlValue>;

/// "a whole number", "a text", ... as messages say it.
[[nodiscard]] std::string describe(const TomlValue& value);

struct TomlEntry {
  std::string key;
  TomlValue value;
  std::size_t line{};
};

/// One `[name]` or one element of `[[name]]` (then `repeatable`); the root table has no name.
struct TomlTable {
  std::string name;
  bool repeatable{};
  std::size_t line{};
  std::vector<TomlEntry> entries;  // in file order
};

/// A TOML file as plain data, in file order: the only thing that the rest of the program sees of the TOML library.
struct TomlDocument {
  std::string name;
  std::vector<TomlTable> tables;  // the root first
};

/// Parses TOML 1.0. The error names `name`, the line and what the parser expected.
[[nodiscard]] Result<TomlDocument, std::string> parse_toml(std::string_view text, std::string_view name);

}  // namespace lapor::config
