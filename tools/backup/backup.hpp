#pragma once

#include <cstdint>
#include <filesystem>

namespace lapor::backup {

/// What `lapor backup` was told. Relative paths are taken from the working folder. The folders must lie outside each
/// other.
struct BackupOptions {
  std::filesystem::path data{"data"};     // data folder; a server may have it open
  std::filesystem::path to;               // folder of the backup; made when it is not there
  std::filesystem::path keys_to;          // folder of the data keys, on another medium; made when it is not there
  std::uint32_t keep_keys_days{30};       // days for which a generation of keys is kept behind the next one
  bool verify{};                          // read all of the backup and of its newest keys again, not only what is new
  std::filesystem::path log_key_file;     // empty: `DATA.log-key`; when there is none, signatures are not looked at
  std::filesystem::path checkpoint_file;  // empty: `DATA.checkpoint`
};

/// `lapor backup`: brings a backup of a data folder up to its last published checkpoint, also beside a running server:
/// what is there already is not read again. Everything that was written is read again and held against the checkpoint.
/// Until it has ended the former backup stays usable. Exit code 0, or 1 with the reason.
[[nodiscard]] int back_up(const BackupOptions& options);

}  // namespace lapor::backup
