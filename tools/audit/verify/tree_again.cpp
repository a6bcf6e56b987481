#include "tools/audit/verify/tree_again.hpp"

#include <algorithm>

#include "storage/proof/entry_bundle.hpp"

namespace lapor::audit {
namespace {

using proof::Fault;
using proof::FaultKind;

class TreeAgain {
 public:
  TreeAgain(LogSource& source, Objections& objections) : source_(source), objections_(objections) {}

  /// False when a bundle does not have its records.
  bool add(std::uint64_t index, std::size_t width) {
    if (!source_.read_bundle(index, width, bytes_)) return false;
    const auto entries = proof::entries_of(bytes_);
    if (!entries || entries->size() != width) return false;
    for (const BytesView record : *entries) tree_.append(proof::leaf_hash(record), full_);
    for (const proof::Tile& tile : full_) compare({tile.level, tile.index, proof::tile_width}, tile.hashes);
    full_.clear();
    return true;
  }

  void compare_right_edge() {
    for (std::size_t level = 0; level < tree_.partial_tiles().size(); ++level) {
      const auto& hashes = tree_.partial_tiles()[level];
      const std::uint64_t index = tree_.size() >> (proof::tile_height * (level + 1));
      if (!hashes.empty()) compare({static_cast<std::uint8_t>(level), index, hashes.size()}, hashes);
    }
  }

  [[nodiscard]] proof::Hash root() const { return tree_.root(); }

 private:
  void compare(const proof::TileId& id, const std::vector<proof::Hash>& hashes) {
    const auto stored = source_.tile(*id.level, id.index, id.width);
    if (!stored) return objections_.add(objection_from(stored.error()));
    const auto [own, other] = std::ranges::mismatch(hashes, *stored);
    if (own == hashes.end()) return;
    objections_.add(objection_from(Fault{FaultKind::altered, source_.place_of(id) + " was altered at its hash number " +
                                                                 std::to_string(own - hashes.begin() + 1) +
                                                                 " (the records give the signed root)"}));
  }

  LogSource& source_;
  Objections& objections_;
  Bytes bytes_;
  proof::MerkleTree tree_;
  std::vector<proof::Tile> full_;
};

}  // namespace

TreeVerdict tree_again(LogSource& source, const proof::Checkpoint& checkpoint, Objections& objections) {
  TreeAgain again(source, objections);
  for (std::uint64_t done = 0; done < checkpoint.size; done += proof::tile_width) {
    const auto width = static_cast<std::size_t>(std::min<std::uint64_t>(proof::tile_width, checkpoint.size - done));
    if (!again.add(done / proof::tile_width, width)) return TreeVerdict::records_differ;
  }
  if (again.root() != checkpoint.root) return TreeVerdict::records_differ;
  again.compare_right_edge();
  return TreeVerdict::records_stand;
}

}  // namespace lapor::audit
