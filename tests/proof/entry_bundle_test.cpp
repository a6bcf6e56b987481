#include "storage/proof/entry_bundle.hpp"

#include <boost/test/unit_test.hpp>

#include "tests/proof/sample_tree.hpp"

namespace lapor::proof::test {

namespace {

Bytes bundle_of(std::initializer_list<std::string_view> records) {
  Bytes bundle;
  for (const auto record : records) BOOST_TEST_REQUIRE(append_entry(bundle, bytes_of(record)).has_value());
  return bundle;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(entry_bundle)

BOOST_AUTO_TEST_CASE(a_record_stands_behind_its_length_in_big_endian) {
  BOOST_TEST((bundle_of({"ab", ""}) ==
              Bytes{std::byte{0}, std::byte{2}, std::byte{'a'}, std::byte{'b'}, std::byte{0}, std::byte{0}}));
  const std::string long_record(258, 'x');
  const auto bundle = bundle_of({long_record});
  BOOST_TEST((bundle[0] == std::byte{1}));
  BOOST_TEST((bundle[1] == std::byte{2}));
}

BOOST_AUTO_TEST_CASE(records_are_read_back_as_they_were) {
  const std::string longest(max_record_bytes, 'x');
  const auto bundle = bundle_of({"one", "", longest});
  const auto entries = entries_of(bundle).value();
  BOOST_TEST_REQUIRE(entries.size() == 3u);
  BOOST_TEST(std::ranges::equal(entries[0], bytes_of("one")));
  BOOST_TEST(entries[1].empty());
  BOOST_TEST(std::ranges::equal(entries[2], bytes_of(longest)));
}

BOOST_AUTO_TEST_CASE(a_bundle_cut_anywhere_within_a_record_is_told) {
  const auto bundle = bundle_of({"one", "two"});
  BOOST_TEST(entries_of(BytesView{bundle}.first(0)).value().empty());
  BOOST_TEST(entries_of(BytesView{bundle}.first(5)).value().size() == 1u);
  for (const std::size_t size : {1, 2, 3, 4, 6, 7, 8, 9}) {
    BOOST_TEST((entries_of(BytesView{bundle}.first(size)).error().kind == FaultKind::truncated));
  }
  BOOST_TEST(entries_of(BytesView{bundle}.first(8)).error().what.find("number 2") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_record_that_is_too_long_for_a_bundle_is_refused_and_leaves_it_as_it_was) {
  Bytes bundle = bundle_of({"one"});
  const Bytes before = bundle;
  const auto added = append_entry(bundle, Bytes(max_record_bytes + 1));
  BOOST_TEST_REQUIRE(!added.has_value());
  BOOST_TEST((added.error().kind == FaultKind::malformed));
  BOOST_TEST((bundle == before));
  BOOST_TEST(append_entry(bundle, Bytes(max_record_bytes)).has_value());
  BOOST_TEST(entries_of(bundle).value().size() == 2u);
}

BOOST_AUTO_TEST_CASE(more_than_256_records_are_no_bundle) {
  Bytes bundle;
  for (std::size_t i = 0; i < tile_width; ++i) BOOST_TEST_REQUIRE(append_entry(bundle, {}).has_value());
  BOOST_TEST(entries_of(bundle).value().size() == tile_width);
  BOOST_TEST_REQUIRE(append_entry(bundle, {}).has_value());
  BOOST_TEST((entries_of(bundle).error().kind == FaultKind::malformed));
}

BOOST_AUTO_TEST_CASE(records_are_held_against_the_leaves_of_their_tile) {
  const auto bundle = bundle_of({"one", "two", "three"});
  const std::vector leaves{leaf_hash(bytes_of("one")), leaf_hash(bytes_of("two")), leaf_hash(bytes_of("three"))};
  BOOST_TEST(verify_entries(bundle, leaves, 512).value().size() == 3u);
  BOOST_TEST((verify_entries(bundle_of({"one", "two"}), leaves, 512).error().kind == FaultKind::truncated));
  BOOST_TEST((verify_entries(bundle, std::span{leaves}.first(2), 512).error().kind == FaultKind::malformed));
  const auto fault = verify_entries(bundle_of({"one", "TWO", "three"}), leaves, 512).error();
  BOOST_TEST((fault.kind == FaultKind::altered));
  BOOST_TEST(fault.what.find("position 514") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace lapor::proof::test
