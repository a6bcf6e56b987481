#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "events/codec.hpp"
#include "storage/proof/sha256.hpp"

namespace lapor::proof {

/// RFC 6962 section 2.1: SHA-256(0x00 | record), SHA-256(0x01 | left | right), SHA-256 of nothing. Any thread may call.
[[nodiscard]] Hash leaf_hash(BytesView record);
[[nodiscard]] Hash node_hash(const Hash& left, const Hash& right);
[[nodiscard]] Hash empty_root();

/// Hashes in a full tile, and the height of its subtree: 2^8 = 256 (C2SP tlog-tiles).
inline constexpr std::size_t tile_width = 256;
inline constexpr unsigned tile_height = 8;

/// A full tile: `tile_width` consecutive hashes of height 8 x `level`, the first of them number `index` x 256 on its
/// level.
struct Tile {
  std::uint8_t level{};
  std::uint64_t index{};
  std::vector<Hash> hashes;
};

/// Root of a perfect subtree over `hashes`, whose count is a power of two: for a full tile the hash one tile level
/// above.
[[nodiscard]] Hash perfect_root(std::span<const Hash> hashes);

/// An append-only tree that keeps only its right edge: O(log n) peaks and one partial tile per tile level. One thread.
class MerkleTree {
 public:
  MerkleTree() = default;
  /// The tree of `size` leaves. `partial_tiles` has for each tile level, from the leaves up, the (size >> 8 x level) %
  /// 256 hashes that are not in a full tile.
  MerkleTree(std::uint64_t size, std::vector<std::vector<Hash>> partial_tiles);

  /// Adds a leaf; tiles that became full are added to `full`, in ascending level.
  void append(const Hash& leaf, std::vector<Tile>& full);

  [[nodiscard]] std::uint64_t size() const { return size_; }
  /// RFC 6962 root. At most one hash per peak.
  [[nodiscard]] Hash root() const;
  [[nodiscard]] const std::vector<std::vector<Hash>>& partial_tiles() const { return partial_; }

 private:
  struct Peak {
    unsigned height{};
    Hash hash{};
  };

  /// Joins the peak with those of its height before it; tells `on_node` each new node.
  template <class OnNode>
  void add_peak(Peak peak, OnNode on_node);
  void add_to_tile(const Peak& node, std::vector<Tile>& full);

  std::uint64_t size_{};
  std::vector<Peak> peaks_;                 // perfect subtrees from left to right, heights falling
  std::vector<std::vector<Hash>> partial_;  // by tile level
};

/// RFC 9162 section 2.1.3.2: is the leaf number `index` (from 0) in the tree of `size` leaves with this root?
[[nodiscard]] bool verify_inclusion(const Hash& leaf, std::uint64_t index, std::uint64_t size,
                                    std::span<const Hash> proof, const Hash& root);

/// RFC 9162 section 2.1.4.2: is the tree of `first_size` leaves a prefix of the one of `second_size`? An empty first
/// tree proves nothing and is refused.
[[nodiscard]] bool verify_consistency(std::uint64_t first_size, std::uint64_t second_size, const Hash& first_root,
                                      const Hash& second_root, std::span<const Hash> proof);

}  // namespace lapor::proof
