#pragma once

#include <optional>
#include <string>
#include <vector>

#include "actors/engine.hpp"
#include "storage/journal.hpp"
#include "storage/vault.hpp"

namespace lapor::actors {

/// A report's past, opened and folded. `key` is absent when there is no past or the key is destroyed.
struct Past {
  ReportState state;
  std::optional<storage::Key> key;
  std::vector<PlacedRecord> records;  // only when they were wished for
};

/// Why a past cannot be folded. `snapshot_only`: the records may well be fine, load them from the first on.
struct Unreadable {
  std::string what;
  bool snapshot_only{};
};

enum class Keep { state, records };

/// Folds what the journal gave for `stream`, up to and with `last` when given. Pure but for the vault's arithmetic.
[[nodiscard]] Result<Past, Unreadable> open_past(const storage::StreamHistory& history, Stream stream,
                                                 const storage::Vault& vault, Keep keep,
                                                 std::optional<Position> last = std::nullopt);

}  // namespace lapor::actors
