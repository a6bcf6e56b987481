#include <boost/test/unit_test.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "events/codec_person.hpp"
#include "tests/events/codec_samples.hpp"
#include "tests/events/person_samples.hpp"

namespace {

using namespace lapor;
using namespace lapor::samples;

std::filesystem::path golden_file(const PersonEvent& event) {
  return std::filesystem::path(LAPOR_SOURCE_DIR) / "tests/events/golden/person" /
         (std::string(name_of(event)) + ".hex");
}

Bytes sealed(const PersonRecord& record) {
  return encode(record, fake_seal);
}

bool shows(const Bytes& bytes, std::string_view text) {
  const std::string_view all(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  return all.find(text) != std::string_view::npos;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(person_codec)

BOOST_AUTO_TEST_CASE(every_event_comes_back_as_it_was) {
  BOOST_TEST(rich_person_events().size() == std::variant_size_v<PersonEvent>);
  for (const PersonEvent& event : rich_person_events()) {
    const auto decoded = decode_person(sealed(record_of(event)), fake_open);
    BOOST_REQUIRE_MESSAGE(decoded.has_value(), name_of(event));
    BOOST_TEST((decoded->record == record_of(event)), name_of(event));
    BOOST_TEST(!decoded->erased);
  }
}

BOOST_AUTO_TEST_CASE(bytes_of_every_event_stay_as_they_are) {
  for (const PersonEvent& event : rich_person_events()) {
    const std::string hex = to_hex(sealed(record_of(event)));
    if (std::getenv("LAPOR_WRITE_GOLDEN") != nullptr) std::ofstream(golden_file(event)) << hex;
    std::ifstream file(golden_file(event));
    const std::string golden{std::istreambuf_iterator<char>(file), {}};
    BOOST_TEST(golden == hex, name_of(event) << ": stored records cannot change (docs/formats.md, Older formats)");
  }
}

BOOST_AUTO_TEST_CASE(records_older_than_their_salt_are_read_alike) {
  for (const PersonEvent& event : rich_person_events()) {
    auto path = golden_file(event);
    path = path.parent_path().parent_path() / "format_2" / "person" / path.filename();
    std::ifstream file(path);
    const std::string old{std::istreambuf_iterator<char>(file), {}};
    const auto decoded = decode_person(from_hex(old), fake_open);
    BOOST_REQUIRE_MESSAGE(decoded.has_value(), path.string());
    BOOST_TEST((decoded->record == record_of(event)), name_of(event));
  }
}

BOOST_AUTO_TEST_CASE(nothing_personal_stands_in_clear) {
  for (const PersonEvent& event : rich_person_events())
    BOOST_TEST(!shows(sealed(record_of(event)), secret), name_of(event));
}

BOOST_AUTO_TEST_CASE(facts_are_read_without_a_key) {
  for (const PersonEvent& event : rich_person_events()) {
    const auto facts = decode_person_facts(sealed(record_of(event)));
    BOOST_REQUIRE(facts.has_value());
    BOOST_TEST(facts->events.at(0).index() == event.index());
    BOOST_TEST(!facts->by.person.has_value());
  }
}

BOOST_AUTO_TEST_CASE(a_destroyed_key_leaves_the_facts) {
  const auto nothing = [](BytesView, BytesView) -> Opened { return std::nullopt; };
  const auto decoded = decode_person(sealed(record_of(rich_person_events().front())), nothing);
  BOOST_REQUIRE(decoded.has_value());
  BOOST_TEST(decoded->erased);
  BOOST_TEST(std::get<AccountRegistered>(decoded->record.events.front()).address.empty());
}

BOOST_AUTO_TEST_CASE(an_altered_seal_is_an_error) {
  const auto failing = [](BytesView, BytesView) -> Opened { return fail(OpenFailed{}); };
  BOOST_TEST(!decode_person(sealed(record_of(rich_person_events().front())), failing).has_value());
}

BOOST_AUTO_TEST_CASE(every_cut_record_is_refused) {
  const Bytes whole = sealed(record_of(rich_person_events().front()));
  for (std::size_t length = 0; length < whole.size(); ++length)
    BOOST_TEST(!decode_person(BytesView(whole).first(length), fake_open).has_value());
}

BOOST_AUTO_TEST_CASE(a_report_is_no_person_and_a_person_no_report) {
  const Bytes person = sealed(record_of(rich_person_events().front()));
  const Bytes report = encode(samples::record_of(SupportAdded{}), fake_seal);
  BOOST_TEST(!decode(person, fake_open).has_value());
  BOOST_TEST(!decode_person(report, fake_open).has_value());
  BOOST_TEST(decode_facts(person)->events.empty());
}

BOOST_AUTO_TEST_SUITE_END()
