#include <boost/json/value.hpp>
#include <boost/test/unit_test.hpp>
#include <random>

#include "tests/tools/program.hpp"

namespace {

using namespace lapor::tests;

constexpr std::uint32_t seed = 20261124;

/// The log's keys are told before everything else.
constexpr int first_of_the_log = 1;

/// Everything that the views tell, once they have so many reports, of one record each.
std::string everything(const Server& server, int reports) {
  std::string all;
  auto client = server.client("national_admin");
  const std::string position = "\"position\":" + std::to_string(reports + first_of_the_log) + "}";
  for (const char* target : {"/v1/reports?limit=200&facets=state,category,late", "/v1/reports?q=lampu&limit=200",
                             "/v1/statistics/channels?from=2020-01-01&to=2027-12-31", "/v1/statistics/backlog"}) {
    std::string body;
    for (int i = 0; i < 20'000 && !body.ends_with(position); ++i)
      if (const auto answer = client.get(target)) body = answer->body;
    all += body + "\n";
  }
  return all;
}

void file_some(const Server& server, int reports, std::mt19937& dice) {
  auto client = server.client("reporter");
  for (int i = 0; i < reports; ++i) {
    const std::string text = dice() % 2 == 0 ? "Lampu jalan padam." : "Jalan berlubang.";
    expect(client.post("/v1/reports", R"({"title":"Laporan","text":")" + text + R"(","occurred_on":"2026-01-05"})", ""),
           201);
  }
}

Finished rebuild_at(const TemporaryFolder& folder, const Server& server) {
  return run(folder, {"rebuild", "--server", server.url(), "--tokens", folder / "data/tokens.json"});
}

}  // namespace

BOOST_AUTO_TEST_SUITE(e2e_rebuild)

BOOST_AUTO_TEST_CASE(after_kills_at_any_moment_the_views_are_what_a_rebuild_gives) {
  BOOST_TEST_MESSAGE("seed " << seed);
  std::mt19937 dice{seed};
  const TemporaryFolder folder;
  int filed = 0;
  for (int kills = 0; kills < 4; ++kills) {
    Server server(folder);
    const int reports = static_cast<int>(5 + dice() % 40);
    file_some(server, reports, dice);
    filed += reports;
    server.kill();
  }
  std::string caught_up;
  {
    Server server(folder);
    caught_up = everything(server, filed);
    const auto beside = run(folder, {"rebuild", "--data", folder / "data"});
    BOOST_TEST(beside.status == 1);
    BOOST_TEST(beside.errors.find("lapor rebuild --server") != std::string::npos, beside.errors);
    const auto by_server = rebuild_at(folder, server);
    BOOST_TEST(by_server.status == 0, by_server.errors);
    BOOST_TEST(by_server.output.find("rebuilt; the server reads the new views") != std::string::npos, by_server.output);
    BOOST_TEST((everything(server, filed) == caught_up));
    file_some(server, 3, dice);
    filed += 3;
    caught_up = everything(server, filed);
    server.kill();
  }
  {
    Server server(folder);
    BOOST_TEST((everything(server, filed) == caught_up));
    BOOST_TEST(server.stop() == 0);
  }
  const auto alone = run(folder, {"rebuild", "--data", folder / "data"});
  BOOST_TEST(alone.status == 0, alone.errors);
  BOOST_TEST(
      alone.output.find("rebuilt up to position " + std::to_string(filed + first_of_the_log)) != std::string::npos,
      alone.output);
  Server server(folder);
  BOOST_TEST((everything(server, filed) == caught_up));
  BOOST_TEST(server.stop() == 0);
}

BOOST_AUTO_TEST_CASE(a_server_killed_while_it_makes_views_anew_serves_the_same_afterwards) {
  std::mt19937 dice{seed};
  const TemporaryFolder folder;
  std::string expected;
  {
    Server server(folder);
    file_some(server, 200, dice);
    expected = everything(server, 200);
  }
  for (int kills = 0; kills < 4; ++kills) {
    Server server(folder);
    BOOST_TEST((everything(server, 200) == expected));
    auto client = server.client("national_admin");
    expect(client.post("/v1/views/reports/rebuild", "", ""), 202);
    for (auto looks = dice() % 20; looks > 0; --looks) expect(client.get("/v1/views/reports/rebuild"), 200);
    server.kill();
  }
  Server server(folder);
  BOOST_TEST((everything(server, 200) == expected));
  BOOST_TEST(server.stop() == 0);
}

BOOST_AUTO_TEST_CASE(a_rebuild_that_the_caller_may_not_ask_for_says_so) {
  const TemporaryFolder folder;
  Server server(folder);
  const auto refused = run(folder, {"rebuild", "--server", server.url()});
  BOOST_TEST(refused.status == 1);
  BOOST_TEST(refused.errors.find("Sign in") != std::string::npos, refused.errors);
  const auto as_reporter =
      run(folder, {"rebuild", "--server", server.url(), "--tokens", folder / "data/tokens.json", "--as", "reporter"});
  BOOST_TEST(as_reporter.errors.find("Your role may not do this") != std::string::npos, as_reporter.errors);
  BOOST_TEST(server.stop() == 0);
}

BOOST_AUTO_TEST_CASE(a_folder_without_a_journal_is_refused) {
  const TemporaryFolder folder;
  const auto nothing = run(folder, {"rebuild", "--data", folder / "data"});
  BOOST_TEST(nothing.status == 1);
  BOOST_TEST(nothing.errors.find("holds no journal") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
