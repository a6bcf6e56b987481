#include "tools/audit/verify/hash_check.hpp"

#include <algorithm>
#include <cstdio>

#include "events/any_record.hpp"

namespace lapor::audit {

Place place_of(Position position, BytesView record) {
  const auto facts = decode_any_facts(record);
  if (!facts) return {position, std::nullopt, {}};
  return std::visit([&](const auto& read) { return Place{position, read.stream, read.version}; }, *facts);
}

std::string short_text(const proof::Hash& hash) {
  std::string text;
  for (std::size_t i = 0; i < 8; ++i) {
    char digits[3];
    std::snprintf(digits, sizeof digits, "%02x", std::to_integer<unsigned>(hash[i]));
    text += digits;
  }
  return text;
}

void HashCheck::take(const ReadBundle& bundle) {
  hashes_.clear();
  for (const BytesView record : bundle.records) hashes_.push_back(proof::leaf_hash(record));
  hashed_ += hashes_.size();
  hold_against(tiles_.get(0, bundle.index), bundle);
}

void HashCheck::hold_against(const StandingTile& tile, const ReadBundle& bundle) {
  const bool is_full = hashes_.size() == proof::tile_width;
  // Without its own tile, or with one that was altered, the whole bundle may still be what the tree promises.
  if (tile.standing != Standing::vouched && is_full && tile.promised && proof::perfect_root(hashes_) == *tile.promised)
    return;
  const std::size_t known = std::min(tile.hashes.size(), hashes_.size());
  bool stands = tile.standing == Standing::vouched;
  for (std::size_t entry = 0; entry < known; ++entry) {
    if (hashes_[entry] == tile.hashes[entry]) continue;
    stands = false;
    object(tile, bundle, entry);
  }
  if (!stands) in_doubt_[bundle.index] = hashes_;
  all_stand_ = all_stand_ && stands;
}

void HashCheck::object(const StandingTile& tile, const ReadBundle& bundle, std::size_t entry) {
  const Position position{number(bundle.first()) + entry};
  const std::string expected = short_text(tile.hashes[entry]);
  const std::string found = short_text(hashes_[entry]);
  const auto elsewhere = std::ranges::find(tile.hashes, hashes_[entry]);
  std::string text = "the record hashes to " + found + "..., its tile has " + expected + "...";
  if (elsewhere != tile.hashes.end()) {
    const auto own = static_cast<std::uint64_t>(elsewhere - tile.hashes.begin());
    text += ": it is the record of position " + std::to_string(number(bundle.first()) + own);
  } else {
    text += tile.standing == Standing::vouched
                ? ": the record was altered"
                : ": the record or the tile was altered, nothing above them can tell which";
  }
  objections_.add({std::string(proof::to_word(proof::FaultKind::altered)), place_of(position, bundle.records[entry]),
                   expected, found, std::move(text)});
}

}  // namespace lapor::audit
