#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "events/any_record.hpp"
#include "rulebook_scenario.hpp"
#include "tests/events/codec_samples.hpp"

namespace {

using namespace lapor;
using namespace lapor::samples;
using namespace lapor::scenario;

std::filesystem::path golden_file(const RulebookEvent& event) {
  return std::filesystem::path(LAPOR_SOURCE_DIR) / "tests/events/golden/rulebook" /
         (std::string(name_of(event)) + ".hex");
}

}  // namespace

BOOST_AUTO_TEST_SUITE(rulebook_codec)

BOOST_AUTO_TEST_CASE(every_event_comes_back_as_it_was) {
  BOOST_TEST(rich_rulebook_events().size() == std::variant_size_v<RulebookEvent>);
  for (const RulebookEvent& event : rich_rulebook_events()) {
    const RulebookRecord record = rulebook_record(Version{3}, event);
    const auto decoded = decode_rulebook(encode(record));
    BOOST_REQUIRE_MESSAGE(decoded.has_value(), name_of(event));
    BOOST_TEST((*decoded == record), name_of(event));
  }
}

BOOST_AUTO_TEST_CASE(bytes_of_every_event_stay_as_they_are) {
  for (const RulebookEvent& event : rich_rulebook_events()) {
    const std::string hex = to_hex(encode(rulebook_record(Version{3}, event)));
    if (std::getenv("LAPOR_WRITE_GOLDEN") != nullptr) std::ofstream(golden_file(event)) << hex;
    std::ifstream file(golden_file(event));
    const std::string golden{std::istreambuf_iterator<char>(file), {}};
    BOOST_TEST(golden == hex, name_of(event) << ": stored records cannot change (docs/formats.md, Older formats)");
  }
}

BOOST_AUTO_TEST_CASE(every_cut_record_is_refused) {
  const Bytes whole = encode(rulebook_record(Version{3}, rich_rulebook_events().front()));
  for (std::size_t length = 0; length < whole.size(); ++length)
    BOOST_TEST(!decode_rulebook(BytesView(whole).first(length)).has_value());
}

BOOST_AUTO_TEST_CASE(records_of_other_histories_are_no_rulebook) {
  const Bytes rulebook = encode(rulebook_record(Version{3}, rich_rulebook_events().front()));
  BOOST_TEST(!decode_rulebook(encode(record_of(SupportAdded{}), fake_seal)).has_value());
  BOOST_TEST(!decode(rulebook, fake_open).has_value());
  BOOST_TEST(!decode_log(rulebook).has_value());
  BOOST_TEST(!decode_person(rulebook, fake_open).has_value());
}

BOOST_AUTO_TEST_CASE(any_record_is_read_as_what_it_is) {
  const RulebookRecord record = rulebook_record(Version{3}, rich_rulebook_events().front());
  const auto read = decode_any_facts(encode(record));
  BOOST_REQUIRE(read);
  BOOST_TEST((std::get<RulebookRecord>(*read) == record));
}

BOOST_AUTO_TEST_CASE(a_report_says_by_which_rulebook_it_was_decided) {
  Record record = record_of(SupportAdded{});
  const Bytes without = encode(record, fake_seal);
  record.rulebook = Version{7};
  const Bytes with = encode(record, fake_seal);
  BOOST_TEST(number(decode_facts(without)->rulebook) == 0U);
  BOOST_TEST(number(decode_facts(with)->rulebook) == 7U);
  BOOST_TEST(with.size() == without.size());  // so records older than the field read as version 0
}

BOOST_AUTO_TEST_CASE(the_rulebook_has_a_stream_of_its_own) {
  BOOST_TEST(to_string(rulebook_stream) == "rulebook/1");
  BOOST_TEST((parse_stream("rulebook/1") == rulebook_stream));
}

BOOST_AUTO_TEST_SUITE_END()
