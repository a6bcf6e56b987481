#pragma once

#include "storage/journal_entries.hpp"
#include "storage/proof/checkpoint.hpp"
#include "storage/proof/tiles.hpp"

/// The log of a journal that is read entry by entry, also beside the server that writes it.
namespace lapor::storage {

/// Its tiles: full ones as they were stored, those at the right edge made of what is below them. `entries` must outlive
/// what is returned. Reading one at the edge takes up to 255 reads of tiles or records.
[[nodiscard]] proof::ReadTile tiles_of(const JournalEntries& entries);

/// Whether these records continue a checkpoint. `beyond_tree`: they end before it; `forked`: they are others;
/// `altered`, `truncated`: their own tree is damaged.
[[nodiscard]] Result<void, proof::Fault> check_continues(const JournalEntries& entries,
                                                         const proof::Checkpoint& published);

}  // namespace lapor::storage
