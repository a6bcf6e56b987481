#include "storage/proof/merkle.hpp"

#include <algorithm>
#include <utility>

namespace lapor::proof {

namespace {

constexpr std::array leaf_prefix{std::byte{0}};
constexpr std::byte node_prefix{1};

/// Walks the tree of `second` leaves from leaf number `first` towards the root, as RFC 9162 does with `fn` and `sn`.
struct Path {
  std::uint64_t first;
  std::uint64_t second;

  [[nodiscard]] bool is_right() const { return (first & 1) != 0 || first == second; }
  void up() {
    first >>= 1;
    second >>= 1;
  }
  /// Skips the levels on which the node is the last one and has no sibling.
  void up_past_lone_nodes() {
    while ((first & 1) == 0 && first != 0) up();
  }
};

}  // namespace

Hash leaf_hash(BytesView record) {
  return sha256(leaf_prefix, record);
}

Hash node_hash(const Hash& left, const Hash& right) {
  std::array<std::byte, 33> start;
  start[0] = node_prefix;
  std::copy(left.begin(), left.end(), start.begin() + 1);
  return sha256(start, right);
}

Hash empty_root() {
  return sha256({});
}

Hash perfect_root(std::span<const Hash> hashes) {
  std::vector<Hash> level{hashes.begin(), hashes.end()};
  while (level.size() > 1) {
    for (std::size_t i = 0; i < level.size() / 2; ++i) level[i] = node_hash(level[2 * i], level[2 * i + 1]);
    level.resize(level.size() / 2);
  }
  return level.at(0);
}

MerkleTree::MerkleTree(std::uint64_t size, std::vector<std::vector<Hash>> partial_tiles)
    : size_(size), partial_(std::move(partial_tiles)) {
  for (std::size_t level = partial_.size(); level-- > 0;) {
    partial_[level].reserve(tile_width);
    const auto height = static_cast<unsigned>(level) * tile_height;
    for (const Hash& hash : partial_[level]) add_peak({height, hash}, [](const Peak&) {});
  }
}

template <class OnNode>
void MerkleTree::add_peak(Peak peak, OnNode on_node) {
  on_node(peak);
  while (!peaks_.empty() && peaks_.back().height == peak.height) {
    peak = {peak.height + 1, node_hash(peaks_.back().hash, peak.hash)};
    peaks_.pop_back();
    on_node(peak);
  }
  peaks_.push_back(peak);
}

void MerkleTree::append(const Hash& leaf, std::vector<Tile>& full) {
  ++size_;
  add_peak({0, leaf}, [&](const Peak& node) {
    if (node.height % tile_height == 0) add_to_tile(node, full);
  });
}

void MerkleTree::add_to_tile(const Peak& node, std::vector<Tile>& full) {
  const std::size_t level = node.height / tile_height;
  if (partial_.size() <= level) partial_.emplace_back().reserve(tile_width);
  auto& tile = partial_[level];
  tile.push_back(node.hash);
  if (tile.size() < tile_width) return;
  const auto count_on_level = size_ >> node.height;
  full.push_back({static_cast<std::uint8_t>(level), count_on_level / tile_width - 1, std::exchange(tile, {})});
  tile.reserve(tile_width);
}

Hash MerkleTree::root() const {
  if (peaks_.empty()) return empty_root();
  Hash root = peaks_.back().hash;
  for (auto peak = std::next(peaks_.rbegin()); peak != peaks_.rend(); ++peak) root = node_hash(peak->hash, root);
  return root;
}

bool verify_inclusion(const Hash& leaf, std::uint64_t index, std::uint64_t size, std::span<const Hash> proof,
                      const Hash& root) {
  if (index >= size) return false;
  Path path{index, size - 1};
  Hash hash = leaf;
  for (const Hash& sibling : proof) {
    if (path.second == 0) return false;
    if (path.is_right()) {
      hash = node_hash(sibling, hash);
      path.up_past_lone_nodes();
    } else {
      hash = node_hash(hash, sibling);
    }
    path.up();
  }
  return path.second == 0 && hash == root;
}

bool verify_consistency(std::uint64_t first_size, std::uint64_t second_size, const Hash& first_root,
                        const Hash& second_root, std::span<const Hash> proof) {
  if (first_size == 0 || first_size > second_size) return false;
  if (first_size == second_size) return proof.empty() && first_root == second_root;
  const bool first_is_perfect = (first_size & (first_size - 1)) == 0;
  if (proof.empty() && !first_is_perfect) return false;

  Path path{first_size - 1, second_size - 1};
  while ((path.first & 1) != 0) path.up();
  Hash first = first_is_perfect ? first_root : proof[0];
  Hash second = first;
  for (const Hash& sibling : first_is_perfect ? proof : proof.subspan(1)) {
    if (path.second == 0) return false;
    if (path.is_right()) {
      first = node_hash(sibling, first);
      second = node_hash(sibling, second);
      path.up_past_lone_nodes();
    } else {
      second = node_hash(second, sibling);
    }
    path.up();
  }
  return path.second == 0 && first == first_root && second == second_root;
}

}  // namespace lapor::proof
