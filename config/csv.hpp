#pragma once

#include <array>
#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "events/result.hpp"

namespace lapor::config {

/// One record. `line` is where it begins in the file, counted from 1.
struct CsvRow {
  std::size_t line{};
  std::vector<std::string> fields;
};

/// A CSV file with a header. Every row has as many fields as the header. Owns all its text.
struct CsvTable {
  std::string name;
  std::vector<std::string> header;
  std::vector<CsvRow> rows;

  /// Place of the column with this heading.
  [[nodiscard]] std::optional<std::size_t> column(std::string_view heading) const;

  /// Places of several columns at once; the error names the file and the first heading that is missing.
  template <std::size_t N>
  [[nodiscard]] Result<std::array<std::size_t, N>, std::string> columns(
      const std::array<std::string_view, N>& headings) const {
    std::array<std::size_t, N> places{};
    for (std::size_t i = 0; i < N; ++i) {
      const auto place = column(headings[i]);
      if (!place) return fail(missing_column(headings[i]));
      places[i] = *place;
    }
    return places;
  }

 private:
  [[nodiscard]] std::string missing_column(std::string_view heading) const;
};

/// Parses RFC 4180 text: comma, `"` quoting with `""` for a quote, line breaks inside quotes, CRLF or LF, with or
/// without a byte order mark, with or without a last line break. Empty lines are passed over. Refused, with `name`,
/// line and remedy: invalid UTF-8, no header, a heading twice or empty, a row of another width, a stray or an unclosed
/// quote, a lone CR.
[[nodiscard]] Result<CsvTable, std::string> parse_csv(std::string_view text, std::string_view name);

/// Reads and parses `file`; messages call it by its full path.
[[nodiscard]] Result<CsvTable, std::string> load_csv(const std::filesystem::path& file);

}  // namespace lapor::config
