#include "storage/journal_tiles.hpp"

#include <utility>

namespace lapor::storage {

namespace {

using proof::Fault;
using proof::FaultKind;
using Hashes = std::vector<proof::Hash>;

std::string name_of(std::uint8_t level, std::uint64_t index) {
  return "tile " + proof::path_of({level, index, proof::tile_width});
}

Result<Hashes, Fault> full_tile(const Journal& journal, std::uint8_t level, std::uint64_t index) {
  auto tile = journal.tile(level, index);
  if (!tile) return fail(Fault{FaultKind::altered, tile.error().what});
  if (!*tile)
    return fail(Fault{FaultKind::truncated, "The journal lacks " + name_of(level, index) + "; restore a backup."});
  return std::move(**tile);
}

}  // namespace

proof::ReadTile tiles_of(const Journal& journal, std::shared_ptr<const proof::MerkleTree> edge) {
  return [&journal, edge = std::move(edge)](std::uint8_t level, std::uint64_t index,
                                            std::size_t width) -> Result<Hashes, Fault> {
    if (proof::width_in_tree(edge->size(), level, index) < width)
      return fail(Fault{FaultKind::beyond_tree, "The log has no such width of " + name_of(level, index) + "."});
    const bool is_full = proof::width_in_tree(edge->size(), level, index) == proof::tile_width;
    auto hashes = is_full ? full_tile(journal, level, index) : edge->partial_tiles()[level];
    if (hashes) hashes->resize(width);
    return hashes;
  };
}

proof::TiledTree tiled_tree(const Journal& journal, std::shared_ptr<const proof::MerkleTree> edge) {
  const auto size = edge->size();
  return {size, tiles_of(journal, std::move(edge))};
}

}  // namespace lapor::storage
