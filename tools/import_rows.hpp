#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "config/csv.hpp"
#include "events/result.hpp"
#include "tools/addressee.hpp"
#include "tools/form.hpp"

namespace lapor::tools {

/// One row of the file, ready to be sent. `problem` is set instead of `body` when the row cannot be said in JSON.
struct ImportRow {
  std::size_t line{};
  std::string tracking_id;
  std::string title;
  std::string body;
  std::string key;
  std::string problem;
  bool has_addressee{};
  bool is_matched{};
};

/// Reads the rows of a table with the columns title, text, and optionally tracking_id, addressee and those of the form.
/// `defaults` fills what a row leaves empty. An addressee counts only where the row names no institution itself. The
/// error names the column that is missing or unknown.
[[nodiscard]] Result<std::vector<ImportRow>, std::string> read_rows(const config::CsvTable& table, const Form& defaults,
                                                                    const AddresseeMatcher& matcher);

/// The Idempotency-Key of a row: BLAKE2b over its own tracking id, title and text and over the defaults, never over its
/// place, so that the same report has the same key in whatever file it comes and however often.
[[nodiscard]] std::string import_key(std::string_view tracking_id, std::string_view title, std::string_view text,
                                     const Form& defaults);

}  // namespace lapor::tools
