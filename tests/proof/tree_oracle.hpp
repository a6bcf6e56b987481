#pragma once

#include <span>
#include <vector>

#include "storage/proof/merkle.hpp"

/// The oracles for every incremental tree and every proof: the definitions of RFC 6962, word for word.
namespace lapor::proof::test {

/// The largest power of two below `count`, which is 2 at least.
inline std::size_t split_of(std::size_t count) {
  std::size_t split = 1;
  while (split * 2 < count) split *= 2;
  return split;
}

/// Section 2.1: MTH(D[n]).
inline Hash tree_hash(std::span<const Hash> leaves) {
  if (leaves.empty()) return empty_root();
  if (leaves.size() == 1) return leaves[0];
  const auto split = split_of(leaves.size());
  return node_hash(tree_hash(leaves.first(split)), tree_hash(leaves.subspan(split)));
}

/// Section 2.1.1: PATH(m, D[n]).
inline std::vector<Hash> inclusion_proof(std::size_t index, std::span<const Hash> tree) {
  if (tree.size() == 1) return {};
  const auto split = split_of(tree.size());
  const bool left = index < split;
  auto proof = left ? inclusion_proof(index, tree.first(split)) : inclusion_proof(index - split, tree.subspan(split));
  proof.push_back(tree_hash(left ? tree.subspan(split) : tree.first(split)));
  return proof;
}

/// Section 2.1.2: SUBPROOF(m, D[n], b).
inline std::vector<Hash> subproof(std::size_t first, std::span<const Hash> tree, bool whole) {
  if (first == tree.size()) return whole ? std::vector<Hash>{} : std::vector<Hash>{tree_hash(tree)};
  const auto split = split_of(tree.size());
  const bool left = first <= split;
  auto proof = left ? subproof(first, tree.first(split), whole) : subproof(first - split, tree.subspan(split), false);
  proof.push_back(tree_hash(left ? tree.subspan(split) : tree.first(split)));
  return proof;
}

/// Section 2.1.2: PROOF(m, D[n]), 0 < m <= n.
inline std::vector<Hash> consistency_proof(std::size_t first, std::span<const Hash> tree) {
  return subproof(first, tree, true);
}

}  // namespace lapor::proof::test
