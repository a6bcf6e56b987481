#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "api/views/ordinals.hpp"

namespace lapor::api {

/// Degrees; west <= east, south <= north.
struct Box {
  double west{};
  double south{};
  double east{};
  double north{};
};

/// Squares in degrees over the whole world, so that a group stays the same when a map is moved. At zoom 0 a square is
/// 90 degrees wide, and half of that at each further zoom: a quarter of a map's tile of that zoom (64 of its 256
/// pixels).
class Grid {
 public:
  static constexpr int most_zoom = 20;
  static constexpr std::size_t most_squares = 4'096;  // of one answer

  /// Nothing when the box has more squares than an answer may have.
  [[nodiscard]] static std::optional<Grid> of_zoom(const Box& box, int zoom);
  /// The finest one in which the box is at most 32 squares wide and high.
  [[nodiscard]] static Grid fitting(const Box& box);

  [[nodiscard]] int zoom() const { return zoom_; }
  [[nodiscard]] std::size_t squares() const { return columns_ * rows_; }
  /// The square of a place; places outside of the box count to its edge.
  [[nodiscard]] std::size_t square_of(float latitude, float longitude) const;
  [[nodiscard]] Box box_of(std::size_t square) const;

 private:
  Grid(const Box& box, int zoom);

  int zoom_;
  double degrees_;  // of a square's side
  double per_degree_;
  std::int64_t west_;
  std::int64_t south_;
  std::size_t columns_;
  std::size_t rows_;
};

/// Reports in one square.
struct Cluster {
  std::size_t square{};
  std::uint64_t reports{};
  double latitude{};  // the mean of its reports' places
  double longitude{};
  Ordinal any{};  // the report, when it is one
};

/// All groups of one box, as of `position`.
struct ClusterPage {
  Position position{};
  std::uint64_t total{};
  std::vector<Cluster> clusters;
};

}  // namespace lapor::api
