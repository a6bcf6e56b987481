#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "events/directory.hpp"
#include "events/identifiers.hpp"
#include "events/time.hpp"
#include "storage/proof/checkpoint.hpp"
#include "storage/vault.hpp"
#include "tools/audit/verify/export_reader.hpp"
#include "tools/backup/backup_layout.hpp"
#include "tools/backup/restore.hpp"
#include "tools/backup/trouble.hpp"

namespace lapor::backup {

/// Where a restored journal is to end.
class EndPoint {
 public:
  /// A position, an instant of RFC 3339, or nothing for all that there is. `malformed`: it is something else.
  [[nodiscard]] static Result<EndPoint, Trouble> parse(const std::string& text);
  /// Whether this record, like all before it, is still within. To be asked of each in its order.
  [[nodiscard]] bool has(Position position, Instant at);
  [[nodiscard]] bool lies_behind(std::uint64_t size) const { return position_ && *position_ > size; }

 private:
  std::optional<std::uint64_t> position_;
  std::optional<Instant> at_;
  bool over_{};
};

/// Everything that a restore reads, opened and found to belong together; records and files are not read yet.
struct RestoreSources {
  std::filesystem::path folder;       // of the backup
  std::filesystem::path keys_folder;  // of its data keys
  storage::Vault vault;
  Rulebook rules;
  EndPoint end_point;
  BackupEnd end;
  audit::ExportReader log;
  proof::Checkpoint checkpoint;           // of the log, signed by its key
  KeyGeneration keys;                     // that belong to a log of this size
  std::filesystem::path checkpoint_file;  // where the published checkpoint is to lie
  std::optional<proof::Checkpoint> seen;  // that lies there already, of this log
};

/// `wrong_key`: a key file is missing, and the fault says for each where it is to be put, or it is another one.
/// `malformed`, `other_log`: what lies at the place of the published checkpoint cannot be read, or is of another log;
/// it is never overwritten. Else what is wrong with the copies.
[[nodiscard]] Result<RestoreSources, Trouble> open_sources(const RestoreOptions& options);

}  // namespace lapor::backup
