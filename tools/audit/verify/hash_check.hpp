#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <vector>

#include "tools/audit/verify/objection.hpp"
#include "tools/audit/verify/vouched_tiles.hpp"

namespace lapor::audit {

/// One bundle of records as it was read, with its number and the position of its first record.
struct ReadBundle {
  std::uint64_t index{};
  Bytes bytes;
  std::vector<BytesView> records;  // into `bytes`
  [[nodiscard]] Position first() const { return Position{index * proof::tile_width + 1}; }
};

/// Holds records against the hashes that the tree has of them. One thread.
class HashCheck {
 public:
  /// `tiles` and `objections` must outlive it.
  HashCheck(VouchedTiles& tiles, Objections& objections) : tiles_(tiles), objections_(objections) {}

  void take(const ReadBundle& bundle);
  [[nodiscard]] std::uint64_t hashed() const { return hashed_; }
  /// Whether every record taken so far is one that the signed root stands for.
  [[nodiscard]] bool all_stand() const { return all_stand_; }
  /// The leaves of the bundles, by number, that no vouched tile and no promise answered for: what was taken, should the
  /// source say something else when it is asked again. 8 KiB a bundle.
  [[nodiscard]] const std::map<std::uint64_t, std::vector<proof::Hash>>& in_doubt() const { return in_doubt_; }

 private:
  void hold_against(const StandingTile& tile, const ReadBundle& bundle);
  void object(const StandingTile& tile, const ReadBundle& bundle, std::size_t entry);

  VouchedTiles& tiles_;
  Objections& objections_;
  std::uint64_t hashed_{};
  bool all_stand_{true};
  std::vector<proof::Hash> hashes_;
  std::map<std::uint64_t, std::vector<proof::Hash>> in_doubt_;
};

/// Where a record stands; its stream and version when its bytes tell.
[[nodiscard]] Place place_of(Position position, BytesView record);

/// A hash as people compare it: the first 8 bytes, in hexadecimal digits.
[[nodiscard]] std::string short_text(const proof::Hash& hash);

}  // namespace lapor::audit
