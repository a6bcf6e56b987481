#include <boost/json/value.hpp>
#include <boost/test/unit_test.hpp>

#include "tests/tools/program.hpp"

/// One report's life over HTTP, on a simulated clock in March 2026, when Nyepi and Idul Fitri close the offices from
/// Wednesday 18 to Tuesday 24.
namespace {

using namespace lapor::tests;

const std::string report =
    R"({"title":"Lampu jalan mati","text":"Gelap sejak Senin.","occurred_on":"2026-03-12","category":"perhubungan"})";
const std::string verification =
    R"({"title":"Lampu jalan mati","public_text":"Gelap sejak Senin.","classification":"complaint","forward_to":"kota-35.78"})";
const std::string target = "/v1/reports/1000001";

Server start(const TemporaryFolder& folder, const std::string& clock) {
  return Server(folder, 0, {"--clock", "simulated:" + clock});
}

void advance(const Server& server, const std::string& to) {
  expect(server.client("national_admin").post("/v1/clock", R"({"advance_to":")" + to + R"("})", ""), 200);
}

boost::json::object read(const Server& server) {
  return expect(server.client("national_admin").get(target), 200);
}

std::string state(const Server& server) {
  return std::string(read(server).at("state").as_string());
}

std::string due(const boost::json::object& answer) {
  return std::string(answer.at("deadline").at("due").as_string());
}

bool is_missed(const Server& server) {
  return read(server).at("deadline").at("missed").as_bool();
}

std::size_t count_events(const Server& server, std::string_view name) {
  const auto timeline = expect(server.client("national_admin").get(target + "/timeline"), 200);
  std::size_t count = 0;
  for (const auto& item : timeline.at("items").as_array())
    if (item.at("event").as_string() == name) ++count;
  return count;
}

boost::json::object submit(const Server& server) {
  return expect(server.client("reporter").post("/v1/reports", report, ""), 201);
}

boost::json::object command(const Server& server, const std::string& role, const std::string& name,
                            const std::string& body) {
  const auto reply = server.client(role).post(target + name, body, "");
  BOOST_TEST_REQUIRE(reply.has_value());
  BOOST_TEST_REQUIRE((reply->status == 200 || reply->status == 201), reply->body);
  return expect(reply, reply->status);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(e2e_life)

BOOST_AUTO_TEST_CASE(verification_is_late_only_after_three_days_on_which_offices_are_open) {
  const TemporaryFolder folder;
  const Server server = start(folder, "2026-03-13T09:00:00+07:00");
  BOOST_TEST(due(submit(server)) == "2026-03-26T00:00:00+07:00");  // 16, 17 and, after the holidays, 25 March
  advance(server, "2026-03-25T23:59:59.999+07:00");
  BOOST_TEST(!is_missed(server));
  advance(server, "2026-03-26T00:00:00+07:00");
  BOOST_TEST(is_missed(server));
  BOOST_TEST(state(server) == "awaiting_verification");
  BOOST_TEST(count_events(server, "deadline_missed") == 1U);
}

BOOST_AUTO_TEST_CASE(a_report_is_verified_answered_and_closed_by_itself_on_time) {
  const TemporaryFolder folder;
  const Server server = start(folder, "2026-03-13T09:00:00+07:00");
  submit(server);
  advance(server, "2026-03-17T10:00:00+07:00");
  const auto verified = command(server, "national_admin", "/verification", verification);
  BOOST_TEST(verified.at("state").as_string() == "awaiting_follow_up");
  BOOST_TEST(due(verified) == "2026-04-01T00:00:00+07:00");  // 25, 26, 27, 30, 31 March
  advance(server, "2026-03-31T16:00:00+07:00");
  const auto answered = command(server, "officer:kota-35.78", "/follow-ups", R"({"text":"Lampu sudah diganti."})");
  BOOST_TEST(answered.at("state").as_string() == "in_progress");
  BOOST_TEST(due(answered) == "2026-04-16T00:00:00+07:00");  // 10 working days; Good Friday, 3 April, is none
  advance(server, "2026-04-15T23:59:59.999+07:00");
  BOOST_TEST(state(server) == "in_progress");
  advance(server, "2026-04-16T00:00:00+07:00");
  BOOST_TEST(state(server) == "closed");
  BOOST_TEST(count_events(server, "report_closed") == 1U);
}

BOOST_AUTO_TEST_CASE(what_fell_due_while_the_server_was_down_is_enforced_once_after_the_restart) {
  const TemporaryFolder folder;
  {
    Server before = start(folder, "2026-03-13T09:00:00+07:00");
    submit(before);
    BOOST_TEST(before.stop() == 0);
  }
  const Server after = start(folder, "2026-03-27T09:00:00+07:00");
  advance(after, "2026-03-27T09:00:01+07:00");
  BOOST_TEST(is_missed(after));
  BOOST_TEST(count_events(after, "deadline_missed") == 1U);
  advance(after, "2026-04-01T23:59:59+07:00");
  BOOST_TEST(count_events(after, "deadline_missed") == 1U);
  advance(after, "2026-04-02T00:00:00+07:00");  // level 2, five working days later: 26, 27, 30, 31 March, 1 April
  BOOST_TEST(count_events(after, "deadline_missed") == 2U);
}

BOOST_AUTO_TEST_CASE(the_real_clock_cannot_be_moved) {
  const TemporaryFolder folder;
  const Server server(folder);
  const auto reply =
      server.client("national_admin").post("/v1/clock", R"({"advance_to":"2099-01-01T00:00:00+07:00"})", "");
  BOOST_TEST_REQUIRE(reply.has_value());
  BOOST_TEST(reply->status == 403);
}

BOOST_AUTO_TEST_CASE(submit_show_and_replay_tell_the_same_story) {
  const TemporaryFolder folder;
  const Server server = start(folder, "2026-03-13T09:00:00+07:00");
  const std::string tokens = folder / "data/tokens.json";
  const auto submitted = run(folder, {"submit", "--server", server.url(), "--tokens", tokens, "--title",
                                      "Pohon tumbang", "--text", "Menutup jalan.", "--occurred-on", "2026-03-12"});
  BOOST_TEST(submitted.status == 0, submitted.errors);
  BOOST_TEST(submitted.output.starts_with("id: 1000001\nstate: awaiting_verification\ndeadline: verification\n"
                                          "due: 2026-03-26T00:00:00+07:00\nreceipt: "),
             submitted.output);

  const auto shown = run(folder, {"show", "1000001", "--server", server.url(), "--tokens", tokens});
  BOOST_TEST(shown.status == 0, shown.errors);
  BOOST_TEST((shown.output.find("title: Pohon tumbang\n") != std::string::npos), shown.output);
  BOOST_TEST((shown.output.find("  report_submitted  by ") != std::string::npos), shown.output);

  const auto facts = run(folder, {"replay", "--data", folder / "data", "--report", "1000001"});
  BOOST_TEST(facts.status == 0, facts.errors);
  BOOST_TEST((facts.output.find("verification due 2026-03-26T00:00:00+07:00") != std::string::npos), facts.output);
  BOOST_TEST((facts.output.find("Pohon") == std::string::npos), facts.output);

  const auto texts =
      run(folder, {"replay", "--data", folder / "data", "--report", "1000001", "--key", folder / "data.master-key"});
  BOOST_TEST(texts.status == 0, texts.errors);
  BOOST_TEST((texts.output.find("Pohon tumbang") != std::string::npos), texts.output);
}

BOOST_AUTO_TEST_SUITE_END()
