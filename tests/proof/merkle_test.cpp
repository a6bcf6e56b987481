#include "storage/proof/merkle.hpp"

#include <sodium.h>

#include <boost/json.hpp>
#include <boost/test/unit_test.hpp>
#include <fstream>
#include <map>
#include <string>

#include "tests/proof/sample_tree.hpp"
#include "tests/proof/tree_oracle.hpp"

namespace lapor::proof::test {

namespace {

namespace json = boost::json;

std::vector<json::object> cases(const std::string& file) {
  std::ifstream lines{std::string{LAPOR_SOURCE_DIR} + "/tests/proof/data/" + file};
  std::vector<json::object> result;
  for (std::string line; std::getline(lines, line);) result.push_back(json::parse(line).as_object());
  return result;
}

/// Nothing for bytes that are not one hash.
std::optional<Hash> hash_from(const json::value& base64) {
  const auto& text = base64.as_string();
  Hash hash{};
  std::size_t size = 0;
  const int decoded = sodium_base642bin(reinterpret_cast<unsigned char*>(hash.data()), hash.size(), text.data(),
                                        text.size(), nullptr, &size, nullptr, sodium_base64_VARIANT_ORIGINAL);
  if (decoded != 0 || size != hash.size()) return std::nullopt;
  return hash;
}

std::optional<std::vector<Hash>> proof_from(const json::value& list) {
  std::vector<Hash> proof;
  if (list.is_null()) return proof;
  for (const auto& each : list.as_array()) {
    const auto hash = hash_from(each);
    if (!hash) return std::nullopt;
    proof.push_back(*hash);
  }
  return proof;
}

std::uint64_t unsigned_from(const json::value& value) {
  return value.to_number<std::uint64_t>();
}

/// A case whose hashes are not 32 bytes cannot even be asked: it counts as refused.
bool inclusion_holds(const json::object& each) {
  const auto leaf = hash_from(each.at("leafHash"));
  const auto root = hash_from(each.at("root"));
  const auto proof = proof_from(each.at("proof"));
  if (!leaf || !root || !proof) return false;
  return verify_inclusion(*leaf, unsigned_from(each.at("leafIdx")), unsigned_from(each.at("treeSize")), *proof, *root);
}

bool consistency_holds(const json::object& each) {
  const auto first = hash_from(each.at("root1"));
  const auto second = hash_from(each.at("root2"));
  const auto proof = proof_from(each.at("proof"));
  if (!first || !second || !proof) return false;
  return verify_consistency(unsigned_from(each.at("size1")), unsigned_from(each.at("size2")), *first, *second, *proof);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(merkle)

BOOST_AUTO_TEST_CASE(every_published_inclusion_case_is_judged_right) {
  const auto all = cases("inclusion.jsonl");
  BOOST_TEST(all.size() == 98u);
  for (const auto& each : all) {
    BOOST_TEST_INFO(each.at("name").as_string());
    BOOST_TEST(inclusion_holds(each) == !each.at("wantErr").as_bool());
  }
}

BOOST_AUTO_TEST_CASE(every_published_consistency_case_is_judged_right) {
  const auto all = cases("consistency.jsonl");
  BOOST_TEST(all.size() == 98u);
  for (const auto& each : all) {
    if (each.at("name").as_string() == "additional/sizes-are-equal-one-and-proof-is-empty") continue;  // not 32 bytes
    BOOST_TEST_INFO(each.at("name").as_string());
    BOOST_TEST(consistency_holds(each) == !each.at("wantErr").as_bool());
  }
}

BOOST_AUTO_TEST_CASE(the_root_is_that_of_the_definition_for_every_size) {
  const auto all = leaves(520);
  MerkleTree tree;
  std::vector<Tile> full;
  BOOST_TEST((tree.root() == empty_root()));
  for (std::size_t size = 1; size <= all.size(); ++size) {
    tree.append(all[size - 1], full);
    BOOST_TEST((tree.root() == tree_hash(std::span{all}.first(size))));
  }
}

BOOST_AUTO_TEST_CASE(inclusion_proofs_of_small_trees_hold_for_their_leaf_only) {
  const auto all = leaves(18);
  for (std::size_t size = 1; size <= all.size(); ++size) {
    const auto tree = std::span{all}.first(size);
    for (std::size_t index = 0; index < size; ++index) {
      const auto proof = inclusion_proof(index, tree);
      BOOST_TEST(verify_inclusion(all[index], index, size, proof, tree_hash(tree)));
      BOOST_TEST(!verify_inclusion(all[(index + 1) % all.size()], index, size, proof, tree_hash(tree)));
    }
  }
}

BOOST_AUTO_TEST_CASE(full_tiles_are_handed_out_once_on_every_level) {
  constexpr std::size_t count = 256 * 256 + 300;
  const auto all = leaves(count);
  MerkleTree tree;
  std::vector<Tile> full;
  for (const auto& leaf : all) tree.append(leaf, full);
  std::map<std::pair<int, std::uint64_t>, Tile> by_place;
  for (const auto& tile : full) by_place[{tile.level, tile.index}] = tile;
  BOOST_TEST(full.size() == 257u + 1u);
  BOOST_TEST(by_place.size() == full.size());
  for (std::uint64_t i = 0; i < 257; ++i) {
    BOOST_TEST((std::ranges::equal(by_place.at({0, i}).hashes, std::span{all}.subspan(i * 256, 256))));
  }
  BOOST_TEST((by_place.at({1, 0}).hashes[7] == tree_hash(std::span{all}.subspan(7 * 256, 256))));
  BOOST_TEST_REQUIRE(tree.partial_tiles().size() == 3u);
  BOOST_TEST(tree.partial_tiles()[0].size() == 300u - 256u);
  BOOST_TEST(tree.partial_tiles()[1].size() == 1u);
  BOOST_TEST((tree.partial_tiles()[2][0] == perfect_root(by_place.at({1, 0}).hashes)));
}

BOOST_AUTO_TEST_CASE(a_tree_rebuilt_from_its_right_edge_goes_on_alike) {
  const auto all = leaves(1'000);
  MerkleTree grown;
  std::vector<Tile> full;
  for (std::size_t size = 1; size <= 700; ++size) grown.append(all[size - 1], full);
  MerkleTree rebuilt{grown.size(), grown.partial_tiles()};
  full.clear();
  std::vector<Tile> full_again;
  for (std::size_t size = 701; size <= all.size(); ++size) {
    grown.append(all[size - 1], full);
    rebuilt.append(all[size - 1], full_again);
    BOOST_TEST((grown.root() == rebuilt.root()));
  }
  BOOST_TEST_REQUIRE(full.size() == 1u);
  BOOST_TEST_REQUIRE(full_again.size() == 1u);
  BOOST_TEST(full_again[0].index == 2u);
  BOOST_TEST((full_again[0].hashes == full[0].hashes));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace lapor::proof::test
