#include <algorithm>
#include <boost/test/unit_test.hpp>

#include "tests/events/codec_samples.hpp"

namespace {

using namespace lapor;
using namespace lapor::samples;

Instant day(std::int64_t number) {
  return Instant{std::chrono::days{number}};
}

ReportState rich_state() {
  ReportState state;
  state.id = ReportId{1'000'001};
  state.version = Version{32};
  state.status = Status::in_progress;
  state.classification = Classification::information_request;
  state.anonymous = state.confidential = state.published = state.erased = state.legal_hold = true;
  state.appealed = state.reopened = state.has_running_deadline = true;
  state.closed_by = Initiator::administrator;
  state.missed_level = 3;
  state.rating = 5;
  state.bounces = 65'535;
  state.comments = 4'000'000'000;
  state.reporter = secret_person;
  state.chosen = "kota-35.78";
  state.holder = "kota-35.78/dishub";
  state.earlier_holders = {"prov-35", "kemenhub"};
  state.copies = {"kota-33.74"};
  state.supporters = {PersonId{2}, PersonId{9}};
  state.hidden_comments = {1, 7};
  state.deadline = {DeadlineKind::auto_close, day(10), true};
  state.next_alarm = day(1);
  state.submitted_at = day(2);
  state.verified_at = day(3);
  state.first_follow_up_at = day(4);
  state.ended_at = day(5);
  state.window_until = day(6);
  state.resolution_target = day(7);
  state.merged_into = ReportId{1'000'002};
  return state;
}

Bytes snapshot(const ReportState& state) {
  return encode_snapshot(state, fake_seal);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(snapshot_codec)

BOOST_AUTO_TEST_CASE(state_comes_back_as_it_was) {
  BOOST_TEST((decode_snapshot(snapshot(rich_state()), fake_open) == rich_state()));
  BOOST_TEST((decode_snapshot(snapshot(ReportState{}), fake_open) == ReportState{}));
}

BOOST_AUTO_TEST_CASE(each_flag_and_moment_comes_back_alone) {
  for (bool ReportState::*flag :
       {&ReportState::anonymous, &ReportState::confidential, &ReportState::published, &ReportState::erased,
        &ReportState::legal_hold, &ReportState::appealed, &ReportState::reopened, &ReportState::has_running_deadline}) {
    ReportState state;
    state.*flag = true;
    BOOST_TEST((decode_snapshot(snapshot(state), fake_open) == state));
  }
  for (auto moment : {&ReportState::next_alarm, &ReportState::verified_at, &ReportState::first_follow_up_at,
                      &ReportState::ended_at, &ReportState::window_until, &ReportState::resolution_target}) {
    ReportState state;
    state.*moment = Instant{};
    BOOST_TEST((decode_snapshot(snapshot(state), fake_open) == state));
  }
}

BOOST_AUTO_TEST_CASE(many_supporters_come_back) {
  ReportState state = rich_state();
  for (std::uint64_t person = 100; person < 50'000; ++person) state.supporters.push_back(PersonId{person});
  BOOST_TEST((decode_snapshot(snapshot(state), fake_open) == state));
}

BOOST_AUTO_TEST_CASE(nothing_of_the_state_stands_in_clear) {
  const Bytes bytes = snapshot(rich_state());
  const auto person = number(secret_person);
  BOOST_TEST(std::ranges::search(bytes, std::as_bytes(std::span(&person, 1))).empty());
  BOOST_TEST(std::ranges::search(bytes, std::as_bytes(std::span(std::string_view("dishub")))).empty());
}

BOOST_AUTO_TEST_CASE(snapshot_without_its_key_is_none) {
  BOOST_TEST(!decode_snapshot(snapshot(rich_state()), open_nothing).has_value());
}

BOOST_AUTO_TEST_CASE(altered_snapshot_is_none) {
  const Bytes bytes = snapshot(rich_state());
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    Bytes changed = bytes;
    changed[at] ^= std::byte{0x10};
    const auto state = decode_snapshot(changed, fake_open);
    BOOST_TEST((!state.has_value() || *state == rich_state()));
    BOOST_TEST(!decode_snapshot(BytesView(bytes).first(at), fake_open).has_value());
  }
}

BOOST_AUTO_TEST_CASE(snapshot_of_another_form_is_none_and_is_not_opened) {
  Bytes bytes = snapshot(rich_state());
  const std::size_t form_at = 16;  // behind the segment table and the root pointer
  BOOST_REQUIRE((bytes[form_at] == std::byte{2}));
  bytes[form_at] = std::byte{0};
  const Open closed = [](BytesView, BytesView) -> Opened {
    BOOST_FAIL("opened an old form");
    return std::nullopt;
  };
  BOOST_TEST(!decode_snapshot(bytes, closed).has_value());
}

BOOST_AUTO_TEST_CASE(sealed_part_of_a_record_does_not_open_as_a_snapshot) {
  Bytes context_of_record;
  Bytes context_of_snapshot;
  const auto keep_in = [](Bytes& kept) {
    return [&kept](BytesView plain, BytesView context) {
      kept.assign(context.begin(), context.end());
      return Bytes(plain.begin(), plain.end());
    };
  };
  Record record = reporters_record_of(SupportAdded{});
  record.version = rich_state().version;
  BOOST_TEST(!encode(record, keep_in(context_of_record)).empty());
  BOOST_TEST(!encode_snapshot(rich_state(), keep_in(context_of_snapshot)).empty());
  BOOST_TEST(context_of_record.size() + 1 == context_of_snapshot.size());
}

BOOST_AUTO_TEST_SUITE_END()
