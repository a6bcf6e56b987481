#pragma once

#include <cstdint>
#include <filesystem>

namespace lapor::backup {

struct BackupOptions {
  std::filesystem::path data{"data"};
  std::filesystem::path to;
  std::filesystem::path keys_to;
  std::uint32_t keep_keys_days{30};       // generations of data keys that a newer one has replaced
  std::filesystem::path log_key_file;     // empty: the default place; when there is none, signatures are not looked at
  std::filesystem::path checkpoint_file;  // empty: the default place
};

/// `lapor backup`: brings a backup of a data folder up to its last published checkpoint, also beside a running server:
/// what is there already is not read again. Everything that was written is read again and held against the checkpoint.
/// Until it has ended the former backup stays usable. Exit code 0, or 1 with the reason.
[[nodiscard]] int back_up(const BackupOptions& options);

}  // namespace lapor::backup
