#include "tools/backup/log_check.hpp"

#include <utility>

#include "storage/proof/entry_bundle.hpp"
#include "storage/proof/tiles.hpp"

namespace lapor::backup {
namespace {

using proof::tile_height;
using proof::tile_width;

Done check_bundle(audit::ExportReader& log, std::uint64_t index, std::size_t width) {
  Bytes bundle;
  if (auto read = log.read_bundle(index, width, bundle); !read) return fail(read.error());
  const auto entries = proof::entries_of(bundle);
  if (!entries) return fail(entries.error());
  const auto leaves = log.tile(0, index, width);
  if (!leaves) return fail(leaves.error());
  if (entries->size() != width)
    return refuse(FaultKind::altered, "bundle " + std::to_string(index) + " has not all its records");
  for (std::size_t i = 0; i < width; ++i)
    if (proof::leaf_hash((*entries)[i]) != (*leaves)[i])
      return refuse(FaultKind::altered,
                    "record " + std::to_string(index * tile_width + i + 1) + " does not have its leaf's hash");
  return {};
}

/// The full tile's root is what stands for it in the tile above.
Done check_above(audit::ExportReader& log, std::uint64_t size, std::uint8_t level, std::uint64_t index) {
  const auto tile = log.tile(level, index, tile_width);
  if (!tile) return fail(tile.error());
  const auto above = static_cast<std::uint8_t>(level + 1);
  const auto width = proof::width_in_tree(size, above, index / tile_width);
  const auto hashes = log.tile(above, index / tile_width, width);
  if (!hashes) return fail(hashes.error());
  if (proof::perfect_root(*tile) != (*hashes)[index % tile_width])
    return refuse(FaultKind::altered, "tile " + std::to_string(index) + " of level " + std::to_string(level) +
                                          " does not give the hash above it");
  return {};
}

}  // namespace

Done check_log(audit::ExportReader& log, const proof::Checkpoint& checkpoint, std::uint64_t first) {
  const auto size = checkpoint.size;
  for (auto index = first / tile_width; index * tile_width < size; ++index)
    if (auto checked = check_bundle(log, index, proof::width_in_tree(size, 0, index)); !checked) return checked;
  for (std::uint8_t level = 0; (size >> (tile_height * (level + 1u))) > 0; ++level) {
    const auto full = size >> (tile_height * (level + 1u));
    for (auto index = first >> (tile_height * (level + 1u)); index < full; ++index)
      if (auto checked = check_above(log, size, level, index); !checked) return checked;
  }
  const auto root = proof::TiledTree{size, audit::tiles_of(log)}.root(size);
  if (!root) return fail(root.error());
  if (*root != checkpoint.root) return refuse(FaultKind::altered, "the tiles do not give the root of the checkpoint");
  return {};
}

}  // namespace lapor::backup
