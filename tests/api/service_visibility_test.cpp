#include "service_fixture.hpp"

using namespace lapor;
using namespace lapor::api;
using namespace lapor::api::testing;

namespace {

const std::string text = R"({"text":"Keterangan."})";

/// What an answer may tell somebody apart by.
std::string visible_part(const Answer& answer) {
  std::string part = std::to_string(answer.status()) + answer.response.content_type + answer.response.body;
  for (const auto& [name, value] : answer.response.headers)
    if (name != "X-Request-Id") part += "|" + name + ":" + value;
  return part;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(visibility, ServiceFixture)

BOOST_AUTO_TEST_CASE(a_hidden_report_answers_like_one_that_does_not_exist_whatever_is_asked) {
  const std::string unverified = submit();
  const std::string confidential = submit_and_verify(R"(,"confidential":true)");
  const std::vector<std::pair<std::string, std::string>> commands{
      {"hold", R"({"question":"?"})"},
      {"supports", ""},
      {"comments", text},
      {"withdrawal", ""},
      {"closing", ""},
      {"rating", R"({"score":1})"},
      {"notes", text},
      {"visibility", R"({"anonymous":true})"},
      {"verification", R"({"public_text":"a","forward_to":"kota-35.78"})"},
      {"identity", R"({"reason":"a"})"},
      {"comments/1/hiding", R"({"reason":"a"})"},
      {"merge", R"({"into":1000001})"}};
  for (const char* role : {"", "reporter_2", "officer:kota-33.74", "clerk"})
    for (const std::string& id : {unverified, confidential}) {
      const Ask by{role, {}};
      const Ask stale{role, {{"if-match", "\"77\""}}};
      BOOST_TEST(visible_part(page(id, by)) == visible_part(page("1999999", by)));
      BOOST_TEST(visible_part(timeline(id, by)) == visible_part(timeline("1999999", by)));
      for (const auto& [what, body] : commands) {
        BOOST_TEST(visible_part(command(id, what, body, by)) == visible_part(command("1999999", what, body, by)), what);
        BOOST_TEST(visible_part(command(id, what, body, stale)) == visible_part(command("1999999", what, body, stale)));
      }
      const auto unsupport = [&](const std::string& report) {
        return visible_part(ask(http::Method::del, "/v1/reports/" + report + "/supports", "", by));
      };
      BOOST_TEST(unsupport(id) == unsupport("1999999"));
    }
}

BOOST_AUTO_TEST_CASE(where_existence_is_no_secret_the_refusal_is_403) {
  const std::string id = submit_and_verify();
  BOOST_TEST(command(id, "closing", "", {}).status() == 403);
  BOOST_TEST(command(id, "follow-ups", text, {"officer:kota-33.74", {}}).status() == 403);
}

BOOST_AUTO_TEST_CASE(the_public_page_has_the_verified_text_and_nobody_behind_it) {
  const std::string id = submit_and_verify(
      R"(,"display_name":"Warga Gubeng","place":{"region":"35.78","address":"Jl. Rahasia 7","lat":-7.251234,"lng":112.756789})");
  const Answer answer = page(id, {});
  BOOST_TEST(answer.at("label_id") == "Belum Ditindaklanjuti");
  BOOST_TEST(answer.at("title") == "Jalan berlubang di Gubeng");
  BOOST_TEST(answer.at("text") == "Lubang besar di jalan.");
  BOOST_TEST(answer.at("category") == "perhubungan/jalan");
  BOOST_TEST(answer.at("institution") == "kota-35.78");
  BOOST_TEST(answer.at("unit") == "null");
  BOOST_TEST(answer.at("tags") == R"(["jalan"])");
  BOOST_TEST(answer.at("reporter") == R"({"display_name":"Warga Gubeng"})");
  BOOST_TEST(answer.at("place") == R"({"region":"35.78","lat":-7.251E0,"lng":1.12757E2})");
  for (const char* member : {"anonymous", "confidential", "original"}) BOOST_TEST(!answer.has(member), member);
  for (const char* secret : {"depan rumah", "Rahasia 7"})
    BOOST_TEST(answer.response.body.find(secret) == std::string::npos, secret);
}

BOOST_AUTO_TEST_CASE(an_anonymous_reporter_looks_like_one_without_a_display_name) {
  const std::string named = submit_and_verify(R"(,"anonymous":true,"display_name":"Ani")");
  const std::string nameless = submit_and_verify();
  for (const char* role : {"", "reporter_2", "auditor", "supervisor"}) {
    std::string first = page(named, {role, {}}).at("reporter");
    BOOST_TEST(first == "null");
    BOOST_TEST(first == page(nameless, {role, {}}).at("reporter"));
  }
  BOOST_TEST(page(named, {"officer:kota-35.78", {}}).at("reporter") == "null");
  BOOST_TEST(page(named, admin).at("reporter") == "null");
  BOOST_TEST(page(named, {"reporter", {}}).at("reporter.display_name") == "Ani");
}

BOOST_AUTO_TEST_CASE(becoming_anonymous_leaves_no_trace_for_the_public) {
  const std::string id = submit_and_verify(R"(,"display_name":"Ani")");
  BOOST_TEST(command(id, "visibility", R"({"anonymous":true})", {"reporter", {}}).status() == 200);
  BOOST_TEST(story(id, {}) == "report_submitted report_verified report_forwarded");
  BOOST_TEST(timeline(id, {}).response.body.find("anonymous") == std::string::npos);
  BOOST_TEST(story(id, {"reporter", {}}) == "report_submitted report_verified report_forwarded visibility_changed");
}

BOOST_AUTO_TEST_CASE(no_timeline_ever_names_a_person) {
  const std::string id = in_progress();
  const std::string person = std::to_string(number(*principal_of("reporter")->party.person));
  for (const char* role : {"", "reporter", "national_admin", "supervisor", "auditor", "officer:kota-35.78"})
    BOOST_TEST(timeline(id, {role, {}}).response.body.find(person) == std::string::npos, role);
}

BOOST_AUTO_TEST_CASE(an_auditor_reads_facts_of_what_is_not_public) {
  const std::string id = submit(R"(,"display_name":"Ani")");
  const Answer answer = page(id, {"auditor", {}});
  BOOST_TEST(answer.at("state") == "awaiting_verification");
  BOOST_TEST(answer.at("title") == "null");
  BOOST_TEST(answer.at("text") == "null");
  BOOST_TEST(answer.at("reporter") == "null");
  BOOST_TEST(timeline(id, {"auditor", {}}).response.body.find("Lubang") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(who_handed_a_report_on_sees_the_public_part_only) {
  const std::string id = submit_and_verify();
  BOOST_TEST(command(id, "forwarding", R"({"to":"kota-33.74"})", admin).status() == 200);
  BOOST_TEST(!page(id, {"officer:kota-35.78", {}}).has("original"));
  BOOST_TEST(page(id, {"officer:kota-33.74", {}}).has("original"));
}

BOOST_AUTO_TEST_CASE(an_unchanged_page_is_not_sent_again) {
  const std::string id = submit_and_verify();
  const Answer first = page(id, {});
  BOOST_TEST(first.header("ETag") == "\"2\"");
  const Answer again = page(id, {"", {{"if-none-match", "\"2\""}}});
  BOOST_TEST(again.status() == 304);
  BOOST_TEST(again.response.body == "");
  BOOST_TEST(page(id, {"", {{"if-none-match", "\"1\""}}}).status() == 200);
  BOOST_TEST(page(submit(), {"", {{"if-none-match", "*"}}}).status() == 404);
}

BOOST_AUTO_TEST_CASE(only_public_answers_may_be_kept) {
  const std::string id = submit_and_verify();
  BOOST_TEST(page(id, {}).header("Cache-Control") == "no-cache");
  BOOST_TEST(page(id, {"reporter", {}}).header("Cache-Control") == "no-store");
  BOOST_TEST(page("1999999", {}).header("Cache-Control") == "no-store");
  BOOST_TEST(page(id, {}).header("X-Content-Type-Options") == "nosniff");
  BOOST_TEST(page(id, {}).header("Vary") == "Authorization, Cookie, Lapor-Receipt");
}

BOOST_AUTO_TEST_SUITE_END()
