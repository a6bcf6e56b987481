#include "storage/text_index.hpp"

#include <boost/test/unit_test.hpp>
#include <fstream>
#include <set>

#include "temporary_folder.hpp"

namespace lapor::storage::test {
namespace {

class Set final : public DocumentSet {
 public:
  explicit Set(std::set<DocumentNumber> documents) : documents_(std::move(documents)) {}
  DocumentNumber next_from(DocumentNumber from) override {
    const auto at = documents_.lower_bound(from);
    return at == documents_.end() ? 0 : *at;
  }
  DocumentNumber size() const override { return static_cast<DocumentNumber>(documents_.size()); }

 private:
  const std::set<DocumentNumber> documents_;
};

std::string with(const TextIndex& index, std::string_view term, DocumentSet* among = nullptr) {
  std::string all;
  BOOST_TEST(
      index.documents_with(term, among, [&](DocumentNumber each) { all += std::to_string(each) + " "; }).has_value());
  return all;
}

std::string best(const TextIndex& index, std::vector<std::string> terms, std::size_t first = 0,
                 std::size_t limit = 10) {
  Set all_but_nine({1, 2, 3, 4, 77});
  std::string all;
  const auto found = index.best(terms, all_but_nine, first, limit);
  BOOST_REQUIRE(found.has_value());
  for (const auto each : *found) all += std::to_string(each) + " ";
  return all;
}

void fill(TextIndex& index) {
  BOOST_TEST(index.put(1, {{"a", 1}, {"b", 1}}).has_value());
  BOOST_TEST(index.put(2, {{"a", 5}}).has_value());
  BOOST_TEST(index.put(9, {{"a", 9}}).has_value());
  BOOST_TEST(index.put(4, {{"c", 1}}).has_value());
}

}  // namespace

BOOST_AUTO_TEST_SUITE(text_index)

BOOST_AUTO_TEST_CASE(what_was_put_is_found_at_once) {
  const auto index = TextIndex::in_memory();
  fill(*index);
  BOOST_TEST(with(*index, "a") == "1 2 9 ");
  BOOST_TEST(with(*index, "x") == "");
}

BOOST_AUTO_TEST_CASE(what_is_put_again_replaces_what_was_there) {
  const auto index = TextIndex::in_memory();
  fill(*index);
  BOOST_TEST(index->put(1, {{"c", 1}}).has_value());
  BOOST_TEST(with(*index, "a") == "2 9 ");
  BOOST_TEST(with(*index, "c") == "1 4 ");
  BOOST_TEST(index->put(1, {}).has_value());
  BOOST_TEST(index->put(77, {}).has_value());
  BOOST_TEST(with(*index, "c") == "4 ");
}

BOOST_AUTO_TEST_CASE(a_term_is_found_among_a_set_only) {
  const auto index = TextIndex::in_memory();
  fill(*index);
  Set odd({1, 3, 9, 11});
  Set none({});
  BOOST_TEST(with(*index, "a", &odd) == "1 9 ");
  BOOST_TEST(with(*index, "a", &none) == "");
  BOOST_TEST(*index->frequency("a") == 3u);
  BOOST_TEST(*index->frequency("x") == 0u);
}

BOOST_AUTO_TEST_CASE(the_best_of_a_set_come_first_and_page_on) {
  const auto index = TextIndex::in_memory();
  fill(*index);
  BOOST_TEST(best(*index, {"a", "b"}) == "1 2 ");
  BOOST_TEST(best(*index, {"a"}) == "2 1 ");
  BOOST_TEST(best(*index, {"a"}, 1, 1) == "1 ");
  BOOST_TEST(best(*index, {}) == "");
}

BOOST_AUTO_TEST_CASE(a_commit_outlives_the_process_with_its_mark) {
  const TemporaryFolder folder;
  {
    const auto index = TextIndex::open(folder.path() / "texts");
    BOOST_REQUIRE(index.has_value());
    BOOST_TEST(*(*index)->mark() == "");
    fill(**index);
    BOOST_TEST((*index)->commit("17").has_value());
  }
  const auto index = TextIndex::open(folder.path() / "texts");
  BOOST_TEST(*(*index)->mark() == "17");
  BOOST_TEST(with(**index, "a") == "1 2 9 ");
  BOOST_TEST((*index)->clear().has_value());
  BOOST_TEST(*(*index)->mark() == "");
  BOOST_TEST(with(**index, "a") == "");
}

BOOST_AUTO_TEST_CASE(a_damaged_index_is_begun_anew) {
  const TemporaryFolder folder;
  {
    const auto index = TextIndex::open(folder.path() / "texts");
    fill(**index);
    BOOST_TEST((*index)->commit("17").has_value());
  }
  std::ofstream{folder.path() / "texts" / "iamglass"} << "nonsense";
  const auto index = TextIndex::open(folder.path() / "texts");
  BOOST_REQUIRE(index.has_value());
  BOOST_TEST(*(*index)->mark() == "");
  BOOST_TEST(with(**index, "a") == "");
}

BOOST_AUTO_TEST_CASE(two_processes_never_share_one) {
  const TemporaryFolder folder;
  const auto index = TextIndex::open(folder.path() / "texts");
  const auto second = TextIndex::open(folder.path() / "texts");
  BOOST_REQUIRE(!second.has_value());
  BOOST_TEST((second.error().code == ErrorCode::in_use));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace lapor::storage::test
