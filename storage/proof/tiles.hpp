#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "events/result.hpp"
#include "storage/proof/fault.hpp"
#include "storage/proof/merkle.hpp"

/// The tree as others read it: tiles by path (C2SP tlog-tiles) and the proofs that follow from them.
namespace lapor::proof {

/// One tile, or one bundle of records. `width` below 256: the partial one at a tree's right edge.
struct TileId {
  std::optional<std::uint8_t> level;  // 0 to 63; none: a bundle of entries
  std::uint64_t index{};
  std::size_t width{tile_width};
  bool operator==(const TileId&) const = default;
};

/// The path behind `/tile/`: `0/x001/x234/067`, `1/000.p/17`, `entries/x001/234`.
[[nodiscard]] std::string path_of(const TileId& tile);
/// Nothing unless it is exactly what `path_of` would write.
[[nodiscard]] std::optional<TileId> tile_from(std::string_view path);

/// How wide the tile is in a tree of `size` leaves: 256, less at the right edge, 0 when it has nothing yet.
[[nodiscard]] std::size_t width_in_tree(std::uint64_t size, std::uint8_t level, std::uint64_t index);

/// Every tile of a tree of `size` leaves, levels ascending, then indexes; partial ones included.
[[nodiscard]] std::vector<TileId> tiles_of_tree(std::uint64_t size);

/// The first `width` hashes of a tile, from wherever they lie; `truncated` when they are not there.
using ReadTile =
    std::function<Result<std::vector<Hash>, Fault>(std::uint8_t level, std::uint64_t index, std::size_t width)>;

using Hashes = std::vector<Hash>;

/// Roots and proofs from tiles. Reads at most one tile a level for each edge of what is asked for. `known` is the size
/// for which `read` has tiles; every function refuses what lies beyond it (`beyond_tree`). Not for concurrent use.
class TiledTree {
 public:
  TiledTree(std::uint64_t known, ReadTile read) : known_(known), read_(std::move(read)) {}

  [[nodiscard]] std::uint64_t size() const { return known_; }
  /// RFC 6962 root of the first `size` leaves.
  [[nodiscard]] Result<Hash, Fault> root(std::uint64_t size) const;
  /// RFC 6962 section 2.1.1: leaf number `index` (from 0) in the tree of `size` leaves.
  [[nodiscard]] Result<Hashes, Fault> inclusion(std::uint64_t index, std::uint64_t size) const;
  /// RFC 6962 section 2.1.2: the tree of `first` leaves is a prefix of that of `second`. Empty when `first` is 0.
  [[nodiscard]] Result<Hashes, Fault> consistency(std::uint64_t first, std::uint64_t second) const;

 private:
  std::uint64_t known_;
  ReadTile read_;
};

}  // namespace lapor::proof
