#include <algorithm>
#include <bit>
#include <map>
#include <span>
#include <utility>

#include "storage/proof/tiles.hpp"

namespace lapor::proof {

namespace {

/// The leaves `first` to `end` less one. One that the definition of RFC 6962 section 2.1 meets: `first` is a multiple
/// of every power of two that fits in.
struct Range {
  std::uint64_t first;
  std::uint64_t end;

  [[nodiscard]] std::uint64_t count() const { return end - first; }
  /// Where its tree splits: behind the largest power of two of leaves that leaves something for the right side.
  [[nodiscard]] std::uint64_t middle() const { return first + std::bit_floor(count() - 1); }
  [[nodiscard]] Range left() const { return {first, middle()}; }
  [[nodiscard]] Range right() const { return {middle(), end}; }
};

/// RFC 6962 section 2.1.1, PATH(m, D[n]): the subtrees whose roots prove a leaf, from the leaf up.
std::vector<Range> beside_leaf(std::uint64_t index, std::uint64_t size) {
  std::vector<Range> beside;
  for (Range tree{0, size}; tree.count() > 1;) {
    const bool goes_left = index < tree.middle();
    beside.push_back(goes_left ? tree.right() : tree.left());
    tree = goes_left ? tree.left() : tree.right();
  }
  std::ranges::reverse(beside);
  return beside;
}

/// RFC 6962 section 2.1.2, PROOF(m, D[n]): the subtrees whose roots prove that the first tree is a prefix.
std::vector<Range> beside_prefix(std::uint64_t first_size, std::uint64_t second_size) {
  std::vector<Range> beside;
  Range tree{0, second_size};
  while (tree.end != first_size) {
    const bool goes_left = first_size <= tree.middle();
    beside.push_back(goes_left ? tree.right() : tree.left());
    tree = goes_left ? tree.left() : tree.right();
  }
  if (tree.first != 0) beside.push_back(tree);
  std::ranges::reverse(beside);
  return beside;
}

/// The tiles of one question, each read once. The subtrees of a question have no leaf in common, so no hash within a
/// tile is made twice either.
class TileHashes {
 public:
  TileHashes(std::uint64_t size, const ReadTile& read) : size_(size), read_(read) {}

  Result<Hash, Fault> root(Range range) {
    std::vector<Hash> peaks;
    while (range.count() > 0) {
      const auto height = static_cast<unsigned>(std::bit_width(range.count())) - 1;
      auto peak = node(height, range.first >> height);
      if (!peak) return peak;
      peaks.push_back(*peak);
      range.first += std::uint64_t{1} << height;
    }
    if (peaks.empty()) return empty_root();
    Hash root = peaks.back();
    for (auto peak = std::next(peaks.rbegin()); peak != peaks.rend(); ++peak) root = node_hash(*peak, root);
    return root;
  }

  Result<Hashes, Fault> roots(const std::vector<Range>& ranges) {
    Hashes hashes;
    for (const Range range : ranges) {
      const auto hash = root(range);
      if (!hash) return fail(hash.error());
      hashes.push_back(*hash);
    }
    return hashes;
  }

 private:
  /// The root of the perfect tree of 2^height leaves, number `index` of its height.
  Result<Hash, Fault> node(unsigned height, std::uint64_t index) {
    const auto level = static_cast<std::uint8_t>(height / tile_height);
    const unsigned within = height % tile_height;
    const auto tile = this->tile(level, index >> (tile_height - within));
    if (!tile) return fail(tile.error());
    const auto start = static_cast<std::size_t>((index << within) % tile_width);
    return perfect_root(tile->subspan(start, std::size_t{1} << within));
  }

  Result<std::span<const Hash>, Fault> tile(std::uint8_t level, std::uint64_t index) {
    const auto known = tiles_.find({level, index});
    if (known != tiles_.end()) return known->second;
    const TileId id{level, index, width_in_tree(size_, level, index)};
    auto hashes = read_(level, index, id.width);
    if (!hashes) return fail(std::move(hashes.error()));
    if (hashes->size() < id.width) {
      return fail(Fault{FaultKind::truncated, "the tile " + path_of(id) + " has " + std::to_string(hashes->size()) +
                                                  " hashes of " + std::to_string(id.width) + ": copy it again"});
    }
    return tiles_.emplace(std::pair{level, index}, std::move(*hashes)).first->second;
  }

  std::uint64_t size_;
  const ReadTile& read_;
  std::map<std::pair<std::uint8_t, std::uint64_t>, std::vector<Hash>> tiles_;
};

Fault beyond(std::uint64_t asked, std::uint64_t known) {
  return {FaultKind::beyond_tree, "the log has " + std::to_string(known) + " records, but a tree of " +
                                      std::to_string(asked) + " is asked for"};
}

}  // namespace

Result<Hash, Fault> TiledTree::root(std::uint64_t size) const {
  if (size > known_) return fail(beyond(size, known_));
  return TileHashes{size, read_}.root({0, size});
}

Result<Hashes, Fault> TiledTree::inclusion(std::uint64_t index, std::uint64_t size) const {
  if (size > known_) return fail(beyond(size, known_));
  if (index >= size) {
    return fail(Fault{FaultKind::beyond_tree, "a tree of " + std::to_string(size) + " records has no record at " +
                                                  std::to_string(index) + " (counted from 0)"});
  }
  return TileHashes{size, read_}.roots(beside_leaf(index, size));
}

Result<Hashes, Fault> TiledTree::consistency(std::uint64_t first, std::uint64_t second) const {
  if (second > known_) return fail(beyond(second, known_));
  if (first > second) return fail(beyond(first, second));
  if (first == 0) return Hashes{};
  return TileHashes{second, read_}.roots(beside_prefix(first, second));
}

}  // namespace lapor::proof
