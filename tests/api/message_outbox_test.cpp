#include "api/identity/message_outbox.hpp"

#include <boost/test/unit_test.hpp>

using namespace lapor;
using namespace lapor::api;
using namespace std::chrono_literals;
using Kind = ContactAddress::Kind;

namespace {

constexpr Instant start{std::chrono::hours{480'000}};

std::optional<std::uint64_t> post(MessageOutbox& outbox, Instant now, Kind kind = Kind::email) {
  const ContactAddress to{kind, kind == Kind::email ? "siti@example.id" : "+628123456789"};
  return outbox.post(to, "Kode", Secret{"123456"}, now, 15min);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(message_outbox)

BOOST_AUTO_TEST_CASE(a_posted_message_waits_as_it_was_posted) {
  MessageOutbox outbox;
  const auto id = post(outbox, start);
  BOOST_REQUIRE(id);
  const auto waiting = outbox.waiting(Kind::email, 10, start);
  BOOST_REQUIRE(waiting.size() == 1U);
  BOOST_TEST(waiting[0].id == *id);
  BOOST_TEST(waiting[0].to.value == "siti@example.id");
  BOOST_TEST(waiting[0].subject == "Kode");
  BOOST_TEST(waiting[0].text.reveal() == "123456");
  BOOST_TEST((waiting[0].created_at == start));
  BOOST_TEST((waiting[0].expires_at == start + 15min));
}

BOOST_AUTO_TEST_CASE(each_kind_of_gateway_gets_its_own) {
  MessageOutbox outbox;
  post(outbox, start, Kind::email);
  const auto id = post(outbox, start, Kind::phone);
  const auto waiting = outbox.waiting(Kind::phone, 10, start);
  BOOST_REQUIRE(waiting.size() == 1U);
  BOOST_TEST(waiting[0].id == id.value());
}

BOOST_AUTO_TEST_CASE(the_oldest_come_first_and_no_more_than_asked_for) {
  MessageOutbox outbox;
  std::vector<std::uint64_t> ids;
  for (int i = 0; i < 5; ++i) ids.push_back(post(outbox, start + i * 1s).value());
  const auto first = outbox.waiting(Kind::email, 2, start + 10s);
  BOOST_REQUIRE(first.size() == 2U);
  BOOST_TEST(first[0].id == ids[0]);
  BOOST_TEST(first[1].id == ids[1]);
  const auto others = outbox.waiting(Kind::email, 10, start + 10s);
  BOOST_REQUIRE(others.size() == 3U);
  BOOST_TEST(others[0].id == ids[2]);
}

BOOST_AUTO_TEST_CASE(a_fetched_message_is_offered_again_after_a_minute) {
  MessageOutbox outbox;
  post(outbox, start);
  BOOST_TEST(outbox.waiting(Kind::email, 10, start).size() == 1U);
  BOOST_TEST(outbox.waiting(Kind::email, 10, start + 60s - 1ms).empty());
  BOOST_TEST(outbox.waiting(Kind::email, 10, start + 60s).size() == 1U);
}

BOOST_AUTO_TEST_CASE(an_acknowledged_message_is_gone) {
  MessageOutbox outbox;
  const auto id = post(outbox, start).value();
  BOOST_TEST(outbox.acknowledge(id));
  BOOST_TEST(!outbox.acknowledge(id));
  BOOST_TEST(outbox.waiting(Kind::email, 10, start + 1h).empty());
}

BOOST_AUTO_TEST_CASE(an_expired_message_is_offered_to_nobody) {
  MessageOutbox outbox;
  const auto id = post(outbox, start).value();
  BOOST_TEST(outbox.waiting(Kind::email, 10, start + 15min - 1ms).size() == 1U);
  BOOST_TEST(outbox.waiting(Kind::email, 10, start + 30min).empty());
  BOOST_TEST(!outbox.acknowledge(id));
}

BOOST_AUTO_TEST_CASE(a_full_box_takes_nothing_until_something_is_sent_or_expires) {
  MessageOutbox outbox(2);
  const auto id = post(outbox, start).value();
  BOOST_REQUIRE(post(outbox, start + 1min));
  BOOST_TEST(!post(outbox, start + 2min));
  BOOST_REQUIRE(outbox.acknowledge(id));
  BOOST_TEST(post(outbox, start + 3min).has_value());
  BOOST_TEST(!post(outbox, start + 16min - 1ms));
  BOOST_TEST(post(outbox, start + 16min).has_value());
  BOOST_TEST(outbox.size() == 2U);
}

BOOST_AUTO_TEST_CASE(an_acknowledgement_for_another_process_meets_no_message) {
  MessageOutbox before;
  MessageOutbox after;
  const auto id = post(before, start).value();
  post(after, start);
  BOOST_TEST(!after.acknowledge(id));
  BOOST_TEST(id < (std::uint64_t{1} << 53U));  // a whole number in JSON
}

BOOST_AUTO_TEST_SUITE_END()
