#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "storage/proof/checkpoint.hpp"
#include "tools/audit/verify/log_source.hpp"
#include "tools/audit/verify/objection.hpp"

namespace lapor::audit {

/// What stands behind the hashes of a tile.
enum class Standing : std::uint8_t {
  vouched,  // the tiles above it, up to the signed root, say that it is right
  altered,  // they say that it is not
  unknown,  // they are themselves in doubt, or missing
  missing,
};

struct StandingTile {
  std::uint64_t index{};
  Standing standing{Standing::missing};
  std::vector<proof::Hash> hashes;      // empty when missing
  std::optional<proof::Hash> promised;  // its root, when a vouched tile above it says so
};

/// The tiles of a log from the root down, walked from left to right: each is read once and held against the one above
/// it, those of the right edge against the root. What the source would say a second time never counts: it may lie.
/// What is wrong with a tile is objected to once, when it is first met. One thread.
class VouchedTiles {
 public:
  /// `source` and `objections` must outlive it. Reads the right edge and holds it against the root.
  VouchedTiles(LogSource& source, const proof::Checkpoint& checkpoint, Objections& objections);

  /// Whether the right edge gives the checkpoint's root.
  [[nodiscard]] bool root_stands() const { return root_stands_; }
  /// Whether every tile met so far is vouched for.
  [[nodiscard]] bool all_stand() const { return root_stands_ && all_stand_; }
  [[nodiscard]] std::uint64_t tiles_read() const { return tiles_read_; }

  /// A tile of the tree; indexes of one level must ascend. Valid until the next call.
  [[nodiscard]] const StandingTile& get(std::uint8_t level, std::uint64_t index);

 private:
  static constexpr std::size_t levels = 8;

  using Read = Result<std::vector<proof::Hash>, proof::Fault>;

  [[nodiscard]] bool check_root(const proof::Checkpoint& checkpoint);
  [[nodiscard]] Read read(std::uint8_t level, std::uint64_t index);
  [[nodiscard]] StandingTile load(std::uint8_t level, std::uint64_t index);
  void hold_against_parent(StandingTile& tile, std::uint8_t level);

  LogSource& source_;
  Objections& objections_;
  std::uint64_t size_;
  std::map<std::pair<std::uint8_t, std::uint64_t>, Read> edge_;  // by level and index: what the root was made of
  bool root_stands_;
  bool all_stand_{true};
  std::uint64_t tiles_read_{};
  std::array<std::optional<StandingTile>, levels> current_;
};

}  // namespace lapor::audit
