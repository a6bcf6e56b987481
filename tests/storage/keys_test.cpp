#include "storage/keys.hpp"

#include <boost/test/unit_test.hpp>

#include "tests/storage/journal_contract.hpp"

namespace lapor::storage::test {

namespace {

std::string hex(std::string_view bytes) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  for (const char byte : bytes) {
    text += digits[static_cast<unsigned char>(byte) >> 4];
    text += digits[static_cast<unsigned char>(byte) & 15];
  }
  return text;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(keys_on_disk)

BOOST_AUTO_TEST_CASE(layouts_never_change) {
  BOOST_TEST(hex(keys::of(Position{258})) == "0000000000000102");
  BOOST_TEST(hex(keys::of(report(1'000'001))) == "0100000000000f4241");
  BOOST_TEST(hex(keys::of(report(1'000'001), Version{3})) == "0100000000000f424100000003");
  BOOST_TEST(hex(keys::of(alarm(1, 1'000'001, DeadlineKind::auto_close))) == "80000000000000010100000000000f424104");
  BOOST_TEST(hex(keys::of(request(0xab).key)) == "abababababababababababababababab");
  BOOST_TEST(hex(keys::of(name(0xab, NameKind::api_key))) == "03abababababababababababababababab");
  BOOST_TEST(hex(keys::of_tile(1, 2)) == "010000000000000002");
  BOOST_TEST(hex(keys::of_erased(report(1'000'001))) == "6572617365640100000000000f4241");
  BOOST_TEST(hex(keys::value_of(Position{1}, request(0, 0xcd).fingerprint)) ==
             "0000000000000001" + hex(std::string(16, '\xcd')));
  BOOST_TEST(hex(keys::value_of(Journal::TreeHead{1, {}})) == "0000000000000001" + std::string(64, '0'));
  BOOST_TEST(hex(keys::value_of(Version{5})) == "00000005");
}

BOOST_AUTO_TEST_CASE(what_is_written_is_read_back) {
  const auto due = alarm(-5, 1'000'001, DeadlineKind::completion);
  BOOST_TEST((keys::alarm_from(keys::of(due).view()) == due));
  BOOST_TEST((keys::position_from(keys::of(Position{77}).view()) == Position{77}));
  BOOST_TEST((keys::stream_from(keys::of(report(9), Version{4}).view()) == report(9)));
  BOOST_TEST((keys::version_from(keys::of(report(9), Version{4}).view()) == Version{4}));
  BOOST_TEST((keys::name_from(keys::of(name(7, NameKind::service)).view()) == name(7, NameKind::service)));
  BOOST_TEST((keys::holder_from(keys::of(report(9)).view()) == report(9)));
  BOOST_TEST((keys::snapshot_version_from(std::string{keys::value_of(Version{4}).view()} + "state") == Version{4}));
}

BOOST_AUTO_TEST_CASE(bytes_of_a_wrong_length_are_not_read) {
  BOOST_TEST(!keys::position_from("short").has_value());
  BOOST_TEST(!keys::alarm_from("short").has_value());
  BOOST_TEST(!keys::version_from("short").has_value());
  BOOST_TEST(!keys::stream_from("short").has_value());
  BOOST_TEST(!keys::name_from("short").has_value());
  BOOST_TEST(!keys::holder_from("short").has_value());
  BOOST_TEST(!keys::head_from("short").has_value());
  BOOST_TEST(!keys::request_from("short", {}).has_value());
  BOOST_TEST(!keys::snapshot_version_from("abc").has_value());
}

BOOST_AUTO_TEST_CASE(alarms_sort_by_instant_also_before_1970) {
  const std::vector<Alarm> ordered{alarm(-2, 9), alarm(-1, 1), alarm(0, 5), alarm(1, 4), alarm(256, 1), alarm(256, 2)};
  for (std::size_t i = 1; i < ordered.size(); ++i) {
    BOOST_TEST((keys::of(ordered[i - 1]).view() < keys::of(ordered[i]).view()));
  }
  BOOST_TEST((keys::of(ordered[3]).view() < keys::end_of(ordered[3].at).view()));
  BOOST_TEST((keys::end_of(ordered[3].at).view() < keys::of(ordered[4]).view()));
  BOOST_TEST((keys::of(Alarm{Instant::max(), ReportId{~0ULL}, DeadlineKind::auto_close}).view() <
              keys::end_of(Instant::max()).view()));
}

BOOST_AUTO_TEST_CASE(kinds_of_names_never_change) {
  BOOST_TEST(static_cast<int>(NameKind::address) == 1);
  BOOST_TEST(static_cast<int>(NameKind::session) == 2);
  BOOST_TEST(static_cast<int>(NameKind::api_key) == 3);
  BOOST_TEST(static_cast<int>(NameKind::staff) == 4);
  BOOST_TEST(static_cast<int>(NameKind::service) == 5);
}

BOOST_AUTO_TEST_CASE(names_sort_by_kind_then_by_unsigned_bytes_as_in_memory) {
  const std::vector<Name> ordered{name(0x00), name(0x7f), name(0x80), name(0xff), name(0x00, NameKind::session)};
  for (std::size_t i = 1; i < ordered.size(); ++i) {
    BOOST_TEST((ordered[i - 1] < ordered[i]));
    BOOST_TEST((keys::of(ordered[i - 1]).view() < keys::of(ordered[i]).view()));
  }
  BOOST_TEST((keys::of(ordered[3]).view() < keys::end_of(NameKind::address).view()));
  BOOST_TEST((keys::end_of(NameKind::address).view() < keys::of(ordered[4]).view()));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace lapor::storage::test
