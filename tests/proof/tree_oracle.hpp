#pragma once

#include <span>

#include "storage/proof/merkle.hpp"

namespace lapor::proof::test {

/// RFC 6962 section 2.1 word for word: the oracle for every incremental tree.
inline Hash tree_hash(std::span<const Hash> leaves) {
  if (leaves.empty()) return empty_root();
  if (leaves.size() == 1) return leaves[0];
  std::size_t split = 1;
  while (split * 2 < leaves.size()) split *= 2;
  return node_hash(tree_hash(leaves.first(split)), tree_hash(leaves.subspan(split)));
}

}  // namespace lapor::proof::test
