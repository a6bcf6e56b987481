#pragma once

#include <cstdint>
#include <functional>
#include <optional>

#include "events/result.hpp"
#include "storage/check/damage.hpp"
#include "storage/journal_entries.hpp"
#include "storage/proof/merkle.hpp"

namespace lapor::storage {

/// What one walk over all records has found out.
struct RecordCheck {
  std::uint64_t records{};                  // that follow each other from position 1 on
  std::uint64_t streams{};                  // histories that begin in them
  std::optional<proof::Hash> root_at_size;  // of the first `RecordCheckOptions::size` records, when there are as many
};

/// What a walk is to look for besides, and whom to tell how far it is.
struct RecordCheckOptions {
  std::uint64_t size{};                             // records of the checkpoint that was published; 0: none
  std::function<void(std::uint64_t done)> advance;  // told of the records so far, now and then; may be empty
};

/// Holds all records against the tree (tiles of every level, the head) and against the index of streams, which must
/// have exactly their versions and positions; and `requests` and `tree` against the journal's length. Tells at most 20
/// damages of a kind. Memory does not depend on the number of records.
[[nodiscard]] RecordCheck check_records(const JournalEntries& entries, const RecordCheckOptions& options,
                                        const TellDamage& tell);

}  // namespace lapor::storage
