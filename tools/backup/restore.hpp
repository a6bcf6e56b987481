#pragma once

#include <filesystem>
#include <string>

namespace lapor::backup {

/// What `lapor restore` was told. Relative paths are taken from the working folder.
struct RestoreOptions {
  std::filesystem::path from;             // folder of the backup
  std::filesystem::path keys_from;        // folder of its data keys
  std::filesystem::path to;               // data folder to be made: must not exist, or be empty
  std::string at;                         // RFC 3339, or a position; empty: all of the backup
  std::filesystem::path key_file;         // master key; empty: `TO.master-key`
  std::filesystem::path log_key_file;     // the log's keys; empty: `TO.log-key`
  std::filesystem::path checkpoint_file;  // where the published checkpoint is to lie; empty: `TO.checkpoint`
  std::string reference;                  // folder of the reference data; empty: where the program finds it
};

/// `lapor restore`: makes a data folder of a backup: the records, held against the signed checkpoint, and all that
/// follows from them. Keys of erased streams are not written back, also when the folder is restored to a time before
/// the erasure; then the erasures stand behind its records. Until it has ended there is no folder `to`. Exit code 0, or
/// 1 with the reason.
[[nodiscard]] int restore(const RestoreOptions& options);

}  // namespace lapor::backup
