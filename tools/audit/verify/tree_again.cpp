#include "tools/audit/verify/tree_again.hpp"

#include <algorithm>

#include "storage/proof/entry_bundle.hpp"
#include "tools/audit/verify/hash_check.hpp"

namespace lapor::audit {
namespace {

using proof::Fault;
using proof::FaultKind;

class TreeAgain {
 public:
  TreeAgain(LogSource& source, const LeavesOfBundles& first, SecondReading& found)
      : source_(source), first_(first), found_(found) {}

  /// False when a bundle does not have its records.
  bool add(std::uint64_t index, std::size_t width) {
    if (!source_.read_bundle(index, width, bytes_)) return false;
    const auto entries = proof::entries_of(bytes_);
    if (!entries || entries->size() != width) return false;
    leaves_.clear();
    for (const BytesView record : *entries) leaves_.push_back(proof::leaf_hash(record));
    for (const proof::Hash& leaf : leaves_) tree_.append(leaf, full_);
    if (const auto taken = first_.find(index); taken != first_.end()) compare(index, *entries, taken->second);
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
  /// Each record that the source has exchanged since it was first read.
  void compare(std::uint64_t index, const std::vector<BytesView>& records, const std::vector<proof::Hash>& taken) {
    for (std::size_t entry = 0; entry < std::min(records.size(), taken.size()); ++entry) {
      if (taken[entry] == leaves_[entry]) continue;
      const Position position{index * proof::tile_width + entry + 1};
      found_.records.add({std::string(proof::to_word(FaultKind::altered)), place_of(position, records[entry]),
                          short_text(leaves_[entry]), short_text(taken[entry]),
                          "the source gave two different answers: at first a record that hashes to " +
                              short_text(taken[entry]) + "..., which was judged, then the one that was signed"});
    }
  }

  void compare(const proof::TileId& id, const std::vector<proof::Hash>& hashes) {
    const auto stored = source_.tile(*id.level, id.index, id.width);
    if (!stored) return found_.tiles.add(objection_from(stored.error()));
    const auto [own, other] = std::ranges::mismatch(hashes, *stored);
    if (own == hashes.end()) return;
    found_.tiles.add(objection_from(Fault{
        FaultKind::altered, source_.place_of(id) + " was altered at its hash number " +
                                std::to_string(own - hashes.begin() + 1) + " (the records give the signed root)"}));
  }

  LogSource& source_;
  const LeavesOfBundles& first_;
  SecondReading& found_;
  Bytes bytes_;
  std::vector<proof::Hash> leaves_;
  proof::MerkleTree tree_;
  std::vector<proof::Tile> full_;
};

}  // namespace

TreeVerdict tree_again(LogSource& source, const proof::Checkpoint& checkpoint, const LeavesOfBundles& first,
                       SecondReading& found) {
  TreeAgain again(source, first, found);
  for (std::uint64_t index = 0; const auto width = proof::width_in_tree(checkpoint.size, 0, index); ++index)
    if (!again.add(index, width)) return TreeVerdict::records_differ;
  if (again.root() != checkpoint.root) return TreeVerdict::records_differ;
  again.compare_right_edge();
  return TreeVerdict::records_stand;
}

}  // namespace lapor::audit
