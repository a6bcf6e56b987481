#include "storage/proof/tiles.hpp"

#include <boost/test/unit_test.hpp>
#include <limits>
#include <map>

namespace lapor::proof::test {

namespace {

std::string path(std::optional<std::uint8_t> level, std::uint64_t index, std::size_t width = tile_width) {
  return path_of({level, index, width});
}

}  // namespace

BOOST_AUTO_TEST_SUITE(tiles)

BOOST_AUTO_TEST_CASE(paths_are_those_of_the_specification) {
  BOOST_TEST(path(0, 1'234'067) == "0/x001/x234/067");
  BOOST_TEST(path(1, 0, 17) == "1/000.p/17");
  BOOST_TEST(path(std::nullopt, 1'234) == "entries/x001/234");
  BOOST_TEST(path(63, 999) == "63/999");
  BOOST_TEST(path(0, 1'000'000) == "0/x001/x000/000");
  BOOST_TEST(path(0, std::numeric_limits<std::uint64_t>::max(), 1) == "0/x018/x446/x744/x073/x709/x551/615.p/1");
}

BOOST_AUTO_TEST_CASE(a_path_that_was_written_is_read_back) {
  for (const std::uint64_t index : {0UL, 7UL, 999UL, 1'000UL, 1'234'067UL, 1UL << 40, ~0UL}) {
    for (const std::size_t width : {1UL, 17UL, 255UL, 256UL}) {
      for (const std::optional<std::uint8_t> level : {std::optional<std::uint8_t>{}, {0}, {5}, {63}}) {
        const TileId tile{level, index, width};
        BOOST_TEST((tile_from(path_of(tile)) == tile));
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(any_other_form_of_a_path_is_refused) {
  for (const auto* text : {"",
                           "0",
                           "0/",
                           "/000",
                           "00/000",
                           "64/000",
                           "-1/000",
                           "a/000",
                           "0/0",
                           "0/00",
                           "0/0000",
                           "0/x000/001",
                           "0/001/002",
                           "0/x001",
                           "0/x001/x002",
                           "0/x1/000",
                           "0/000.p/0",
                           "0/000.p/256",
                           "0/000.p/01",
                           "0/000.p/",
                           "0/000.p",
                           "0/000p/1",
                           "0/000.p/1/2",
                           "entries",
                           "entries/1",
                           "Entries/000",
                           "data/000",
                           "0/000 ",
                           " 0/000",
                           "0//000",
                           "0/../000",
                           "0/000.p/1.p/1",
                           "0/x018/x446/x744/x073/x709/x551/616",
                           "0/x999/x018/x446/x744/x073/x709/x551/615",
                           "+1/000"}) {
    BOOST_TEST_INFO(text);
    BOOST_TEST(!tile_from(text).has_value());
  }
}

BOOST_AUTO_TEST_CASE(the_tree_of_70000_has_the_tiles_that_the_specification_names) {
  std::map<int, std::vector<TileId>> by_level;
  for (const auto& tile : tiles_of_tree(70'000)) by_level[*tile.level].push_back(tile);
  BOOST_TEST_REQUIRE(by_level.size() == 3u);
  BOOST_TEST(by_level[0].size() == 274u);
  BOOST_TEST(by_level[0].back().width == 112u);
  BOOST_TEST(by_level[0][272].width == 256u);
  BOOST_TEST(by_level[1].size() == 2u);
  BOOST_TEST(by_level[1][1].width == 17u);
  BOOST_TEST((by_level[2] == std::vector<TileId>{{2, 0, 1}}));
}

BOOST_AUTO_TEST_CASE(no_tile_is_empty) {
  BOOST_TEST(tiles_of_tree(0).empty());
  BOOST_TEST((tiles_of_tree(256) == std::vector<TileId>{{0, 0, 256}, {1, 0, 1}}));
  BOOST_TEST((tiles_of_tree(257) == std::vector<TileId>{{0, 0, 256}, {0, 1, 1}, {1, 0, 1}}));
}

BOOST_AUTO_TEST_CASE(a_width_is_full_partial_or_nothing) {
  BOOST_TEST(width_in_tree(70'000, 0, 272) == 256u);
  BOOST_TEST(width_in_tree(70'000, 0, 273) == 112u);
  BOOST_TEST(width_in_tree(70'000, 0, 274) == 0u);
  BOOST_TEST(width_in_tree(70'000, 3, 0) == 0u);
  BOOST_TEST(width_in_tree(65'536, 0, 256) == 0u);
  BOOST_TEST(width_in_tree(~0UL, 7, 0) == 255u);
  BOOST_TEST(width_in_tree(~0UL, 8, 0) == 0u);
  BOOST_TEST(width_in_tree(~0UL, 63, 0) == 0u);
  BOOST_TEST(width_in_tree(5, 0, ~0UL) == 0u);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace lapor::proof::test
