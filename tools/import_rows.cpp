#include "tools/import_rows.hpp"

#include <sodium.h>

#include <algorithm>
#include <array>

namespace lapor::tools {
namespace {

constexpr std::size_t key_bytes = 16;

bool is_form_field(std::string_view heading) {
  return std::find(form_fields.begin(), form_fields.end(), heading) != form_fields.end();
}

/// Length before content: no two different lists of parts hash the same bytes.
void add_part(crypto_generichash_state& hash, std::string_view part) {
  const std::string length = std::to_string(part.size()) + ':';
  crypto_generichash_update(&hash, reinterpret_cast<const unsigned char*>(length.data()), length.size());
  crypto_generichash_update(&hash, reinterpret_cast<const unsigned char*>(part.data()), part.size());
}

std::string to_hexadecimal(const std::array<unsigned char, key_bytes>& bytes) {
  std::array<char, 2 * key_bytes + 1> text{};
  sodium_bin2hex(text.data(), text.size(), bytes.data(), bytes.size());
  return text.data();
}

/// What a column of the file means.
struct Column {
  std::size_t place{};
  std::string heading;
};

/// Columns that nobody reads are let through: files carry more than we need. But a title and a text there must be.
Result<std::vector<Column>, std::string> known_columns(const config::CsvTable& table) {
  for (std::string_view needed : {"title", "text"})
    if (!table.column(needed)) return fail(table.name + ": needs a column `" + std::string(needed) + "`");
  std::vector<Column> columns;
  for (std::size_t i = 0; i < table.header.size(); ++i) {
    const std::string& heading = table.header[i];
    if (heading == "tracking_id" || heading == "addressee" || is_form_field(heading)) columns.push_back({i, heading});
  }
  return columns;
}

bool is_control(unsigned char c) {
  return (c < 0x20 && c != '\n' && c != '\r' && c != '\t') || c == 0x7f;
}

/// Old exports carry stray control characters, which the service refuses; nobody has ever seen them, so a space loses
/// nothing.
void replace_controls(std::string& text) {
  std::replace_if(
      text.begin(), text.end(), [](char c) { return is_control(static_cast<unsigned char>(c)); }, ' ');
}

void fill_body(ImportRow& row, Form form, const Form& defaults, const AddresseeMatcher& matcher) {
  const std::string addressee = form["addressee"];
  form.erase("addressee");
  row.has_addressee = !addressee.empty();
  if (row.has_addressee)
    if (const auto slug = matcher.match(addressee)) {
      row.is_matched = true;
      form.emplace("institution", *slug);
    }
  for (const auto& [field, value] : defaults) form.emplace(field, value);
  if (auto body = to_json(form))
    row.body = std::move(*body);
  else
    row.problem = body.error();
}

ImportRow read_row(const config::CsvRow& source, const std::vector<Column>& columns, const Form& defaults,
                   const AddresseeMatcher& matcher) {
  Form form;
  for (const Column& column : columns)
    if (const std::string& value = source.fields[column.place]; !value.empty()) form.emplace(column.heading, value);
  ImportRow row;
  row.line = source.line;
  row.tracking_id = form["tracking_id"];
  row.title = form["title"];
  row.key = import_key(row.tracking_id, row.title, form["text"], defaults);
  form.erase("tracking_id");
  for (const char* field : {"title", "text"})
    if (const auto found = form.find(field); found != form.end()) replace_controls(found->second);
  fill_body(row, std::move(form), defaults, matcher);
  return row;
}

}  // namespace

std::string import_key(std::string_view tracking_id, std::string_view title, std::string_view text,
                       const Form& defaults) {
  crypto_generichash_state hash{};
  crypto_generichash_init(&hash, nullptr, 0, key_bytes);
  for (std::string_view part : {std::string_view("lapor import 1"), tracking_id, title, text}) add_part(hash, part);
  for (const auto& [field, value] : defaults) {
    add_part(hash, field);
    add_part(hash, value);
  }
  std::array<unsigned char, key_bytes> bytes{};
  crypto_generichash_final(&hash, bytes.data(), bytes.size());
  return "import-" + to_hexadecimal(bytes);
}

Result<std::vector<ImportRow>, std::string> read_rows(const config::CsvTable& table, const Form& defaults,
                                                      const AddresseeMatcher& matcher) {
  const auto columns = known_columns(table);
  if (!columns) return fail(columns.error());
  if (!table.column("occurred_on") && !defaults.contains("occurred_on"))
    return fail(table.name + ": has no column `occurred_on`; give the date of the incidents with --occurred-on");
  std::vector<ImportRow> rows;
  rows.reserve(table.rows.size());
  for (const config::CsvRow& source : table.rows) rows.push_back(read_row(source, *columns, defaults, matcher));
  return rows;
}

}  // namespace lapor::tools
