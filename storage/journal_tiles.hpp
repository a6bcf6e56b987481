#pragma once

#include <memory>

#include "storage/journal.hpp"
#include "storage/proof/tiles.hpp"

namespace lapor::storage {

/// The tiles of a journal as of `edge`, a tree that it had: full ones from the store, those at the right edge from
/// `edge` itself. The journal must outlive what is returned; reading blocks for a point read a tile.
[[nodiscard]] proof::ReadTile tiles_of(const Journal& journal, std::shared_ptr<const proof::MerkleTree> edge);

/// Roots and proofs of the journal as of `edge`.
[[nodiscard]] proof::TiledTree tiled_tree(const Journal& journal, std::shared_ptr<const proof::MerkleTree> edge);

}  // namespace lapor::storage
