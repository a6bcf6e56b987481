#include <boost/test/unit_test.hpp>
#include <random>

#include "storage/proof/tiles.hpp"
#include "tests/proof/sample_tree.hpp"
#include "tests/proof/tree_oracle.hpp"

namespace lapor::proof::test {

namespace {

/// Every proof of every size would be a hundred million hashes: all indexes of small trees, some of larger ones.
std::vector<std::size_t> some_below(std::size_t size, std::mt19937& random) {
  std::vector<std::size_t> some{0, size - 1, size / 2};
  for (int i = 0; i < 6; ++i) some.push_back(random() % size);
  return some;
}

void check_size(const TiledTree& tree, std::span<const Hash> all, std::size_t size, std::mt19937& random) {
  const auto leaves_of_size = all.first(size);
  BOOST_TEST_INFO("size " << size);
  BOOST_TEST((tree.root(size).value() == tree_hash(leaves_of_size)));
  for (const auto place : some_below(size, random)) {
    BOOST_TEST_INFO("size " << size << ", place " << place);
    BOOST_TEST((tree.inclusion(place, size).value() == inclusion_proof(place, leaves_of_size)));
    BOOST_TEST((tree.consistency(place + 1, size).value() == consistency_proof(place + 1, leaves_of_size)));
  }
}

constexpr std::size_t seed = 20261126;

}  // namespace

BOOST_AUTO_TEST_SUITE(tiled_tree)

BOOST_AUTO_TEST_CASE(every_proof_of_a_small_tree_is_that_of_the_definition) {
  const auto all = leaves(40);
  for (std::size_t known = 1; known <= all.size(); ++known) {
    SampleTiles tiles{std::span{all}.first(known)};
    const TiledTree tree{known, tiles.reader()};
    for (std::size_t size = 1; size <= known; ++size) {
      const auto part = std::span{all}.first(size);
      for (std::size_t i = 0; i < size; ++i) {
        BOOST_TEST((tree.inclusion(i, size).value() == inclusion_proof(i, part)));
        BOOST_TEST((tree.consistency(i + 1, size).value() == consistency_proof(i + 1, part)));
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(proofs_of_every_size_to_600_are_those_of_the_definition) {
  const auto all = leaves(600);
  std::mt19937 random{seed};
  SampleTiles tiles{all};
  const TiledTree tree{all.size(), tiles.reader()};
  for (std::size_t size = 1; size <= all.size(); ++size) check_size(tree, all, size, random);
}

BOOST_AUTO_TEST_CASE(proofs_of_a_tree_with_three_levels_of_tiles_are_those_of_the_definition) {
  const auto all = leaves(70'000);
  std::mt19937 random{seed};
  SampleTiles tiles{all};
  const TiledTree tree{all.size(), tiles.reader()};
  for (const std::size_t size : {65'535UL, 65'536UL, 65'537UL, 65'792UL, 69'888UL, 70'000UL, random() % 70'000 + 1}) {
    check_size(tree, all, size, random);
  }
}

BOOST_AUTO_TEST_CASE(no_tile_is_read_twice_for_one_question) {
  const auto all = leaves(70'000);
  SampleTiles tiles{all};
  const TiledTree tree{all.size(), tiles.reader()};
  BOOST_TEST(tree.inclusion(3, 70'000).has_value());
  const auto inclusion = tiles.take_reads();
  BOOST_TEST(inclusion.most == 1u);
  BOOST_TEST(inclusion.tiles == 4u);  // of the leaf and of the right edge, on levels 0 and 1
  BOOST_TEST(tree.consistency(33'333, 69'999).has_value());
  const auto consistency = tiles.take_reads();
  BOOST_TEST(consistency.most == 1u);
  BOOST_TEST(consistency.tiles == 4u);
  BOOST_TEST(tree.root(70'000).has_value());
  BOOST_TEST(tiles.take_reads().most == 1u);
}

BOOST_AUTO_TEST_CASE(what_the_tree_does_not_have_is_refused) {
  const auto all = leaves(300);
  SampleTiles tiles{all};
  const TiledTree tree{all.size(), tiles.reader()};
  BOOST_TEST((tree.root(301).error().kind == FaultKind::beyond_tree));
  BOOST_TEST((tree.inclusion(0, 301).error().kind == FaultKind::beyond_tree));
  BOOST_TEST((tree.inclusion(200, 200).error().kind == FaultKind::beyond_tree));
  BOOST_TEST((tree.inclusion(0, 0).error().kind == FaultKind::beyond_tree));
  BOOST_TEST((tree.consistency(5, 301).error().kind == FaultKind::beyond_tree));
  BOOST_TEST((tree.consistency(6, 5).error().kind == FaultKind::beyond_tree));
}

BOOST_AUTO_TEST_CASE(the_empty_tree_needs_no_tile) {
  SampleTiles tiles{{}};
  const TiledTree tree{0, tiles.reader()};
  BOOST_TEST((tree.root(0).value() == empty_root()));
  BOOST_TEST(tree.consistency(0, 0).value().empty());
  BOOST_TEST(tiles.take_reads().tiles == 0u);
}

BOOST_AUTO_TEST_CASE(a_missing_or_short_tile_is_told_and_not_guessed) {
  const auto all = leaves(300);
  const ReadTile none = [](auto, auto, auto) -> Result<std::vector<Hash>, Fault> {
    return fail(Fault{FaultKind::truncated, "gone"});
  };
  BOOST_TEST((TiledTree{300, none}.inclusion(0, 300).error().what == "gone"));
  const ReadTile shorter = [&](auto, auto, std::size_t width) -> Result<std::vector<Hash>, Fault> {
    return std::vector<Hash>{all.begin(), all.begin() + static_cast<std::ptrdiff_t>(width) - 1};
  };
  const auto fault = TiledTree{300, shorter}.root(300).error();
  BOOST_TEST((fault.kind == FaultKind::truncated));
  BOOST_TEST(fault.what.find("1/000.p/1") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace lapor::proof::test
