#include <capnp/message.h>
#include <capnp/serialize.h>

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "events/record.capnp.h"
#include "tests/events/codec_samples.hpp"

/// The bytes themselves: that they stay what they are, that old ones are read, and that unknown ones are named.
namespace {

using namespace lapor;
using namespace lapor::samples;

std::filesystem::path golden_file(const std::string& name) {
  return std::filesystem::path(LAPOR_SOURCE_DIR) / "tests/events/golden" / (name + ".hex");
}

std::string read_golden(const std::string& name) {
  std::ifstream file(golden_file(name));
  return {std::istreambuf_iterator<char>(file), {}};
}

bool writes_golden() {
  return std::getenv("LAPOR_WRITE_GOLDEN") != nullptr;
}

void check_golden(const std::string& name, const Bytes& bytes) {
  if (writes_golden()) std::ofstream(golden_file(name)) << to_hex(bytes);
  const std::string golden = read_golden(name);
  BOOST_TEST(
      golden == to_hex(bytes),
      name << ".hex: a record is no longer written as before. Stored records cannot change, so add to the schema "
              "instead of altering it, or raise the format and keep a copy of this file as it is for "
              "codec_upcast.cpp to lift. New bytes are written by a run with LAPOR_WRITE_GOLDEN=1.");
}

Record decoded_golden(const std::string& name) {
  const auto decoded = decode(from_hex(read_golden(name)), fake_open);
  BOOST_REQUIRE_MESSAGE(decoded.has_value(), name << ": " << decoded.error().what);
  return decoded->record;
}

/// Bytes of a record by somebody who has other ideas of the words than we have.
template <class Change>
Bytes strange_record(const Change& change) {
  capnp::MallocMessageBuilder message;
  auto record = message.initRoot<wire::Record>();
  record.setFormat(2);
  record.setStreamKind(1);
  record.setRole(1);
  record.setChannel(1);
  change(record);
  const auto words = capnp::messageToFlatArray(message);
  const auto bytes = std::as_bytes(std::span(words.asBytes().begin(), words.asBytes().size()));
  return {bytes.begin(), bytes.end()};
}

template <class Change>
void check_refused(const Change& change, std::string_view why) {
  const Bytes bytes = strange_record(change);
  const auto decoded = decode(bytes, fake_open);
  BOOST_REQUIRE(!decoded.has_value());
  BOOST_TEST(decoded.error().what == why);
  BOOST_REQUIRE(!decode_facts(bytes).has_value());
  BOOST_TEST(decode_facts(bytes).error().what == why);
}

using Strange = wire::Record::Builder;

}  // namespace

BOOST_AUTO_TEST_SUITE(record_format)

BOOST_AUTO_TEST_CASE(bytes_of_every_event_stay_as_they_are) {
  for (const Event& event : rich_events()) {
    const std::string name(name_of(event));
    check_golden(name, sealed_record(reporters_record_of(event)));
    BOOST_TEST((decoded_golden(name) == reporters_record_of(event)), name);
  }
}

BOOST_AUTO_TEST_CASE(bytes_of_a_record_of_two_events_stay_as_they_are) {
  Record record = record_of(rich_events()[1]);
  record.events.push_back(rich_events()[2]);
  check_golden("verified_and_forwarded", sealed_record(record));
  BOOST_TEST((decoded_golden("verified_and_forwarded") == record));
}

BOOST_AUTO_TEST_CASE(records_older_than_their_salt_are_read_alike) {
  for (const Event& event : rich_events()) {
    const std::string name(name_of(event));
    BOOST_TEST((decoded_golden("format_2/" + name) == reporters_record_of(event)), name);
    BOOST_TEST(read_golden("format_2/" + name) != read_golden(name), name);
  }
}

BOOST_AUTO_TEST_CASE(a_salt_comes_back_and_changes_the_bytes) {
  Record plain = record_of(SupportAdded{});
  Record salted = plain;
  salted.salt = Salt{std::byte{1}, std::byte{2}};
  check_golden("salted", sealed_record(salted));
  BOOST_TEST((decoded_golden("salted") == salted));
  BOOST_TEST((sealed_record(plain) != sealed_record(salted)));
}

BOOST_AUTO_TEST_CASE(a_salt_of_another_length_is_refused) {
  const std::array<kj::byte, 3> short_salt{1, 2, 3};
  check_refused([&](Strange record) { record.setSalt(kj::arrayPtr(short_salt.data(), short_salt.size())); },
                "the salt has 3 bytes, not 16");
}

