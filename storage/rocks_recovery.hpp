#pragma once

#include "events/identifiers.hpp"
#include "events/result.hpp"
#include "storage/proof/merkle.hpp"
#include "storage/rocks_database.hpp"

namespace lapor::storage {

/// Where the journal ends: what the next record builds on.
struct JournalEnd {
  Position last_position{};
  ReportId last_report{before_first_report};
  proof::MerkleTree tree;
};

/// Reads the end of the journal and rebuilds the tree's right edge from tiles and the last records. `corrupt` when the
/// result is not the root that was stored with the last batch.
[[nodiscard]] Result<JournalEnd, Error> recover_end(const RocksDatabase& database);

/// What a folder keeps of its master key, so that another one is noticed at the start.
[[nodiscard]] std::array<std::byte, 32> proof_of_master_key(const Vault& vault);

/// Proves that `vault` has the master key of this folder; an empty journal that may be written is given the proof.
[[nodiscard]] Result<void, Error> check_master_key(const RocksDatabase& database, const Vault& vault,
                                                   const JournalEnd& end, bool read_only);

}  // namespace lapor::storage
