#include <boost/test/unit_test.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "events/any_record.hpp"
#include "tests/events/codec_samples.hpp"
#include "tests/events/person_samples.hpp"

namespace {

using namespace lapor;
using namespace lapor::samples;

std::vector<LogEvent> rich_log_events() {
  return {LogKeysChanged{{"lapor.example/log+01020304+AQ==", "lapor.example/log+05060708+AQ=="}},
          RollbackAccepted{1'000'001, {std::byte{9}, std::byte{8}}},
          AuditRead{AuditResource::identity_reads, ReportId{1'000'007}, "after=12&kind=identity_revealed"},
          ReportNumbersSkipped{ReportId{2'000'007}}};
}

LogRecord log_record_of(const LogEvent& event) {
  LogRecord record{audit_stream(PersonId{77}),
                   Version{3},
                   *parse_rfc3339("2026-11-20T09:00:00+07:00"),
                   {Role::auditor, PersonId{77}, ""},
                   Channel::api,
                   "request-1",
                   {event}};
  record.salt = Salt{std::byte{1}, std::byte{2}, std::byte{3}};
  return record;
}

std::filesystem::path golden_file(const LogEvent& event) {
  return std::filesystem::path(LAPOR_SOURCE_DIR) / "tests/events/golden/log" / (std::string(name_of(event)) + ".hex");
}

}  // namespace

BOOST_AUTO_TEST_SUITE(log_codec)

BOOST_AUTO_TEST_CASE(every_event_comes_back_as_it_was) {
  BOOST_TEST(rich_log_events().size() == std::variant_size_v<LogEvent>);
  for (const LogEvent& event : rich_log_events()) {
    const auto decoded = decode_log(encode(log_record_of(event)));
    BOOST_REQUIRE_MESSAGE(decoded.has_value(), name_of(event));
    BOOST_TEST((*decoded == log_record_of(event)), name_of(event));
  }
}

BOOST_AUTO_TEST_CASE(bytes_of_every_event_stay_as_they_are) {
  for (const LogEvent& event : rich_log_events()) {
    const std::string hex = to_hex(encode(log_record_of(event)));
    if (std::getenv("LAPOR_WRITE_GOLDEN") != nullptr) std::ofstream(golden_file(event)) << hex;
    std::ifstream file(golden_file(event));
    const std::string golden{std::istreambuf_iterator<char>(file), {}};
    BOOST_TEST(golden == hex, name_of(event) << ": stored records cannot change (docs/formats.md, Older formats)");
  }
}

BOOST_AUTO_TEST_CASE(every_cut_record_is_refused) {
  const Bytes whole = encode(log_record_of(rich_log_events().front()));
  for (std::size_t length = 0; length < whole.size(); ++length)
    BOOST_TEST(!decode_log(BytesView(whole).first(length)).has_value());
}

BOOST_AUTO_TEST_CASE(each_kind_of_record_is_refused_by_the_readers_of_the_others) {
  const Bytes log = encode(log_record_of(rich_log_events().back()));
  const Bytes report = encode(record_of(SupportAdded{}), fake_seal);
  const Bytes person = encode(record_of(rich_person_events().front()), fake_seal);
  BOOST_TEST(!decode(log, fake_open).has_value());
  BOOST_TEST(!decode_person(log, fake_open).has_value());
  BOOST_TEST(!decode_log(report).has_value());
  BOOST_TEST(!decode_log(person).has_value());
  BOOST_TEST(decode_facts(log)->events.empty());
}

BOOST_AUTO_TEST_CASE(any_record_is_read_as_what_it_is) {
  const auto log = decode_any_facts(encode(log_record_of(rich_log_events().back())));
  const auto report = decode_any_facts(encode(reporters_record_of(rich_events().front()), fake_seal));
  const auto person = decode_any_facts(encode(record_of(rich_person_events().front()), fake_seal));
  BOOST_REQUIRE((log && report && person));
  BOOST_TEST((std::get<LogRecord>(*log) == log_record_of(rich_log_events().back())));
  BOOST_TEST(std::get<Record>(*report).events.size() == 1u);
  BOOST_TEST(std::get<PersonRecord>(*person).events.size() == 1u);
  BOOST_TEST(!decode_any_facts(Bytes(16)).has_value());
}

BOOST_AUTO_TEST_CASE(how_much_is_sealed_is_told) {
  BOOST_TEST(*sealed_bytes(encode(log_record_of(rich_log_events().back()))) == 0u);
  BOOST_TEST(*sealed_bytes(encode(reporters_record_of(rich_events().front()), fake_seal)) > 100u);
}

BOOST_AUTO_TEST_CASE(streams_are_named_and_read_again) {
  for (const Stream stream : {log_stream, audit_stream(PersonId{77}), stream_of(ReportId{1'000'001})})
    BOOST_TEST((parse_stream(to_string(stream)) == stream), to_string(stream));
  for (const char* text : {"", "report", "report/", "report/x", "report/01", "report/1 ", "unknown/1", "report/-1"})
    BOOST_TEST(!parse_stream(text).has_value(), text);
}

BOOST_AUTO_TEST_SUITE_END()
