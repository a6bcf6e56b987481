#pragma once

#include <filesystem>
#include <ostream>
#include <string>

#include "events/result.hpp"

namespace lapor::tools {

struct RebuildOptions {
  std::filesystem::path data{"data"};
  std::string key_file;   // empty: beside the data folder
  std::string reference;  // empty: as `lapor serve` finds it
};

/// `lapor rebuild`: makes the views anew from the journal, beside those in use, also while a server serves and writes.
/// The next start takes them up and folds what came meanwhile. Shows how far it is. Exit code 0, or 1 with the reason.
[[nodiscard]] int rebuild(const RebuildOptions& options);

/// Puts views that were rebuilt completely in the place of the old ones; called before they are opened. True when there
/// were any. Cut short, it goes on at the next start.
[[nodiscard]] Result<bool, std::string> take_up_rebuilt_views(const std::filesystem::path& data);

}  // namespace lapor::tools
