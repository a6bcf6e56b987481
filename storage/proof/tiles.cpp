#include "storage/proof/tiles.hpp"

#include <algorithm>

#include "storage/proof/lines.hpp"

namespace lapor::proof {

namespace {

constexpr std::string_view entries_folder = "entries";
constexpr std::uint64_t element_base = 1000;
constexpr std::size_t element_digits = 3;
constexpr std::uint8_t last_level = 63;

std::string three_digits(std::uint64_t number) {
  const auto digits = std::to_string(number);
  return std::string(element_digits - digits.size(), '0') + digits;
}

std::string index_path(std::uint64_t index) {
  std::string path = three_digits(index % element_base);
  while ((index /= element_base) > 0) path = "x" + three_digits(index % element_base) + "/" + path;
  return path;
}

/// Takes what stands before the next slash, or all, off `rest`.
std::string_view take_element(std::string_view& rest) {
  const auto end = std::min(rest.find('/'), rest.size());
  const auto element = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return element;
}

/// The digits of an index path, forgiving about their form: `tile_from` compares with what should have been written.
std::uint64_t index_from(std::string_view path) {
  std::uint64_t index = 0;
  for (const char each : path) {
    if (each >= '0' && each <= '9') index = index * 10 + static_cast<std::uint64_t>(each - '0');
  }
  return index;
}

/// Hashes on the tile level of a tree; nothing is left of a size below 2^64 above level 7.
std::uint64_t count_on_level(std::uint64_t size, std::uint8_t level) {
  return level < 64 / tile_height ? size >> (tile_height * level) : 0;
}

}  // namespace

std::string path_of(const TileId& tile) {
  std::string path = tile.level ? std::to_string(*tile.level) : std::string{entries_folder};
  path += '/' + index_path(tile.index);
  if (tile.width < tile_width) path += ".p/" + std::to_string(tile.width);
  return path;
}

std::optional<TileId> tile_from(std::string_view path) {
  std::string_view rest = path;
  TileId tile;
  const auto kind = take_element(rest);
  if (kind != entries_folder) {
    const auto level = number_from(kind);
    if (!level || *level > last_level) return std::nullopt;
    tile.level = static_cast<std::uint8_t>(*level);
  }
  if (const auto partial = rest.find(".p/"); partial != std::string_view::npos) {
    const auto width = number_from(rest.substr(partial + 3));
    if (!width || *width == 0 || *width >= tile_width) return std::nullopt;
    tile.width = static_cast<std::size_t>(*width);
    rest = rest.substr(0, partial);
  }
  tile.index = index_from(rest);
  if (path_of(tile) != path) return std::nullopt;
  return tile;
}

std::size_t width_in_tree(std::uint64_t size, std::uint8_t level, std::uint64_t index) {
  const auto count = count_on_level(size, level);
  if (index > count / tile_width) return 0;
  return static_cast<std::size_t>(std::min<std::uint64_t>(count - index * tile_width, tile_width));
}

std::vector<TileId> tiles_of_tree(std::uint64_t size) {
  std::vector<TileId> tiles;
  for (std::uint8_t level = 0; count_on_level(size, level) > 0; ++level) {
    std::uint64_t index = 0;
    while (const auto width = width_in_tree(size, level, index)) tiles.push_back({level, index++, width});
  }
  return tiles;
}

}  // namespace lapor::proof
