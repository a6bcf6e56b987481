#include "config/retention_file.hpp"

#include <algorithm>
#include <optional>

#include "config/message.hpp"
#include "config/text_file.hpp"
#include "config/toml.hpp"

namespace lapor::config {

namespace {

constexpr std::int64_t most_years = 100;  // anything longer is a slip of the pen
constexpr std::string_view effective_from{"effective_from"};
constexpr std::string_view standard{"years"};

using Problem = std::optional<std::string>;

Problem read_years(const TomlEntry& entry, std::chrono::years& years) {
  const auto* given = std::get_if<std::int64_t>(&entry.value);
  if (given == nullptr) return shown(entry.key) + " must be a whole number of years, not " + describe(entry.value);
  if (*given < 1 || *given > most_years)
    return shown(entry.key) + " is " + std::to_string(*given) + "; allowed is 1 to " + std::to_string(most_years) +
           " years";
  years = std::chrono::years{*given};
  return std::nullopt;
}

Problem read_date(const TomlEntry& entry, Date& date) {
  const auto* given = std::get_if<Date>(&entry.value);
  if (given == nullptr) return shown(entry.key) + " must be a date like 2019-01-01, not " + describe(entry.value);
  date = *given;
  return std::nullopt;
}

Problem read_entry(const TomlEntry& entry, RetentionRow& row) {
  if (entry.key == effective_from) return read_date(entry, row.effective_from);
  if (entry.key == standard) return read_years(entry, row.standard);
  row.own.push_back({entry.key, {}, entry.line});
  return read_years(entry, row.own.back().years);
}

Problem find_missing_key(const TomlTable& table) {
  for (const auto key : {effective_from, standard})
    if (std::ranges::find(table.entries, key, &TomlEntry::key) == table.entries.end())
      return "this schedule has no " + shown(key) + "; write it down";
  return std::nullopt;
}

Result<RetentionRow, std::string> read_row(const TomlTable& table, std::string_view name) {
  RetentionRow row;
  for (const auto& entry : table.entries)
    if (const auto problem = read_entry(entry, row)) return fail(at_line(name, entry.line, *problem));
  if (const auto problem = find_missing_key(table)) return fail(at_line(name, table.line, *problem));
  return row;
}

/// A slug without quotes has dots that make tables of it.
Problem check_place(const TomlTable& table) {
  const bool empty_root = table.name.empty() && table.entries.empty();
  if (empty_root || (table.name == "retention" && table.repeatable)) return std::nullopt;
  return "only [[retention]] may stand here; put every key below one, and slugs in quotes";
}

}  // namespace

Result<std::vector<RetentionRow>, std::string> parse_retention(std::string_view toml, std::string_view name) {
  const auto document = parse_toml(toml, name);
  if (!document) return fail(document.error());
  std::vector<RetentionRow> rows;
  for (const auto& table : document->tables) {
    if (const auto problem = check_place(table)) return fail(at_line(name, table.line, *problem));
    if (table.name.empty()) continue;
    const auto row = read_row(table, name);
    if (!row) return fail(row.error());
    if (!rows.empty() && row->effective_from <= rows.back().effective_from)
      return fail(at_line(name, table.line, "does not begin after the schedule before it; sort schedules by date"));
    rows.push_back(*row);
  }
  if (rows.empty()) return fail(at_line(name, 1, "has no [[retention]]; restore the one of 2019-01-01"));
  return rows;
}

Result<std::vector<RetentionRow>, std::string> load_retention(const std::filesystem::path& file) {
  const auto text = read_text_file(file);
  if (!text) return fail(text.error());
  return parse_retention(*text, file.string());
}

}  // namespace lapor::config
