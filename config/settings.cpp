#include "config/settings.hpp"

#include <algorithm>
#include <optional>

#include "config/edit_distance.hpp"
#include "config/message.hpp"
#include "config/settings_table.hpp"
#include "config/text_file.hpp"
#include "config/toml.hpp"

namespace lapor::config {

namespace {

std::string path_of(const TomlTable& table, const TomlEntry& entry) {
  return table.name.empty() ? entry.key : table.name + "." + entry.key;
}

const SettingDescriptor* find_setting(std::string_view section, std::string_view key) {
  const auto all = setting_table();
  const auto found = std::find_if(all.begin(), all.end(), [&](const SettingDescriptor& setting) {
    return setting.section == section && setting.key == key;
  });
  return found == all.end() ? nullptr : &*found;
}

bool is_section(std::string_view name) {
  const auto all = setting_table();
  return name.empty() ||
         std::any_of(all.begin(), all.end(), [&](const auto& setting) { return setting.section == name; });
}

/// How far a key is from a known one: by its whole path, or by its last part when only the section is wrong.
std::size_t distance(const SettingDescriptor& setting, std::string_view path, std::string_view key) {
  return std::min(edit_distance(full_key(setting), path), edit_distance(setting.key, key) + 1);
}

const SettingDescriptor& nearest_setting(std::string_view path, std::string_view key) {
  const auto all = setting_table();
  return *std::min_element(all.begin(), all.end(), [&](const auto& a, const auto& b) {
    return distance(a, path, key) < distance(b, path, key);
  });
}

std::string_view nearest_section(std::string_view name) {
  const auto all = setting_table();
  return std::min_element(all.begin(), all.end(),
                          [&](const auto& a, const auto& b) {
                            return edit_distance(a.section, name) < edit_distance(b.section, name);
                          })
      ->section;
}

std::string must_be(const SettingDescriptor& setting, std::string_view kind) {
  return shown(full_key(setting)) + " must be " + std::string{kind} + " (" + allowed_values(setting) + ")";
}

/// Puts one value into the settings; answers with the sentence that says why not.
struct Assign {
  Settings& settings;
  const SettingDescriptor& setting;
  const TomlValue& value;

  std::optional<std::string> operator()(const NumberSetting& type) const {
    const auto* given = std::get_if<std::int64_t>(&value);
    if (given == nullptr) return must_be(setting, "a whole number") + ", not " + describe(value);
    if (*given < 0 || static_cast<std::uint64_t>(*given) < type.least || static_cast<std::uint64_t>(*given) > type.most)
      return shown(full_key(setting)) + " is " + std::to_string(*given) + "; allowed is " + allowed_values(setting);
    type.member(settings) = static_cast<std::uint64_t>(*given);
    return std::nullopt;
  }

  std::optional<std::string> operator()(const TextSetting& type) const {
    const auto* given = std::get_if<std::string>(&value);
    if (given == nullptr) return must_be(setting, "a text") + ", not " + describe(value);
    if (!type.accepts(*given))
      return shown(full_key(setting)) + " is \"" + *given + "\"; allowed is " + allowed_values(setting);
    type.member(settings) = *given;
    return std::nullopt;
  }
};

std::optional<std::string> assign(Settings& settings, const TomlTable& table, const TomlEntry& entry) {
  const auto* setting = find_setting(table.name, entry.key);
  if (setting != nullptr) return std::visit(Assign{settings, *setting, entry.value}, setting->type);
  const auto path = path_of(table, entry);
  return "unknown key " + shown(path) + "; the nearest known one is " +
         shown(full_key(nearest_setting(path, entry.key)));
}

std::optional<std::string> check_section(const TomlTable& table) {
  if (!is_section(table.name))
    return "unknown section " + shown("[" + table.name + "]") + "; the nearest known one is " +
           shown("[" + std::string{nearest_section(table.name)} + "]");
  if (table.repeatable) return "the section is written " + shown("[[" + table.name + "]]") + "; use single brackets";
  return std::nullopt;
}

std::optional<std::string> assign_all(Settings& settings, const TomlDocument& document) {
  for (const auto& table : document.tables) {
    if (const auto wrong = check_section(table)) return at_line(document.name, table.line, *wrong);
    for (const auto& entry : table.entries)
      if (const auto wrong = assign(settings, table, entry)) return at_line(document.name, entry.line, *wrong);
  }
  return std::nullopt;
}

struct DefaultValue {
  Settings& defaults;
  std::string operator()(const NumberSetting& type) const { return std::to_string(type.member(defaults)); }
  std::string operator()(const TextSetting& type) const { return "\"" + type.member(defaults) + "\""; }
};

}  // namespace

Result<Settings, std::string> parse_settings(std::string_view toml, std::string_view name) {
  const auto document = parse_toml(toml, name);
  if (!document) return fail(document.error());
  Settings settings;
  if (auto wrong = assign_all(settings, *document)) return fail(std::move(*wrong));
  return settings;
}

Result<Settings, std::string> load_settings(const std::filesystem::path& file) {
  const auto text = read_text_file(file);
  if (!text) return fail(text.error());
  return parse_settings(*text, file.string());
}

std::vector<SettingDescription> known_settings() {
  Settings defaults;
  std::vector<SettingDescription> known;
  for (const auto& setting : setting_table())
    known.push_back({full_key(setting), std::visit(DefaultValue{defaults}, setting.type), allowed_values(setting),
                     std::string{setting.meaning}});
  return known;
}

std::string settings_document() {
  Settings defaults;
  std::string document{
      "# Settings of `lapor serve`, each at its default: leave out what need not differ. Names end in their unit.\n"};
  std::string_view section;
  for (const auto& setting : setting_table()) {
    if (setting.section != section) document += "\n[" + std::string{setting.section} + "]\n";
    section = setting.section;
    document += "\n# " + std::string{setting.meaning} + " Allowed: " + allowed_values(setting) + ".\n";
    document += std::string{setting.key} + " = " + std::visit(DefaultValue{defaults}, setting.type) + "\n";
  }
  return document;
}

}  // namespace lapor::config
