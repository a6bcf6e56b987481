#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <variant>

#include "config/settings.hpp"

namespace lapor::config {

/// A setting that is a whole number within bounds, both included.
struct NumberSetting {
  std::uint64_t& (*member)(Settings&);
  std::uint64_t least{};
  std::uint64_t most{};
};

/// A setting that is a text. `accepts` tells good from bad, `allowed` says the same in words.
struct TextSetting {
  std::string& (*member)(Settings&);
  std::string_view allowed;
  bool (*accepts)(std::string_view);
};

/// All there is to know about one key. Parser, defaults, documentation and messages are made from this alone.
struct SettingDescriptor {
  std::string_view section;
  std::string_view key;
  std::variant<NumberSetting, TextSetting> type;
  std::string_view meaning;
};

/// Every key, section by section. Valid for the whole life of the program.
[[nodiscard]] std::span<const SettingDescriptor> setting_table();

/// `server.loops`.
[[nodiscard]] std::string full_key(const SettingDescriptor& setting);

/// What values a key takes: `1 to 64`, `"trace", "debug", ...`.
[[nodiscard]] std::string allowed_values(const SettingDescriptor& setting);

}  // namespace lapor::config