BOOST_AUTO_TEST_CASE(reassignment_of_format_1_is_verification) {
  const Record declined = decoded_golden("format_1/report_declined");
  BOOST_TEST((declined == reporters_record_of(rich_events()[7])));
  const Record missed = decoded_golden("format_1/deadline_missed");
  auto expected = std::get<DeadlineMissed>(rich_events()[25]);
  expected.kind = DeadlineKind::verification;
  BOOST_TEST((missed == reporters_record_of(expected)));
}

BOOST_AUTO_TEST_CASE(other_deadlines_of_format_1_stay_what_they_are) {
  const Record held = decoded_golden("format_1/report_held");
  BOOST_TEST((held == reporters_record_of(rich_events()[3])));
}

BOOST_AUTO_TEST_CASE(erasures_older_than_their_ground_have_none) {
  const Record erased = decoded_golden("format_2/reporter_erased_without_ground");
  BOOST_TEST((erased == reporters_record_of(ReporterErased{ErasureGround::unstated})));
}

BOOST_AUTO_TEST_CASE(spent_ordinal_is_unknown_since_format_2) {
  const auto declined = [](Strange record) { record.initEvents(1)[0].initReportDeclined().initDeadline().setKind(5); };
  check_refused(declined, "deadline kind 5 is not known");
}

BOOST_AUTO_TEST_CASE(unknown_formats_are_refused) {
  check_refused([](Strange record) { record.setFormat(0); }, "the record has no format");
  check_refused([](Strange record) { record.setFormat(3); },
                "format 3 is newer than 2, the newest that this program knows");
}

BOOST_AUTO_TEST_CASE(unknown_ordinals_are_named) {
  check_refused([](Strange record) { record.setStreamKind(0); }, "stream kind 0 is not known");
  check_refused([](Strange record) { record.setStreamKind(10); }, "stream kind 10 is not known");
  check_refused([](Strange record) { record.setRole(11); }, "role 11 is not known");
  check_refused([](Strange record) { record.setChannel(200); }, "channel 200 is not known");
  check_refused([](Strange record) { record.initEvents(1)[0].initReportVerified().setClassification(5); },
                "classification 5 is not known");
  check_refused([](Strange record) { record.initEvents(1)[0].initReportHeld().setReason(5); },
                "hold reason 5 is not known");
  check_refused([](Strange record) { record.initEvents(1)[0].initReportClosed().setInitiator(4); },
                "initiator 4 is not known");
  check_refused([](Strange record) { record.initEvents(1)[0].initDeadlineMissed().setKind(0); },
                "deadline kind 0 is not known");
  const auto archived = [](Strange record) {
    auto event = record.initEvents(1)[0].initReportArchived();
    event.setInitiator(1);
    event.setReason(9);
  };
  check_refused(archived, "archive reason 9 is not known");
}

BOOST_AUTO_TEST_CASE(impossible_days_are_named) {
  const auto completed = [](Strange record) {
    record.initEvents(1)[0].initReportCompleted().initOccurredOn().setNumber(0x7fffffff);
  };
  check_refused(completed, "day 2147483647 is no date");
}

BOOST_AUTO_TEST_CASE(unknown_event_is_named) {
  const auto added = strange_record([](Strange record) { record.initEvents(1)[0].initSupportAdded(); });
  auto unknown = strange_record([](Strange record) { record.initEvents(1)[0].initSupportWithdrawn(); });
  const auto tag = std::ranges::mismatch(added, unknown).in2;
  BOOST_REQUIRE(tag != unknown.end());
  *tag = std::byte{200};
  const auto decoded = decode(unknown, fake_open);
  BOOST_REQUIRE(!decoded.has_value());
  BOOST_TEST(decoded.error().what == "event 200 is not known");
}

BOOST_AUTO_TEST_CASE(lists_that_claim_more_than_there_is_are_refused) {
  Bytes bytes = strange_record([](Strange record) { record.initEvents(1)[0].initSupportAdded(); });
  const auto refuses = [](const Bytes& changed) { return !decode_facts(changed).has_value(); };
  const auto count_at = bytes.size() - 16 - 8;  // the list's tag word, before one event of two words
  std::uint32_t tag = 0;
  std::memcpy(&tag, bytes.data() + count_at, sizeof tag);
  BOOST_REQUIRE_EQUAL(tag, 1u << 2);
  tag = 0x0fffffffu << 2;
  std::memcpy(bytes.data() + count_at, &tag, sizeof tag);
  BOOST_TEST(refuses(bytes));
}

BOOST_AUTO_TEST_SUITE_END()
