#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "storage/proof/merkle.hpp"
#include "storage/proof/tiles.hpp"

namespace lapor::proof::test {

inline BytesView bytes_of(std::string_view text) {
  return std::as_bytes(std::span{text});
}

/// Hashes of so many different records.
inline std::vector<Hash> leaves(std::size_t count) {
  std::vector<Hash> result;
  for (std::size_t i = 0; i < count; ++i) result.push_back(leaf_hash(bytes_of("leaf " + std::to_string(i))));
  return result;
}

/// The tiles of a tree, in memory, as a store would have them: full ones and those of the right edge.
class SampleTiles {
 public:
  explicit SampleTiles(std::span<const Hash> all) {
    MerkleTree tree;
    std::vector<Tile> full;
    for (const Hash& leaf : all) tree.append(leaf, full);
    for (Tile& tile : full) tiles_[{tile.level, tile.index}] = std::move(tile.hashes);
    const auto& partial = tree.partial_tiles();
    for (std::size_t level = 0; level < partial.size(); ++level) {
      const auto index = (all.size() >> (tile_height * level)) / tile_width;
      if (!partial[level].empty()) tiles_[{static_cast<std::uint8_t>(level), index}] = partial[level];
    }
  }

  [[nodiscard]] Result<std::vector<Hash>, Fault> read(std::uint8_t level, std::uint64_t index, std::size_t width) {
    ++reads_[{level, index}];
    const auto tile = tiles_.find({level, index});
    if (tile == tiles_.end() || tile->second.size() < width) return fail(Fault{FaultKind::truncated, "no such tile"});
    return std::vector<Hash>{tile->second.begin(), tile->second.begin() + static_cast<std::ptrdiff_t>(width)};
  }

  [[nodiscard]] ReadTile reader() {
    return [this](std::uint8_t level, std::uint64_t index, std::size_t width) { return read(level, index, width); };
  }

  /// How often the tile was read that was read most since the last call, and how many were.
  struct Reads {
    std::size_t most{};
    std::size_t tiles{};
  };
  Reads take_reads() {
    Reads result{0, reads_.size()};
    for (const auto& [place, count] : reads_) result.most = std::max(result.most, count);
    reads_.clear();
    return result;
  }

  [[nodiscard]] const std::map<std::pair<std::uint8_t, std::uint64_t>, std::vector<Hash>>& all() const {
    return tiles_;
  }

 private:
  std::map<std::pair<std::uint8_t, std::uint64_t>, std::vector<Hash>> tiles_;
  std::map<std::pair<std::uint8_t, std::uint64_t>, std::size_t> reads_;
};

}  // namespace lapor::proof::test
