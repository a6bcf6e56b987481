#include "storage/entries_tiles.hpp"

#include <boost/test/unit_test.hpp>

#include "tests/tools/tampering_folder.hpp"

namespace {

using namespace lapor;
using namespace lapor::tests;

/// The roots of a journal's first records, from the records alone: index 0 is of none.
std::vector<proof::Hash> roots_of(const storage::JournalEntries& entries) {
  proof::MerkleTree tree;
  std::vector<proof::Tile> full;
  std::vector<proof::Hash> roots{tree.root()};
  const auto walked = entries.walk(storage::Family::records, {}, [&](std::string_view, BytesView record) {
    tree.append(proof::leaf_hash(record), full);
    roots.push_back(tree.root());
    return true;
  });
  BOOST_TEST_REQUIRE(walked.has_value());
  return roots;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(entries_tiles)

BOOST_AUTO_TEST_CASE(a_journal_continues_every_checkpoint_of_its_own_and_no_other) {
  const TamperingFolder folder;
  folder.refresh();
  const auto entries = storage::JournalEntries::open(folder.data() / "journal");
  BOOST_TEST_REQUIRE(entries.has_value());
  const auto roots = roots_of(**entries);
  BOOST_TEST_REQUIRE(roots.size() > 2 * proof::tile_width);
  for (std::uint64_t size = 1; size < roots.size(); ++size) {
    BOOST_TEST(storage::check_continues(**entries, {"log", size, roots[size]}).has_value(), size);
    const auto forked = storage::check_continues(**entries, {"log", size, roots[size - 1]});
    BOOST_TEST((!forked && forked.error().kind == proof::FaultKind::forked), size);
  }
  const auto beyond = storage::check_continues(**entries, {"log", roots.size(), roots.back()});
  BOOST_TEST((!beyond && beyond.error().kind == proof::FaultKind::beyond_tree));
}

BOOST_AUTO_TEST_SUITE_END()
