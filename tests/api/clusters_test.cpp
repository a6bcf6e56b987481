#include "api/views/clusters.hpp"

#include "service_fixture.hpp"

using namespace lapor;
using namespace lapor::api;
using namespace lapor::api::testing;

namespace {

constexpr Box java{105, -9, 115, -5};

struct MapFixture : ServiceFixture {
  MapFixture() {
    const auto at = [](const char* point) { return R"(,"place":{"region":"35.78",)" + std::string(point) + "}"; };
    submit_and_verify(at(R"("lat":-7.25,"lng":112.75)"));
    submit_and_verify(at(R"("lat":-7.26,"lng":112.76)"));
    alone = submit_and_verify(at(R"("lat":-6.2,"lng":106.8)"));
    submit_and_verify(at(R"("lat":-7.25,"lng":112.75)") + R"(,"confidential":true)");
    submit(at(R"("lat":-7.25,"lng":112.75)"));
    submit_and_verify();
  }

  Answer clusters(const std::string& query, Ask by) {
    by.headers.emplace_back("lapor-position", std::to_string(number(journal.last_position())));
    by.headers.emplace_back("prefer", "wait=10");
    return get("/v1/reports/clusters?" + query, by);
  }

  std::string alone;
};

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

BOOST_FIXTURE_TEST_CASE(reports_of_a_map_come_in_groups, MapFixture) {
  const Answer map = clusters("bbox=105,-9,115,-5&zoom=6", anybody);
  BOOST_TEST_REQUIRE(map.status() == 200, map.response.body);
  BOOST_TEST(map.at("total") == "3");
  BOOST_TEST(map.at("zoom") == "6");
  const auto& items = map.body.at("items").as_array();
  BOOST_TEST_REQUIRE(items.size() == 2u);
  BOOST_TEST(json::serialize(items[0].at("reports")) == "2");
  BOOST_TEST(items[0].at("id").is_null());
  BOOST_TEST(items[0].at("place").at("lat").to_number<double>() == -7.255, boost::test_tools::tolerance(1e-6));
  BOOST_TEST(items[0].at("place").at("lng").to_number<double>() == 112.755, boost::test_tools::tolerance(1e-6));
  BOOST_TEST(json::serialize(items[1].at("id")) == alone);
}

BOOST_FIXTURE_TEST_CASE(groups_count_what_the_caller_may_know_of_and_compose_with_filters_and_words, MapFixture) {
  BOOST_TEST(clusters("bbox=105,-9,115,-5", admin).at("total") == "5");
  BOOST_TEST(clusters("bbox=105,-9,115,-5&state=awaiting_verification", admin).at("total") == "1");
  BOOST_TEST(clusters("bbox=105,-9,115,-5&state=awaiting_verification", anybody).at("total") == "0");
  BOOST_TEST(clusters("bbox=112,-8,113,-7", anybody).at("total") == "2");
  BOOST_TEST(clusters("bbox=105,-9,115,-5&q=gubeng", anybody).at("total") == "3");
  BOOST_TEST(clusters("bbox=105,-9,115,-5&q=jembatan", anybody).at("items") == "[]");
}

BOOST_FIXTURE_TEST_CASE(groups_come_as_tables_and_maps_and_cost_nothing_when_known, MapFixture) {
  const Answer csv = clusters("bbox=105,-9,115,-5&zoom=6&format=csv", anybody);
  BOOST_TEST(csv.response.body.starts_with("reports,id,place.lat,place.lng,west,south,east,north\r\n2,,-7.25"));
  const Answer map = clusters("bbox=105,-9,115,-5&zoom=6&format=geojson", anybody);
  BOOST_TEST(map.response.content_type == "application/geo+json");
  BOOST_TEST(map.body.at("features").as_array().size() == 2u);
  const Answer known = clusters("bbox=105,-9,115,-5&zoom=6&format=csv", {"", {{"if-none-match", csv.header("ETag")}}});
  BOOST_TEST(known.status() == 304);
}

BOOST_FIXTURE_TEST_CASE(a_wrong_parameter_of_a_map_is_named, MapFixture) {
  const std::vector<std::pair<const char*, const char*>> wrong{{"zoom=3", "bbox"},
                                                               {"bbox=115,-9,105,-5", "bbox"},
                                                               {"bbox=105,-9,115", "bbox"},
                                                               {"bbox=nan,-9,115,-5", "bbox"},
                                                               {"bbox=105,-9,115,-5&zoom=21", "zoom"},
                                                               {"bbox=105,-9,115,-5&zoom=-1", "zoom"},
                                                               {"bbox=105,-9,115,-5&zoom=", "zoom"},
                                                               {"bbox=105,-9,115,-5&zoom=3&zoom=4", "zoom"},
                                                               {"bbox=-180,-90,180,90&zoom=20", "zoom"},
                                                               {"bbox=105,-9,115,-5&limit=3", ""},
                                                               {"bbox=105,-9,115,-5&facets=state", ""},
                                                               {"bbox=105,-9,115,-5&state=x", "state"},
                                                               {"bbox=105,-9,115,-5&format=xml", "format"},
                                                               {"bbox=105,-9,115,-5&zom=3", "zom"}};
  for (const auto& [query, field] : wrong) {
    const Answer answer = clusters(query, anybody);
    BOOST_TEST(answer.status() == 400, query);
    if (*field != '\0') BOOST_TEST(answer.at("field") == field, query);
  }
}

BOOST_AUTO_TEST_SUITE_END()
