#pragma once

#include <filesystem>
#include <string>

#include "tools/caller_token.hpp"

namespace lapor::tools {

struct RebuildOptions {
  std::string server;  // empty: the folder itself
  TokenChoice token;
  std::filesystem::path data{"data"};
  std::string key_file;   // empty: beside the data folder
  std::string reference;  // empty: as `lapor serve` finds it
};

/// `lapor rebuild`: makes the views anew from the journal and shows how far it is. With `server` the running service
/// does it in the background and goes over to the new ones without a pause; else the folder must not be in use. Exit
/// code 0, or 1 with the reason.
[[nodiscard]] int rebuild(const RebuildOptions& options);

}  // namespace lapor::tools
