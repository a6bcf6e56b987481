#pragma once

#include <filesystem>
#include <iosfwd>
#include <string>

namespace lapor::tools {

struct CheckFolderOptions {
  std::filesystem::path data{"data"};
  std::filesystem::path key_file;         // master key; empty: the default place, if there is one
  std::filesystem::path log_key_file;     // empty: the default place
  std::filesystem::path checkpoint_file;  // empty: the default place
  std::string reference;                  // folder of the reference data; empty: where the program finds it
  bool facts_only{};                      // look at nothing that needs the master key
};

/// `lapor check`: reads a data folder that no server has open, whole, and tells of everything that is not as it was
/// written: what, where, what to do. Changes nothing. 0: nothing found; 1: findings; 2: it could not be checked (a
/// server has it open, say).
[[nodiscard]] int check_folder(const CheckFolderOptions& options);

}  // namespace lapor::tools
