#include "events/codec.hpp"

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <set>

#include "tests/events/codec_samples.hpp"

namespace {

using namespace lapor;
using namespace lapor::samples;

bool contains(const Bytes& bytes, BytesView wanted) {
  return !std::ranges::search(bytes, wanted).empty();
}

bool contains(const Bytes& bytes, std::string_view wanted) {
  return contains(bytes, std::as_bytes(std::span(wanted)));
}

template <class Number>
bool contains_number(const Bytes& bytes, Number number) {
  return contains(bytes, std::as_bytes(std::span(&number, 1)));
}

/// What is left of a record after an erasure, or without a key.
Record without_secrets(const Record& record) {
  const auto facts = decode_facts(sealed_record(record));
  BOOST_REQUIRE(facts.has_value());
  return *facts;
}

void check_round_trip(const Record& record) {
  BOOST_TEST_CONTEXT(name_of(record.events.front())) {
    const auto decoded = decode(sealed_record(record), fake_open);
    BOOST_REQUIRE_MESSAGE(decoded.has_value(), decoded.error().what);
    BOOST_TEST((decoded->record == record));
    BOOST_TEST(!decoded->erased);
  }
}

/// Two events, both with texts, in one record.
Record verified_and_forwarded() {
  const Events rich = rich_events();
  Record record = record_of(rich[1]);
  record.events.push_back(rich[2]);
  return record;
}

Record everything() {
  Record record = reporters_record_of(SupportAdded{});
  record.events = rich_events();
  return record;
}

Bytes with_byte(Bytes bytes, std::size_t at, std::byte value) {
  bytes[at] = value;
  return bytes;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(codec)

BOOST_AUTO_TEST_CASE(samples_have_every_event_once) {
  for (const Events& events : {rich_events(), bare_events()}) {
    BOOST_REQUIRE_EQUAL(events.size(), std::variant_size_v<Event>);
    for (std::size_t i = 0; i < events.size(); ++i) BOOST_TEST(events[i].index() == i);
  }
}

BOOST_AUTO_TEST_CASE(every_event_comes_back_as_it_was) {
  for (const Event& event : rich_events()) {
    check_round_trip(record_of(event));
    check_round_trip(reporters_record_of(event));
  }
  for (const Event& event : bare_events()) check_round_trip(record_of(event));
}

BOOST_AUTO_TEST_CASE(whose_record_it_is_can_be_read_alone) {
  for (const Event& event : rich_events()) {
    const Record record = record_of(event);
    const auto stream = decode_stream(sealed_record(record));
    BOOST_TEST_REQUIRE(stream.has_value());
    BOOST_TEST((*stream == record.stream));
  }
  BOOST_TEST(!decode_stream({}).has_value());
}

BOOST_AUTO_TEST_CASE(absent_and_empty_are_told_apart) {
  auto completed = std::get<ReportCompleted>(bare_events()[4]);
  check_round_trip(record_of(completed));
  completed.place = Place{};
  completed.occurred_on = std::chrono::year{1970} / 1 / 1;
  check_round_trip(record_of(completed));
  check_round_trip(record_of(DeadlineMissed{DeadlineKind::completion, Instant{}, 1, Instant{}}));
  check_round_trip(record_of(ReportForwarded{"", "", {""}, Deadline{DeadlineKind::follow_up, Instant{}, false}}));
}

BOOST_AUTO_TEST_CASE(every_role_channel_and_kind_of_stream_comes_back) {
  for (const auto& role : words<Role>) {
    Record record = reporters_record_of(SupportAdded{});
    record.by.role = role.value;
    check_round_trip(record);
    record.by.person.reset();
    check_round_trip(record);
  }
  for (const auto& channel : words<Channel>) {
    Record record = record_of(SupportAdded{});
    record.channel = channel.value;
    check_round_trip(record);
  }
  for (const auto kind :
       {StreamKind::report, StreamKind::institution, StreamKind::policy, StreamKind::calendar, StreamKind::poll}) {
    Record record = reporters_record_of(SupportAdded{});
    record.stream = {kind, ~std::uint64_t{0}};
    check_round_trip(record);
  }
}

BOOST_AUTO_TEST_CASE(extreme_numbers_come_back) {
  Record record = record_of(DeadlineMissed{DeadlineKind::completion, Instant::min(), 255, Instant::max()});
  record.version = Version{0xffffffff};
  record.at = Instant::min();
  check_round_trip(record);
  check_round_trip(record_of(ReportRated{-1, ""}));
}

BOOST_AUTO_TEST_CASE(many_events_and_long_texts_come_back) {
  check_round_trip(everything());
  auto large = std::get<ReportSubmitted>(rich_events().front());
  large.text = std::string(300'000, 'x');
  large.attachments.assign(500, std::string(64, 'c'));
  check_round_trip(reporters_record_of(large));
  check_round_trip(record_of(SupportAdded{}));  // a large record leaves nothing behind for the next one
}

BOOST_AUTO_TEST_CASE(record_without_events_comes_back) {
  Record record = reporters_record_of(SupportAdded{});
  record.events.clear();
  const auto decoded = decode(sealed_record(record), fake_open);
  BOOST_REQUIRE(decoded.has_value());
  BOOST_TEST((decoded->record == record));
}

BOOST_AUTO_TEST_CASE(equal_records_give_equal_bytes_in_one_segment) {
  auto large = std::get<ReportSubmitted>(rich_events().front());
  large.attachments.assign(500, std::string(64, 'c'));
  for (const Record& record : {everything(), reporters_record_of(large)}) {
    const Bytes bytes = sealed_record(record);
    BOOST_TEST((bytes == sealed_record(Record(record))));
    BOOST_TEST(contains(Bytes(bytes.begin(), bytes.begin() + 4), std::string_view("\0\0\0\0", 4)));
  }
}

BOOST_AUTO_TEST_CASE(secrets_do_not_stand_in_clear) {
  for (const Event& event : rich_events()) {
    const Bytes bytes = sealed_record(reporters_record_of(event));
    BOOST_TEST_CONTEXT(name_of(event)) {
      BOOST_TEST(!contains(bytes, secret));
      BOOST_TEST(!contains(bytes, "Ahmad Yani"));
      BOOST_TEST(!contains_number(bytes, number(secret_person)));
      BOOST_TEST(!contains_number(bytes, -7.250445));
      BOOST_TEST(!contains_number(bytes, 112.768845));
    }
  }
}

BOOST_AUTO_TEST_CASE(facts_and_staff_stand_in_clear) {
  const Bytes bytes = sealed_record(record_of(rich_events().front()));
  BOOST_TEST(contains_number(bytes, number(staff_person)));
  BOOST_TEST(contains(bytes, "kota-35.78/dishub"));
  BOOST_TEST(contains(bytes, "perhubungan/jalan"));
}

BOOST_AUTO_TEST_CASE(only_staff_stand_in_clear) {
  const std::set<Role> sealed{Role::anyone, Role::reporter, Role::gateway, Role::clerk};
  for (const auto& role : words<Role>) {
    Record record = record_of(SupportAdded{});
    record.by.role = role.value;
    BOOST_TEST_CONTEXT(role.word)
    BOOST_TEST(contains_number(sealed_record(record), number(staff_person)) == !sealed.contains(role.value));
  }
}

BOOST_AUTO_TEST_CASE(seal_is_called_once_with_the_place_of_the_record) {
  int calls = 0;
  Bytes seen;
  const Seal seal = [&](BytesView plain, BytesView context) {
    ++calls;
    seen.assign(context.begin(), context.end());
    return fake_seal(plain, context);
  };
  BOOST_TEST(!encode(everything(), seal).empty());
  BOOST_TEST(calls == 1);
  BOOST_TEST(to_hex(seen) == "0141420f000000000007000000\n");
}

BOOST_AUTO_TEST_CASE(nothing_is_sealed_when_there_is_nothing_to_seal) {
  const Seal never = [](BytesView, BytesView) -> Bytes {
    BOOST_FAIL("sealed nothing");
    return {};
  };
  const Open closed = [](BytesView, BytesView) -> Opened {
    BOOST_FAIL("opened nothing");
    return std::nullopt;
  };
  for (const Event& event : {rich_events()[25], rich_events()[11], bare_events()[3], bare_events()[19]}) {
    const auto decoded = decode(encode(record_of(event), never), closed);
    BOOST_REQUIRE(decoded.has_value());
    BOOST_TEST((decoded->record == record_of(event)));
    BOOST_TEST(!decoded->erased);
  }
}

BOOST_AUTO_TEST_CASE(erased_record_keeps_its_facts_and_loses_its_texts) {
  for (const Event& event : rich_events()) {
    const Record record = reporters_record_of(event);
    const auto decoded = decode(sealed_record(record), open_nothing);
    BOOST_REQUIRE(decoded.has_value());
    BOOST_TEST(decoded->erased);
    BOOST_TEST(!decoded->record.by.person.has_value());
    BOOST_TEST((decoded->record == without_secrets(record)));
  }
}

BOOST_AUTO_TEST_CASE(facts_are_read_without_a_key) {
  const Record record = reporters_record_of(rich_events().front());
  auto expected = std::get<ReportSubmitted>(record.events.front());
  expected.title = expected.text = expected.display_name = expected.place.address = "";
  expected.place.point.reset();
  expected.contact = {};
  const auto facts = decode_facts(sealed_record(record));
  BOOST_REQUIRE(facts.has_value());
  BOOST_TEST((facts->events.front() == Event{expected}));
  BOOST_TEST(!facts->by.person.has_value());
  BOOST_TEST((facts->by.role == Role::reporter));
}

BOOST_AUTO_TEST_CASE(altered_sealed_part_is_an_error_and_not_an_erasure) {
  const Record record = everything();
  Record elsewhere = record;
  elsewhere.version = next(record.version);
  Bytes stolen;
  const Bytes other =
      encode(elsewhere, [&](BytesView plain, BytesView context) { return stolen = fake_seal(plain, context); });
  BOOST_REQUIRE(decode(other, fake_open).has_value());
  const Bytes moved = encode(record, [&](BytesView, BytesView) { return stolen; });
  const auto decoded = decode(moved, fake_open);
  BOOST_REQUIRE(!decoded.has_value());
  BOOST_TEST(decoded.error().what == "the sealed part was altered or the key is another one");
}

BOOST_AUTO_TEST_CASE(sealed_part_of_other_events_is_an_error) {
  Bytes plain_of_one;
  const auto keep = [&](BytesView plain, BytesView) { return plain_of_one = Bytes(plain.begin(), plain.end()); };
  BOOST_TEST(!encode(record_of(rich_events()[1]), keep).empty());
  const Open open = [&](BytesView, BytesView) -> Opened { return plain_of_one; };
  const auto decoded = decode(sealed_record(verified_and_forwarded()), open);
  BOOST_REQUIRE(!decoded.has_value());
  BOOST_TEST(decoded.error().what == "the sealed part is of 1 events, the record of 2");
}

BOOST_AUTO_TEST_CASE(garbage_behind_the_seal_is_an_error) {
  const Open garbage = [](BytesView, BytesView) -> Opened { return Bytes(40, std::byte{0xff}); };
  const Open nothing_in_it = [](BytesView, BytesView) -> Opened { return Bytes{}; };
  BOOST_TEST(!decode(sealed_record(everything()), garbage).has_value());
  BOOST_TEST(!decode(sealed_record(everything()), nothing_in_it).has_value());
}

BOOST_AUTO_TEST_CASE(bytes_cut_off_anywhere_are_an_error) {
  const Bytes bytes = sealed_record(everything());
  for (std::size_t length = 0; length < bytes.size(); ++length) {
    BOOST_REQUIRE(!decode(BytesView(bytes).first(length), fake_open).has_value());
    BOOST_REQUIRE(!decode_facts(BytesView(bytes).first(length)).has_value());
  }
}

BOOST_AUTO_TEST_CASE(bytes_behind_the_record_are_an_error) {
  Bytes bytes = sealed_record(record_of(SupportAdded{}));
  bytes.resize(bytes.size() + 8);
  BOOST_TEST(!decode(bytes, fake_open).has_value());
}

BOOST_AUTO_TEST_CASE(no_changed_byte_crashes_the_decoder) {
  const Open trusting = [](BytesView sealed, BytesView) -> Opened {
    Bytes plain(sealed.begin(), sealed.end() - std::min<std::ptrdiff_t>(8, std::ssize(sealed)));
    for (std::byte& byte : plain) byte ^= std::byte{0xa5};
    return plain;
  };
  const Bytes bytes = sealed_record(everything());
  BOOST_REQUIRE((decode(bytes, trusting)->record == everything()));
  std::size_t refused = 0;
  for (std::size_t at = 0; at < bytes.size(); ++at)
    for (const unsigned flip : {0x01u, 0x80u, 0xffu}) {
      const Bytes changed = with_byte(bytes, at, bytes[at] ^ static_cast<std::byte>(flip));
      refused += decode(changed, trusting).has_value() ? 0 : 1;
      BOOST_REQUIRE(!decode(changed, fake_open).has_value() || decode_facts(changed).has_value());
    }
  BOOST_TEST(refused > bytes.size() / 10);
}

BOOST_AUTO_TEST_CASE(unaligned_bytes_are_read) {
  const Record record = everything();
  const Bytes bytes = sealed_record(record);
  for (std::size_t shift = 1; shift < 8; ++shift) {
    Bytes shifted(shift);
    shifted.insert(shifted.end(), bytes.begin(), bytes.end());
    const auto decoded = decode(BytesView(shifted).subspan(shift), fake_open);
    BOOST_REQUIRE(decoded.has_value());
    BOOST_TEST((decoded->record == record));
  }
}

BOOST_AUTO_TEST_SUITE_END()
