#pragma once

#include <chrono>
#include <cstddef>
#include <string>

#include "tools/caller_token.hpp"
#include "tools/form.hpp"

namespace lapor::tools {

struct ImportOptions {
  std::string file;
  std::string server{"http://127.0.0.1:8080"};
  TokenChoice token;
  Form defaults;  // what a row leaves empty
  std::string reference_folder;
  std::string refused_file;
  std::size_t connections{8};
  std::chrono::seconds patience{60};
};

/// `lapor import`: files every row of a CSV file as a report, over several connections. Each row carries a key made of
/// its content, so that a second run, after whatever crash, files only what is missing. Exit code 0: all rows are
/// filed; 1: some were refused (listed in `refused_file`); 2: it could not be done or finished, run it again.
[[nodiscard]] int import_file(const ImportOptions& options);

}  // namespace lapor::tools
