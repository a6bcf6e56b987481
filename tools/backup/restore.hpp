#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

namespace lapor::backup {

struct RestoreOptions {
  std::filesystem::path from;
  std::filesystem::path keys_from;
  std::filesystem::path to;               // must not exist, or be empty
  std::string at;                         // RFC 3339, or a position; empty: all of the backup
  std::filesystem::path key_file;         // master key; empty: the default place beside `to`
  std::filesystem::path log_key_file;     // empty: the default place beside `to`
  std::filesystem::path checkpoint_file;  // empty: the default place beside `to`
  std::string reference;                  // folder of the reference data; empty: where the program finds it
};

/// `lapor restore`: makes a data folder of a backup: the records, held against the signed checkpoint, and all that
/// follows from them. Keys of erased streams are not written back, also when the folder is restored to a time before
/// the erasure; then the erasures stand behind its records. Until it has ended there is no folder `to`. Exit code 0, or
/// 1 with the reason.
[[nodiscard]] int restore(const RestoreOptions& options);

}  // namespace lapor::backup
