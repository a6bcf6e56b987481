#include "config/csv.hpp"

#include <algorithm>
#include <utility>

#include "config/message.hpp"
#include "config/text_file.hpp"
#include "config/utf8.hpp"

namespace lapor::config {

namespace {

constexpr std::string_view byte_order_mark{"\xEF\xBB\xBF"};

/// Walks over the text once. After a failure `problem` says why, and nothing else may be asked.
class Reader {
 public:
  explicit Reader(std::string_view text) : text_{text} {}

  /// The next record that is not an empty line; nothing at the end and after a failure.
  std::optional<CsvRow> next() {
    while (problem.empty() && skip_line_break()) {
    }
    if (!problem.empty() || at_end()) return std::nullopt;
    CsvRow row{line_, {}};
    do row.fields.push_back(field());
    while (problem.empty() && skip(','));
    if (problem.empty()) end_record();
    if (!problem.empty()) return std::nullopt;
    return row;
  }

  std::size_t problem_line{};
  std::string problem;

 private:
  [[nodiscard]] bool at_end() const { return offset_ == text_.size(); }

  bool skip(char wanted) {
    if (at_end() || text_[offset_] != wanted) return false;
    ++offset_;
    return true;
  }

  bool skip_line_break() {
    const bool returned = skip('\r');
    if (skip('\n')) {
      ++line_;
      return true;
    }
    if (returned) refuse("a carriage return without a line feed", "save the file with LF or CRLF line ends");
    return false;
  }

  void end_record() {
    const bool ended = at_end() || skip_line_break();
    if (!ended && problem.empty()) refuse("text after a closing quote", "double the quote");
  }

  std::string field() { return skip('"') ? quoted_field() : plain_field(); }

  std::string plain_field() {
    const auto end = std::min(text_.find_first_of(",\"\r\n", offset_), text_.size());
    std::string value{text_.substr(offset_, end - offset_)};
    offset_ = end;
    if (!at_end() && text_[offset_] == '"') refuse("a quote inside a plain field", "quote the whole field");
    return value;
  }

  std::string quoted_field() {
    const auto opened_on = line_;
    std::string value;
    while (true) {
      const auto quote = text_.find('"', offset_);
      if (quote == std::string_view::npos) return refuse_unclosed(opened_on);
      const auto part = text_.substr(offset_, quote - offset_);
      value += part;
      line_ += static_cast<std::size_t>(std::count(part.begin(), part.end(), '\n'));
      offset_ = quote + 1;
      if (!skip('"')) return value;
      value += '"';
    }
  }

  std::string refuse_unclosed(std::size_t opened_on) {
    line_ = opened_on;
    refuse("a quoted field that never ends", "close its quote");
    return {};
  }

  void refuse(std::string_view what, std::string_view remedy) {
    problem_line = line_;
    problem = std::string{what} + "; " + std::string{remedy};
  }

  std::string_view text_;
  std::size_t offset_{0};
  std::size_t line_{1};
};

std::string wrong_width(const CsvTable& table, const CsvRow& row) {
  return at_line(table.name, row.line,
                 "has " + std::to_string(row.fields.size()) + " fields where the header has " +
                     std::to_string(table.header.size()) + "; quote fields that contain a comma");
}

/// The first heading that is empty or stands a second time.
std::optional<std::string> bad_heading(const std::vector<std::string>& header) {
  for (auto heading = header.begin(); heading != header.end(); ++heading)
    if (heading->empty() || std::find(header.begin(), heading, *heading) != heading) return *heading;
  return std::nullopt;
}

Result<CsvTable, std::string> read_rows(Reader reader, std::string_view name) {
  CsvTable table{std::string{name}, {}, {}};
  while (auto row = reader.next()) {
    if (table.header.empty()) {
      if (const auto bad = bad_heading(row->fields))
        return fail(
            at_line(name, row->line, "the heading `" + *bad + "` is empty or repeated; name every column once"));
      table.header = std::move(row->fields);
    } else {
      if (row->fields.size() != table.header.size()) return fail(wrong_width(table, *row));
      table.rows.push_back(std::move(*row));
    }
  }
  if (!reader.problem.empty()) return fail(at_line(name, reader.problem_line, reader.problem));
  if (table.header.empty()) return fail(at_line(name, 1, "is empty; the first line must name the columns"));
  return table;
}

}  // namespace

std::optional<std::size_t> CsvTable::column(std::string_view heading) const {
  const auto found = std::find(header.begin(), header.end(), heading);
  if (found == header.end()) return std::nullopt;
  return static_cast<std::size_t>(found - header.begin());
}

std::string CsvTable::missing_column(std::string_view heading) const {
  return at_line(name, 1, "has no column `" + std::string{heading} + "`; add it to the header and to every row");
}

Result<CsvTable, std::string> parse_csv(std::string_view text, std::string_view name) {
  if (const auto invalid = first_invalid_utf8(text)) {
    const auto breaks = std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(*invalid), '\n');
    return fail(at_line(name, static_cast<std::size_t>(breaks) + 1, "is not valid UTF-8; save the file as UTF-8"));
  }
  if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  return read_rows(Reader{text}, name);
}

Result<CsvTable, std::string> load_csv(const std::filesystem::path& file) {
  const auto text = read_text_file(file);
  if (!text) return fail(text.error());
  return parse_csv(*text, file.string());
}

}  // namespace lapor::config
