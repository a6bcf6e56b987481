#include "config/toml.hpp"

#define TOML_EXCEPTIONS 0
#define TOML_ENABLE_FORMATTERS 0
#include <toml++/toml.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "config/message.hpp"

namespace lapor::config {

namespace {

std::size_t line_of(const toml::node& node) {
  return node.source().begin.line;
}

Date to_date(const toml::date& date) {
  return Date{std::chrono::year{date.year}, std::chrono::month{date.month}, std::chrono::day{date.day}};
}

std::string_view foreign_word(const toml::node& node) {
  switch (node.type()) {
    case toml::node_type::floating_point:
      return "a floating-point number";
    case toml::node_type::boolean:
      return "true or false";
    case toml::node_type::time:
      return "a time of day";
    case toml::node_type::date_time:
      return "a date with a time";
    case toml::node_type::array:
      return "a list of other things than whole numbers";
    default:
      return "something else";
  }
}

std::optional<std::vector<std::int64_t>> whole_numbers(const toml::array& list) {
  std::vector<std::int64_t> numbers;
  for (const auto& element : list) {
    const auto* number = element.as_integer();
    if (number == nullptr) return std::nullopt;
    numbers.push_back(number->get());
  }
  return numbers;
}

TomlValue to_value(const toml::node& node) {
  if (const auto* number = node.as_integer()) return number->get();
  if (const auto* text = node.as_string()) return text->get();
  if (const auto* date = node.as_date()) return to_date(date->get());
  if (const auto* list = node.as_array())
    if (auto numbers = whole_numbers(*list)) return std::move(*numbers);
  return ForeignTomlValue{std::string{foreign_word(node)}};
}

void add_table(TomlDocument& document, std::string name, const toml::table& source, bool repeatable);

void add_child(TomlDocument& document, TomlTable& parent, std::string_view key, const toml::node& node) {
  const auto path = parent.name.empty() ? std::string{key} : parent.name + "." + std::string{key};
  const auto* list = node.as_array();
  if (const auto* table = node.as_table()) {
    add_table(document, path, *table, false);
  } else if (list != nullptr && list->is_array_of_tables()) {
    for (const auto& element : *list) add_table(document, path, *element.as_table(), true);
  } else {
    parent.entries.push_back({std::string{key}, to_value(node), line_of(node)});
  }
}

void add_table(TomlDocument& document, std::string name, const toml::table& source, bool repeatable) {
  TomlTable table{std::move(name), repeatable, line_of(source), {}};
  for (const auto& [key, node] : source) add_child(document, table, key.str(), node);
  std::stable_sort(table.entries.begin(), table.entries.end(),
                   [](const TomlEntry& a, const TomlEntry& b) { return a.line < b.line; });
  document.tables.push_back(std::move(table));
}

struct DescribeValue {
  std::string operator()(std::int64_t) const { return "a whole number"; }
  std::string operator()(const std::string&) const { return "a text"; }
  std::string operator()(const Date&) const { return "a date"; }
  std::string operator()(const std::vector<std::int64_t>&) const { return "a list of whole numbers"; }
  std::string operator()(const ForeignTomlValue& value) const { return value.word; }
};

}  // namespace

std::string describe(const TomlValue& value) {
  return std::visit(DescribeValue{}, value);
}

Result<TomlDocument, std::string> parse_toml(std::string_view text, std::string_view name) {
  const auto parsed = toml::parse(text, name);
  if (!parsed)
    return fail(at_line(name, parsed.error().source().begin.line,
                        std::string{parsed.error().description()} + "; correct the TOML there"));
  TomlDocument document{std::string{name}, {}};
  add_table(document, "", parsed.table(), false);
  std::stable_sort(document.tables.begin(), document.tables.end(), [](const TomlTable& a, const TomlTable& b) {
    return std::pair{!a.name.empty(), a.line} < std::pair{!b.name.empty(), b.line};
  });
  return document;
}

}  // namespace lapor::config
