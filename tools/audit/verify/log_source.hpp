#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "events/codec.hpp"
#include "events/result.hpp"
#include "storage/proof/fault.hpp"
#include "storage/proof/tiles.hpp"

namespace lapor::audit {

/// Which records a source has, by position. `last` is one less than `first` when it has none.
struct Span {
  std::uint64_t first{1};
  std::uint64_t last{};
  [[nodiscard]] bool empty() const { return last < first; }
  bool operator==(const Span&) const = default;
};

/// A log as its auditor gets it: an export, a data folder, a server. Nothing of it is trusted. One thread at a time.
class LogSource {
 public:
  virtual ~LogSource() = default;

  /// The note that everything else is held against, as it was published.
  [[nodiscard]] virtual const std::string& checkpoint() const = 0;
  /// The records that can be read. The bundles at both ends are whole, as far as the log goes.
  [[nodiscard]] virtual Span records() const = 0;
  /// Makes `out` the bundle number `index` of a tree in which it has `width` records.
  [[nodiscard]] virtual Result<void, proof::Fault> read_bundle(std::uint64_t index, std::size_t width, Bytes& out) = 0;
  /// The first `width` hashes of a tile.
  [[nodiscard]] virtual Result<std::vector<proof::Hash>, proof::Fault> tile(std::uint8_t level, std::uint64_t index,
                                                                            std::size_t width) = 0;
  /// How people find a bundle or a tile there: a file's name, a path of the server.
  [[nodiscard]] virtual std::string place_of(const proof::TileId& tile) const { return "tile/" + proof::path_of(tile); }
};

/// The tiles of a source, for `proof::TiledTree`. `source` must outlive it.
[[nodiscard]] inline proof::ReadTile tiles_of(LogSource& source) {
  return [&source](std::uint8_t level, std::uint64_t index, std::size_t width) {
    return source.tile(level, index, width);
  };
}

}  // namespace lapor::audit
