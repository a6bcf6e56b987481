#include "api/views/clusters.hpp"

#include <algorithm>
#include <cmath>

namespace lapor::api {
namespace {

constexpr double degrees_at_zoom_0 = 90;
constexpr std::size_t most_on_a_side = 32;

std::int64_t line_of(double degrees, double side) {
  return static_cast<std::int64_t>(std::floor(degrees / side));
}

}  // namespace

Grid::Grid(const Box& box, int zoom)
    : zoom_(zoom),
      degrees_(degrees_at_zoom_0 / std::exp2(zoom)),
      per_degree_(1 / degrees_),
      west_(line_of(box.west, degrees_)),
      south_(line_of(box.south, degrees_)),
      columns_(static_cast<std::size_t>(line_of(box.east, degrees_) - west_ + 1)),
      rows_(static_cast<std::size_t>(line_of(box.north, degrees_) - south_ + 1)) {}

std::optional<Grid> Grid::of_zoom(const Box& box, int zoom) {
  const Grid grid(box, zoom);
  if (grid.squares() > most_squares) return std::nullopt;
  return grid;
}

Grid Grid::fitting(const Box& box) {
  Grid best(box, 0);
  for (int zoom = 1; zoom <= most_zoom; ++zoom) {
    const Grid finer(box, zoom);
    if (finer.columns_ > most_on_a_side || finer.rows_ > most_on_a_side) break;
    best = finer;
  }
  return best;
}

/// Called a million times for one map: what lies inside the box needs no rounding down.
std::size_t Grid::square_of(float latitude, float longitude) const {
  const auto place = [this](float degrees, std::int64_t first, std::size_t count) {
    const double from_edge = static_cast<double>(degrees) * per_degree_ - static_cast<double>(first);
    return std::min(static_cast<std::size_t>(std::max(from_edge, 0.0)), count - 1);
  };
  return place(latitude, south_, rows_) * columns_ + place(longitude, west_, columns_);
}

Box Grid::box_of(std::size_t square) const {
  const double south = static_cast<double>(south_ + static_cast<std::int64_t>(square / columns_)) * degrees_;
  const double west = static_cast<double>(west_ + static_cast<std::int64_t>(square % columns_)) * degrees_;
  return {west, south, west + degrees_, south + degrees_};
}

}  // namespace lapor::api
