#include "listener.hpp"
#include "service_fixture.hpp"

using namespace lapor;
using namespace lapor::api;
using namespace lapor::api::testing;

namespace {

struct LiveFixture : ServiceFixture {
  Listener listen(const std::string& query, const Ask& by) {
    const Answer answer = get("/v1/stream" + query, by);
    BOOST_REQUIRE_MESSAGE(answer.status() == 200, answer.response.body);
    BOOST_TEST(answer.response.content_type == "text/event-stream");
    return Listener(answer.response.source);
  }

  std::string submit_words(const std::string& title, const std::string& text) {
    return post("/v1/reports", R"({"title":")" + title + R"(","text":")" + text + R"(","occurred_on":"2026-11-18"})",
                {"reporter", {}})
        .at("id");
  }

  /// Whether this event of this report stands in a part of a stream.
  static bool has_event(const std::string& came, const std::string& name, const std::string& id) {
    const auto event = came.find("event: " + name + "\nid: ");
    return event != std::string::npos && came.find("\ndata: {\"id\":" + id, event) != std::string::npos;
  }

  std::string position() { return std::to_string(number(journal.last_position())); }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(live_streams, LiveFixture)

BOOST_AUTO_TEST_CASE(what_happens_to_a_list_is_told_as_it_happens) {
  Listener listener = listen("", admin);
  const std::string id = submit();
  const std::string came = listener.until("event: report");
  BOOST_TEST(came.starts_with("retry: 2000\n\n"));
  BOOST_TEST(came.find("event: report\nid: " + position() + "\ndata: {\"id\":" + id + ",") != std::string::npos);
  BOOST_TEST(came.ends_with("\n\n"));
}

BOOST_AUTO_TEST_CASE(a_report_that_leaves_the_list_is_told_to_have_left) {
  const std::string id = submit();
  settle();
  Listener listener = listen("?state=awaiting_verification", admin);
  BOOST_TEST(command(id, "hold", R"({"reason":"incomplete","question":"Di mana?"})", admin).status() == 200);
  BOOST_TEST(listener.until("event: left").find("data: {\"id\":" + id + "}") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(nobody_is_told_of_what_it_may_not_know_of) {
  Listener listener = listen("", anybody);
  submit();
  submit_and_verify(R"(,"confidential":true)");
  const std::string published = submit_and_verify();
  const std::string came = listener.until("event: ");
  BOOST_TEST(came.find("\"id\":" + published) != std::string::npos);
  BOOST_TEST(came.find("1000001") == std::string::npos);
  BOOST_TEST(came.find("1000002") == std::string::npos);
  BOOST_TEST(came.find("Lubang besar di depan rumah") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(what_becomes_confidential_leaves_the_publics_list) {
  const std::string id = submit_and_verify();
  settle();
  Listener listener = listen("", anybody);
  BOOST_TEST(command(id, "visibility", R"({"anonymous":false,"confidential":true})", {"reporter", {}}).status() == 200);
  BOOST_TEST(listener.until("event: ").find("event: left") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_stream_resumes_behind_the_last_event_seen) {
  submit();
  const std::string seen = position();
  const std::string second = submit();
  const std::string third = submit();
  settle();
  Listener listener = listen("", {"national_admin", {{"last-event-id", seen}}});
  const std::string came = listener.until("\"id\":" + third);
  BOOST_TEST(came.find("\"id\":" + second) != std::string::npos);
  BOOST_TEST(came.find("1000001") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(whoever_looks_back_is_not_told_what_a_report_was_that_is_hidden_now) {
  const std::string id = submit_and_verify();
  settle();
  const std::string seen = position();
  const Answer hidden = command(id, "visibility", R"({"anonymous":false,"confidential":true})", {"reporter", {}});
  BOOST_TEST(hidden.status() == 200);
  settle();
  for (const char* query : {"", "?tag=jalan", "?tag=other", "?category=perhubungan"}) {
    Listener listener = listen(query, {"", {{"last-event-id", seen}}});
    const std::string came = listener.until("event: ");
    BOOST_TEST(came.find("event: reset\n") != std::string::npos, came);
    BOOST_TEST(came.find(id) == std::string::npos, came);
  }
}

BOOST_AUTO_TEST_CASE(a_stream_from_long_ago_comes_to_the_present_in_turns_and_is_told_once_what_is_missing) {
  for (int i = 0; i < 6'000; ++i) submit();
  const std::string last = submit_words("Banjir", "Air naik.");
  settle();
  Listener listener = listen("?q=banjir", {"national_admin", {{"last-event-id", "0"}}});
  const std::string came = listener.until("\"id\":" + last + ",");
  const auto reset = came.find("event: reset\n");
  BOOST_TEST(reset != std::string::npos);
  BOOST_TEST(came.find("event: reset\n", reset + 1) == std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_stream_of_words_tells_of_those_who_have_them_in_what_the_listener_may_read) {
  Listener listener = listen("?q=kebakaran", admin);
  Listener of_public = listen("?q=kebakaran", anybody);
  Listener of_public_with_other_words = listen("?q=gubeng", anybody);
  submit();
  const std::string burnt = submit_words("Pasar terbakar", "Tolong segera.");
  BOOST_TEST(has_event(listener.until("event: "), "report", burnt));
  const std::string verified = submit_and_verify();
  BOOST_TEST(has_event(of_public_with_other_words.until("event: "), "report", verified));
  BOOST_TEST(command(burnt, "verification",
                     R"({"title":"Pasar terbakar","public_text":"Kebakaran pasar.","classification":"complaint",)"
                     R"("category":"perhubungan","forward_to":"kota-35.78"})",
                     admin)
                 .status() == 200);
  BOOST_TEST(has_event(of_public.until("event: "), "report", burnt));
}

BOOST_AUTO_TEST_CASE(a_report_that_loses_its_words_leaves_the_stream) {
  const std::string id = submit_and_verify();
  const std::string other = submit_and_verify();
  settle();
  Listener listener = listen("?q=lubang", anybody);
  BOOST_TEST(command(other, "follow-ups", R"({"text":"Besok."})", {"officer:kota-35.78", {}}).status() == 201);
  BOOST_TEST(has_event(listener.until("event: "), "report", other));
  BOOST_TEST(
      command(id, "redaction", R"({"title":"Jalan","public_text":"Jalan rusak.","reason":"x"})", admin).status() ==
      200);
  BOOST_TEST(has_event(listener.until("event: "), "left", id));
}

BOOST_AUTO_TEST_CASE(an_older_record_of_a_report_without_the_words_is_not_told) {
  submit_and_verify();
  const std::string flood = submit_words("Banjir", "Air naik.");
  settle();
  Listener listener = listen("?q=banjir", {"national_admin", {{"last-event-id", "0"}}});
  BOOST_TEST(has_event(listener.until("event: report"), "report", flood));
}

BOOST_AUTO_TEST_CASE(a_listener_from_before_a_restore_is_told_to_load_again_and_goes_on) {
  submit();
  settle();
  Listener listener = listen("", {"national_admin", {{"last-event-id", "999999"}}});
  BOOST_TEST(listener.until("event: ").find("event: reset\nid: 1\n") != std::string::npos);
  const std::string id = submit();
  BOOST_TEST(has_event(listener.until("event: report"), "report", id));
}

BOOST_AUTO_TEST_CASE(a_stream_takes_filters_only_and_known_positions) {
  for (const char* wrong : {"?q=di", "?limit=3", "?cursor=x", "?format=csv", "?facets=state", "?state=x"})
    BOOST_TEST(get(std::string("/v1/stream") + wrong, admin).status() == 400, wrong);
  for (const char* wrong : {"x", "-1", "1.5"})
    BOOST_TEST(get("/v1/stream", {"national_admin", {{"last-event-id", wrong}}}).status() == 400, wrong);
}

BOOST_AUTO_TEST_SUITE_END()
