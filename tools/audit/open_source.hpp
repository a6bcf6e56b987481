#pragma once

#include <memory>
#include <string>

#include "tools/audit/verify/life_page.hpp"
#include "tools/audit/verify/log_source.hpp"
#include "tools/caller_token.hpp"

namespace lapor::audit {

/// Which log is meant: exactly one of a folder of an export, a data folder and a server.
struct SourceChoice {
  std::string exported;
  std::string data;
  std::string checkpoint_file;  // of a data folder; empty: the one beside it
  std::string key_file;         // of a data folder, for its texts; empty: facts only
  std::string server;
  tools::TokenChoice token;
};

/// Usage: none or several are given. Trouble: that one cannot be opened.
struct NoSource {
  bool is_usage{};
  std::string what;
};

[[nodiscard]] Result<std::unique_ptr<LogSource>, NoSource> open_source(const SourceChoice& choice);

/// How the reports of a source are read: with their texts when it is a data folder whose key is given.
[[nodiscard]] Result<ReadReport, NoSource> reader_for(const SourceChoice& choice, LogSource& source, ReportId report);

}  // namespace lapor::audit
