#include "api/views/clusters.hpp"

#include <boost/test/unit_test.hpp>

using namespace lapor::api;

namespace {

constexpr Box java{105, -9, 115, -5};

}  // namespace

BOOST_AUTO_TEST_SUITE(clusters)

BOOST_AUTO_TEST_CASE(a_square_halves_with_each_zoom_and_stands_still_when_the_box_moves) {
  const Grid grid = *Grid::of_zoom(java, 6);
  const Box square = grid.box_of(grid.square_of(-7.25F, 112.75F));
  BOOST_TEST(square.east - square.west == 90.0 / 64);
  BOOST_TEST(square.north - square.south == 90.0 / 64);
  BOOST_TEST((square.west <= 112.75 && 112.75 < square.east && square.south <= -7.25 && -7.25 < square.north));
  const Grid moved = *Grid::of_zoom({106.3, -8.1, 116.3, -4.1}, 6);
  const Box again = moved.box_of(moved.square_of(-7.25F, 112.75F));
  BOOST_TEST(again.west == square.west);
  BOOST_TEST(again.south == square.south);
}

BOOST_AUTO_TEST_CASE(a_box_with_too_many_squares_has_no_grid) {
  BOOST_TEST(Grid::of_zoom({95, -11, 141, 6}, 5).has_value());
  BOOST_TEST(!Grid::of_zoom({95, -11, 141, 6}, 9).has_value());
  BOOST_TEST(!Grid::of_zoom({-180, -90, 180, 90}, Grid::most_zoom).has_value());
}

BOOST_AUTO_TEST_CASE(the_fitting_grid_is_the_finest_with_32_squares_a_side) {
  const Grid grid = Grid::fitting(java);
  BOOST_TEST(grid.squares() <= 32u * 32u);
  BOOST_TEST(Grid::of_zoom(java, grid.zoom() + 1)->squares() > grid.squares());
  BOOST_TEST(Grid::fitting({112, -7, 112, -7}).zoom() == Grid::most_zoom);
  BOOST_TEST(Grid::fitting({-180, -90, 180, 90}).squares() <= 32u * 32u);
}

BOOST_AUTO_TEST_CASE(what_lies_on_or_beyond_the_edge_counts_to_the_edge) {
  const Grid grid = *Grid::of_zoom(java, 6);
  BOOST_TEST(grid.square_of(-9.0F, 105.0F) == 0u);
  BOOST_TEST(grid.square_of(-60.0F, 50.0F) == 0u);
  BOOST_TEST(grid.square_of(-5.0F, 115.0F) == grid.squares() - 1);
  BOOST_TEST(grid.square_of(60.0F, 179.0F) == grid.squares() - 1);
}

BOOST_AUTO_TEST_SUITE_END()
