#pragma once

#include <boost/json/fwd.hpp>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "api/http/message.hpp"
#include "events/vocabulary.hpp"

namespace lapor::api {

/// How a list or a table is written.
enum class Format : std::uint8_t { json, csv, ndjson, geojson };

}  // namespace lapor::api

namespace lapor {

template <>
inline constexpr auto words<api::Format> = std::to_array<Word<api::Format>>({
    {api::Format::json, "json"},
    {api::Format::csv, "csv"},
    {api::Format::ndjson, "ndjson"},
    {api::Format::geojson, "geojson"},
});

}  // namespace lapor

namespace lapor::api {

[[nodiscard]] std::string_view content_type_of(Format format);

/// The first of ours that `Accept` names; JSON when it names none.
[[nodiscard]] Format accepted_format(const http::Request& request);

/// The columns of a table: names of members of its items, dots going into objects.
using Columns = std::span<const std::string_view>;

/// RFC 4180, UTF-8, each line with its CRLF. A text that a spreadsheet would take for a formula gets an apostrophe in
/// front of it (OWASP, CSV injection); lists are joined with "; "; null and absent members are empty.
[[nodiscard]] std::string csv_head(Columns columns);
[[nodiscard]] std::string csv_line(Columns columns, const boost::json::value& item);

/// RFC 7946: the item as a Feature whose point is the item's `place`; empty when it has no point.
[[nodiscard]] std::string geojson_feature(std::string_view item);

/// A whole table of items, each one JSON object.
[[nodiscard]] std::string as_table(std::span<const std::string> items, Columns columns, Format format);

/// Items one after another in one format: what comes first, between and last is written as the format wants it.
class TableWriter {
 public:
  TableWriter(Format format, Columns columns, std::string& out) : format_(format), columns_(columns), out_(out) {}

  void begin();
  /// One JSON object. With `geojson` an item without a point is left out.
  void item(std::string_view json);
  void end();

  /// Items written so far, for a table that is written in several goes: give it to the next writer.
  [[nodiscard]] bool has_items() const { return has_items_; }
  void continues(bool has_items) { has_items_ = has_items; }

 private:
  const Format format_;
  const Columns columns_;
  std::string& out_;
  bool has_items_{};
};

}  // namespace lapor::api
