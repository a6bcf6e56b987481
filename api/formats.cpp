#include "api/formats.hpp"

#include <boost/json.hpp>
#include <charconv>

namespace lapor::api {
namespace {

namespace json = boost::json;

constexpr std::string_view line_end = "\r\n";

/// What spreadsheets begin a formula with, and the white space that they skip before one.
constexpr std::string_view formula_signs = "=+-@\t\r\n";

std::string as_cell(std::string_view text) {
  std::string cell;
  if (!text.empty() && formula_signs.find(text.front()) != std::string_view::npos) cell += '\'';
  cell += text;
  if (cell.find_first_of(",;\"\r\n") == std::string::npos) return cell;
  std::string quoted = "\"";
  for (const char character : cell) {
    if (character == '"') quoted += '"';
    quoted += character;
  }
  return quoted + '"';
}

const json::value* find_member(const json::value& item, std::string_view path) {
  const json::value* value = &item;
  while (!path.empty() && value != nullptr) {
    const std::string_view name = path.substr(0, path.find('.'));
    path.remove_prefix(std::min(path.size(), name.size() + 1));
    const json::object* object = value->if_object();
    value = object == nullptr ? nullptr : object->if_contains(name);
  }
  return value;
}

std::string joined(const json::array& values) {
  std::string text;
  for (const json::value& value : values) {
    if (!text.empty()) text += "; ";
    text += value.is_string() ? std::string(value.get_string()) : json::serialize(value);
  }
  return text;
}

std::string number_text(double number) {
  char text[32];
  const auto end = std::to_chars(text, text + sizeof text, number).ptr;
  return {text, end};
}

/// Numbers and truths are not texts: a minus in front of them is no formula.
std::string cell_of(const json::value* value) {
  if (value == nullptr || value->is_null()) return "";
  if (value->is_string()) return as_cell(value->get_string());
  if (value->is_array()) return as_cell(joined(value->get_array()));
  if (value->is_double()) return number_text(value->get_double());
  return json::serialize(*value);
}

}  // namespace

std::string_view content_type_of(Format format) {
  switch (format) {
    case Format::json:
      return "application/json";
    case Format::csv:
      return "text/csv; charset=utf-8";
    case Format::ndjson:
      return "application/x-ndjson";
    case Format::geojson:
      return "application/geo+json";
  }
  return "application/json";
}

Format accepted_format(const http::Request& request) {
  const std::string_view accept = request.header("accept");
  std::size_t first = std::string_view::npos;
  Format chosen = Format::json;
  for (const Format format : {Format::json, Format::csv, Format::ndjson, Format::geojson}) {
    const std::string_view type = content_type_of(format);
    const std::size_t at = accept.find(type.substr(0, type.find(';')));
    if (at >= first) continue;
    first = at;
    chosen = format;
  }
  return chosen;
}

std::string csv_head(Columns columns) {
  std::string line;
  for (const std::string_view column : columns) line.append(line.empty() ? "" : ",").append(column);
  return line.append(line_end);
}

std::string csv_line(Columns columns, const json::value& item) {
  std::string line;
  bool first = true;
  for (const std::string_view column : columns) {
    if (!std::exchange(first, false)) line += ',';
    line += cell_of(find_member(item, column));
  }
  return line.append(line_end);
}

std::string geojson_feature(std::string_view item) {
  const json::value parsed = json::parse(item);
  const json::value* latitude = find_member(parsed, "place.lat");
  const json::value* longitude = find_member(parsed, "place.lng");
  if (latitude == nullptr || longitude == nullptr || !latitude->is_number() || !longitude->is_number()) return "";
  std::string feature = R"({"type":"Feature","geometry":{"type":"Point","coordinates":[)";
  feature += number_text(longitude->to_number<double>()) + ',' + number_text(latitude->to_number<double>());
  return feature.append(R"(]},"properties":)").append(item).append("}");
}

void TableWriter::begin() {
  if (format_ == Format::csv) out_ += csv_head(columns_);
  if (format_ == Format::geojson) out_ += R"({"type":"FeatureCollection","features":[)";
}

void TableWriter::item(std::string_view item) {
  switch (format_) {
    case Format::csv:
      out_ += csv_line(columns_, json::parse(item));
      break;
    case Format::geojson: {
      const std::string feature = geojson_feature(item);
      if (feature.empty()) return;
      out_.append(has_items_ ? "," : "").append(feature);
      break;
    }
    case Format::json:
    case Format::ndjson:
      out_.append(item).append("\n");
      break;
  }
  has_items_ = true;
}

void TableWriter::end() {
  if (format_ == Format::geojson) out_ += "]}";
}

std::string as_table(std::span<const std::string> items, Columns columns, Format format) {
  std::string out;
  TableWriter table(format, columns, out);
  table.begin();
  for (const std::string& item : items) table.item(item);
  table.end();
  return out;
}

}  // namespace lapor::api
