#include "tools/audit/verify/vouched_tiles.hpp"

namespace lapor::audit {

using proof::Fault;
using proof::FaultKind;

VouchedTiles::VouchedTiles(LogSource& source, const proof::Checkpoint& checkpoint, Objections& objections)
    : source_(source), objections_(objections), size_(checkpoint.size), root_stands_(check_root(checkpoint)) {}

bool VouchedTiles::check_root(const proof::Checkpoint& checkpoint) {
  const auto remember = [this](std::uint8_t level, std::uint64_t index, std::size_t width) {
    return edge_.emplace(std::pair{level, index}, source_.tile(level, index, width)).first->second;
  };
  const auto root = proof::TiledTree(size_, remember).root(size_);
  if (!root) {
    objections_.add(objection_from(root.error()));
    return false;
  }
  if (*root == checkpoint.root) return true;
  objections_.add(objection_from(
      Fault{FaultKind::altered, "the tiles at the right edge of the tree do not give the root that was signed"}));
  return false;
}

const StandingTile& VouchedTiles::get(std::uint8_t level, std::uint64_t index) {
  auto& current = current_.at(level);
  if (!current || current->index != index) current = load(level, index);
  return *current;
}

/// From the right edge as it was when it gave the root; what is not in it from the source.
VouchedTiles::Read VouchedTiles::read(std::uint8_t level, std::uint64_t index) {
  if (const auto known = edge_.find({level, index}); known != edge_.end()) return known->second;
  return source_.tile(level, index, proof::width_in_tree(size_, level, index));
}

StandingTile VouchedTiles::load(std::uint8_t level, std::uint64_t index) {
  StandingTile tile{index, Standing::missing, {}, {}};
  const auto width = proof::width_in_tree(size_, level, index);
  auto hashes = read(level, index);
  ++tiles_read_;
  if (hashes) {
    tile.hashes = std::move(*hashes);
    tile.standing = root_stands_ ? Standing::vouched : Standing::unknown;
  } else {
    objections_.add(objection_from(hashes.error()));
  }
  if (width == proof::tile_width) hold_against_parent(tile, level);
  all_stand_ = all_stand_ && tile.standing == Standing::vouched;
  return tile;
}

void VouchedTiles::hold_against_parent(StandingTile& tile, std::uint8_t level) {
  const auto& parent = get(static_cast<std::uint8_t>(level + 1), tile.index / proof::tile_width);
  if (parent.standing == Standing::vouched) tile.promised = parent.hashes[tile.index % proof::tile_width];
  if (tile.standing == Standing::missing) return;
  if (!tile.promised) {
    tile.standing = Standing::unknown;
  } else if (proof::perfect_root(tile.hashes) != *tile.promised) {
    tile.standing = Standing::altered;
    objections_.add(objection_from(
        Fault{FaultKind::altered, source_.place_of({level, tile.index, proof::tile_width}) +
                                      " is not the tile that the tree above it promises: the tile was altered"}));
  }
}

}  // namespace lapor::audit
