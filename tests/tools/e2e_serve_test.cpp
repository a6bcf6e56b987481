#include <signal.h>

#include <algorithm>
#include <boost/json/value.hpp>
#include <boost/test/unit_test.hpp>
#include <filesystem>

#include "tests/tools/program.hpp"

namespace {

using namespace lapor::tests;

const std::string report = R"({"title":"Lampu jalan mati","text":"Gelap sejak Senin.","occurred_on":"2026-01-05"})";

std::vector<std::string> serve(const TemporaryFolder& folder, std::vector<std::string> further = {}) {
  std::vector<std::string> arguments{"serve", "--data", folder / "data", "--listen", "127.0.0.1:0"};
  arguments.insert(arguments.end(), further.begin(), further.end());
  return arguments;
}

bool contains(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

/// Flips a bit halfway through the newest log of the journal.
void damage_middle_of_log(const std::filesystem::path& journal) {
  std::filesystem::path newest;
  for (const auto& entry : std::filesystem::directory_iterator{journal})
    if (entry.path().extension() == ".log") newest = std::max(newest, entry.path());
  std::string bytes = read_file(newest);
  BOOST_TEST_REQUIRE(bytes.size() > 1'000U);
  bytes[bytes.size() / 2] ^= 1;
  write_file(newest, bytes);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(e2e_serve)

BOOST_AUTO_TEST_CASE(a_stop_that_is_asked_for_ends_well) {
  const TemporaryFolder folder;
  for (const int signal : {SIGTERM, SIGINT}) {
    Program program(folder, serve(folder, {"--dev-tokens"}));
    const auto line = program.read_line();
    BOOST_TEST_REQUIRE(line.has_value(), program.errors());
    BOOST_TEST(line->starts_with("lapor: listening on http://127.0.0.1:"));
    program.signal(signal);
    BOOST_TEST(program.wait() == 0);
    BOOST_TEST(program.read_rest() == "");
  }
}

BOOST_AUTO_TEST_CASE(what_is_acknowledged_outlives_a_crash) {
  const TemporaryFolder folder;
  Server first(folder);
  const auto made = expect(first.client("reporter").post("/v1/reports", report, "key-1"), 201);
  first.kill();
  Server second(folder);
  const std::string target = "/v1/reports/" + std::to_string(made.at("id").as_int64());
  const auto read = expect(second.client("reporter").get(target), 200);
  BOOST_TEST(read.at("state").as_string() == "awaiting_verification");
  BOOST_TEST(read.at("title").as_string() == "Lampu jalan mati");
  const auto again = expect(second.client("reporter").post("/v1/reports", report, "key-1"), 201);
  BOOST_TEST(again.at("id").as_int64() == made.at("id").as_int64());
  BOOST_TEST(second.stop() == 0);
}

BOOST_AUTO_TEST_CASE(a_second_server_on_the_same_folder_says_that_it_is_in_use) {
  const TemporaryFolder folder;
  Server first(folder);
  const auto second = run(folder, serve(folder, {"--dev-tokens"}));
  BOOST_TEST(second.status == 1);
  BOOST_TEST(second.output == "");
  BOOST_TEST(contains(second.errors, folder / "data"), second.errors);
  expect(first.client("reporter").post("/v1/reports", report, ""), 201);
}

BOOST_AUTO_TEST_CASE(the_first_start_makes_a_master_key_and_says_so) {
  const TemporaryFolder folder;
  Program program(folder, serve(folder, {"--dev-tokens"}));
  BOOST_TEST(program.read_line().has_value());
  BOOST_TEST(read_file(folder / "data.master-key").size() == 65U);
  BOOST_TEST(contains(program.errors(), folder / "data.master-key"), program.errors());
}

BOOST_AUTO_TEST_CASE(data_without_their_master_key_are_not_opened) {
  const TemporaryFolder folder;
  BOOST_TEST(Server(folder).stop() == 0);
  std::filesystem::remove(folder / "data.master-key");
  const auto second = run(folder, serve(folder, {"--dev-tokens"}));
  BOOST_TEST(second.status == 1);
  BOOST_TEST(contains(second.errors, folder / "data.master-key"), second.errors);
  BOOST_TEST(!std::filesystem::exists(folder / "data.master-key"));
}

BOOST_AUTO_TEST_CASE(data_with_another_master_key_are_not_opened) {
  const TemporaryFolder folder;
  BOOST_TEST(Server(folder).stop() == 0);
  write_file(folder / "data.master-key", std::string(64, '7') + '\n');
  const auto second = run(folder, serve(folder, {"--dev-tokens"}));
  BOOST_TEST(second.status == 1);
  BOOST_TEST(contains(second.errors, "key"), second.errors);
}

BOOST_AUTO_TEST_CASE(a_damaged_log_is_opened_only_by_an_operators_decision) {
  const TemporaryFolder folder;
  Server server(folder);
  auto client = server.client("reporter");
  for (int i = 0; i < 3; ++i) expect(client.post("/v1/reports", report, "key-" + std::to_string(i)), 201);
  server.kill();
  damage_middle_of_log(folder / "data/journal");
  const auto refused = run(folder, serve(folder));
  BOOST_TEST(refused.status == 1);
  BOOST_TEST(contains(refused.errors, "--accept-damaged-log-end"), refused.errors);
  Server again(folder, 0, {"--accept-damaged-log-end"});
  BOOST_TEST(again.stop() == 0);
}

BOOST_AUTO_TEST_CASE(tokens_for_trying_out_are_refused_on_a_public_address) {
  const TemporaryFolder folder;
  const auto refused = run(folder, {"serve", "--data", folder / "data", "--listen", "0.0.0.0:0", "--dev-tokens"});
  BOOST_TEST(refused.status == 1);
  BOOST_TEST(contains(refused.errors, "--dev-tokens"), refused.errors);
  BOOST_TEST(!std::filesystem::exists(folder / "data/tokens.json"));
}

BOOST_AUTO_TEST_CASE(tokens_for_trying_out_stay_the_same_and_may_be_made_for_further_institutions) {
  const TemporaryFolder folder;
  BOOST_TEST(Server(folder).stop() == 0);
  const std::string before = read_file(folder / "data/tokens.json");
  BOOST_TEST(Server(folder).stop() == 0);
  BOOST_TEST(read_file(folder / "data/tokens.json") == before);
  Program program(folder, serve(folder, {"--dev-tokens=kota-32.73,kab-51.03"}));
  BOOST_TEST(program.read_line().has_value(), program.errors());
  BOOST_TEST(contains(read_file(folder / "data/tokens.json"), "coordinator:kab-51.03"));
  BOOST_TEST(contains(read_file(folder / "data/tokens.json"), "officer:kota-32.73"));
}

BOOST_AUTO_TEST_CASE(what_happened_and_what_was_rehearsed_never_share_a_folder) {
  const TemporaryFolder folder;
  const std::vector<std::string> simulated{"--clock", "simulated:2026-11-20T09:00:00+07:00"};
  {
    Server server(folder);
    expect(server.client("reporter").post("/v1/reports", report, ""), 201);
    BOOST_TEST(server.stop() == 0);
  }
  const auto refused = run(folder, serve(folder, simulated));
  BOOST_TEST(refused.status == 1);
  BOOST_TEST(contains(refused.errors, "was written on the real clock"), refused.errors);
  const TemporaryFolder rehearsal;
  BOOST_TEST(Server(rehearsal, 0, simulated).stop() == 0);
  const auto real = run(rehearsal, serve(rehearsal));
  BOOST_TEST(real.status == 1);
  BOOST_TEST(contains(real.errors, "was written on a simulated clock"), real.errors);
}

BOOST_AUTO_TEST_CASE(a_rehearsal_goes_on_where_it_ended_and_never_back_in_time) {
  const TemporaryFolder folder;
  const std::vector<std::string> simulated{"--clock", "simulated:2026-11-20T09:00:00+07:00"};
  {
    Server server(folder, 0, simulated);
    expect(server.client("reporter").post("/v1/clock", R"({"advance_to":"2026-12-01T09:00:00+07:00"})", ""), 200);
    expect(server.client("reporter").post("/v1/reports", report, ""), 201);
    BOOST_TEST(server.stop() == 0);
  }
  Server server(folder, 0, simulated);
  const auto reply = server.client("reporter").post("/v1/clock", R"({"advance_to":"2026-11-30T09:00:00+07:00"})", "");
  BOOST_TEST_REQUIRE(reply.has_value());
  BOOST_TEST(reply->status == 422);
}

BOOST_AUTO_TEST_CASE(a_clock_that_anybody_may_move_is_served_on_loopback_only) {
  const TemporaryFolder folder;
  const auto refused = run(folder, {"serve", "--data", folder / "data", "--listen", "0.0.0.0:0", "--clock",
                                    "simulated:2026-11-20T09:00:00+07:00"});
  BOOST_TEST(refused.status == 1);
  BOOST_TEST(contains(refused.errors, "--clock"), refused.errors);
}

BOOST_AUTO_TEST_CASE(a_role_without_a_file_of_tokens_is_refused_not_ignored) {
  const TemporaryFolder folder;
  const auto refused = run(folder, {"show", "1000001", "--as", "national_admin"});
  BOOST_TEST(refused.status == 2);
  BOOST_TEST(contains(refused.errors + refused.output, "--tokens"), refused.errors);
}

BOOST_AUTO_TEST_CASE(a_list_has_every_acknowledged_report_after_a_kill) {
  const TemporaryFolder folder;
  {
    Server server(folder);
    for (int i = 0; i < 20; ++i) expect(server.client("reporter").post("/v1/reports", report, ""), 201);
    server.kill();
  }
  Server server(folder);
  // The clock's answer waits for the views; a real one is refused, so the list is asked until it has all.
  boost::json::object list;
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds{30};
  do list = expect(server.client("national_admin").get("/v1/reports?limit=200"), 200);
  while (list.at("total").as_int64() < 20 && std::chrono::steady_clock::now() < deadline);
  BOOST_TEST(list.at("total").as_int64() == 20);
  BOOST_TEST(list.at("items").as_array().size() == 20u);
  BOOST_TEST(list.at("position").as_int64() == 21);
}

BOOST_AUTO_TEST_CASE(a_wrong_line_is_refused_with_its_reason) {
  const TemporaryFolder folder;
  BOOST_TEST(run(folder, {}).status == 2);
  BOOST_TEST(run(folder, {"serve"}).status == 2);
  const auto clock = run(folder, serve(folder, {"--clock", "tomorrow"}));
  BOOST_TEST(clock.status == 1);
  BOOST_TEST(contains(clock.errors, "--clock"), clock.errors);
  const auto address = run(folder, {"serve", "--data", folder / "data", "--listen", "here"});
  BOOST_TEST(address.status == 1);
  BOOST_TEST(contains(address.errors, "HOST:PORT"), address.errors);
}

BOOST_AUTO_TEST_SUITE_END()
