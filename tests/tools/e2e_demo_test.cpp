#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>
#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <regex>

#include "tests/tools/program.hpp"

namespace {

using namespace lapor::tests;

const std::string until = "2026-11-20T09:00:00+07:00";

Finished fill(const TemporaryFolder& folder, const std::string& data, const std::string& reports,
              const std::string& seed) {
  return run(folder,
             {"demo", "--data", folder / data, "--reports", reports, "--days", "40", "--until", until, "--seed", seed});
}

/// The lives of some reports. Positions are left out: they tell in which order commands of one step were written.
std::string lives(const TemporaryFolder& folder, const std::string& data) {
  std::string all;
  for (const char* report : {"1000001", "1000007", "1000042", "1000099", "1000150"})
    all += run(folder, {"replay", "--data", folder / data, "--report", report}).output;
  return std::regex_replace(all, std::regex{"\\[[0-9]+\\]"}, "");
}

/// The count behind `state: ` in what replay prints.
int count(const std::string& output, const std::string& state) {
  const auto at = output.find("\n" + state + ": ");
  return at == std::string::npos ? 0 : std::stoi(output.substr(at + state.size() + 3));
}

boost::json::array accounts_of(const TemporaryFolder& folder) {
  return boost::json::parse(read_file(folder / "data/accounts.json")).as_array();
}

std::string credentials_of(const boost::json::value& account) {
  return boost::json::serialize(
      boost::json::object{{"address", account.at("address")}, {"password", account.at("password")}});
}

/// The list once the view has so many; the last one when it never has.
boost::json::object when_there_are(int total, lapor::tools::ApiClient& client, const std::string& list) {
  boost::json::object body;
  for (int i = 0; i < 20'000; ++i) {
    const auto answer = client.get(list);
    if (answer && answer->is_success()) body = boost::json::parse(answer->body).as_object();
    if (body.contains("total") && body.at("total").as_int64() == total) break;
  }
  return body;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(e2e_demo)

BOOST_AUTO_TEST_CASE(the_same_seed_gives_the_same_lives_and_another_seed_others) {
  const TemporaryFolder folder;
  for (const auto& [data, seed] : {std::pair{"a", "1"}, std::pair{"b", "1"}, std::pair{"c", "2"}})
    BOOST_TEST_REQUIRE(fill(folder, data, "150", seed).status == 0);
  BOOST_TEST((lives(folder, "a") == lives(folder, "b")));
  BOOST_TEST((lives(folder, "a") != lives(folder, "c")));
}

BOOST_AUTO_TEST_CASE(a_country_has_reports_in_every_state_and_a_plausible_number_of_records) {
  const TemporaryFolder folder;
  const auto filled = fill(folder, "data", "1500", "1");
  BOOST_TEST_REQUIRE(filled.status == 0, filled.errors);
  BOOST_TEST(filled.output.find(" 0 refused") != std::string::npos, filled.output);
  const auto all = run(folder, {"replay", "--data", folder / "data"});
  const std::string counts = "\n" + all.output;
  for (const char* state : {"awaiting_verification", "on_hold", "awaiting_follow_up", "in_progress", "replied",
                            "closed", "archived", "merged"})
    BOOST_TEST(count(counts, state) > 0, state);
  BOOST_TEST(count(counts, "reports") == 1500);
  const double records_a_report = count(counts, "records") / 1500.0;
  BOOST_TEST(records_a_report > 5);
  BOOST_TEST(records_a_report < 7);
  const auto before = run(folder, {"replay", "--data", folder / "data", "--at", until});
  BOOST_TEST(count("\n" + before.output, "closed") == count(counts, "closed"));
}

BOOST_AUTO_TEST_CASE(a_demonstration_is_served_on_the_real_clock_and_nothing_is_empty) {
  const TemporaryFolder folder;
  BOOST_TEST_REQUIRE(run(folder, {"demo", "--data", folder / "data", "--reports", "200"}).status == 0);
  Server server(folder);
  auto client = server.client("national_admin");
  std::string body;
  for (int i = 0; i < 20'000 && body.find("\"total\":200") == std::string::npos; ++i)
    if (const auto answer = client.get("/v1/reports?limit=1")) body = answer->body;
  BOOST_TEST(body.find("\"total\":200") != std::string::npos);
  BOOST_TEST(expect(client.get("/v1/statistics/institutions"), 200).at("items").as_array().size() > 20u);
  BOOST_TEST(!expect(client.get("/v1/worklist"), 200).at("items").as_array().empty());
  BOOST_TEST(server.stop() == 0);
}

BOOST_AUTO_TEST_CASE(one_signs_in_as_everybody_without_a_second_factor) {
  const TemporaryFolder folder;
  BOOST_TEST_REQUIRE(run(folder, {"demo", "--data", folder / "data", "--reports", "300"}).status == 0);
  BOOST_TEST((std::filesystem::status(folder / "data/accounts.json").permissions() == std::filesystem::perms(0600)));
  const auto accounts = accounts_of(folder);
  BOOST_TEST(accounts.size() == 9u);
  Server server(folder);
  for (const auto& account : accounts) {
    auto client = server.client("");
    const auto session = expect(client.post("/v1/sessions", credentials_of(account), ""), 201);
    for (const char* member : {"role", "name"}) BOOST_TEST((session.at(member) == account.at(member)));
    BOOST_TEST(!session.at("must_set_up_second_factor").as_bool());
  }
  BOOST_TEST(server.stop() == 0);
}

BOOST_AUTO_TEST_CASE(the_citizen_has_reports_in_every_state_in_which_there_is_something_to_see) {
  for (const char* end : {until.c_str(), "2026-11-22T03:00:00+07:00", "2026-03-28T12:00:00+07:00"}) {
    const TemporaryFolder folder;
    BOOST_TEST_REQUIRE(
        run(folder, {"demo", "--data", folder / "data", "--reports", "60", "--days", "60", "--until", end}).status ==
        0);
    Server server(folder, 0, {"--clock", std::string("simulated:") + end});
    auto visitor = server.client("");
    const auto session = expect(visitor.post("/v1/sessions", credentials_of(accounts_of(folder).at(0)), ""), 201);
    lapor::tools::ApiClient citizen({"127.0.0.1", server.port()}, std::string(session.at("token").as_string()));
    const auto mine = when_there_are(7, citizen, "/v1/reports?own=true&facets=state,late");
    for (const char* state :
         {"awaiting_verification", "on_hold", "awaiting_follow_up", "in_progress", "replied", "closed", "archived"})
      BOOST_TEST(mine.at("facets").at("state").at(state).as_int64() == 1, std::string(state) + " at " + end);
    BOOST_TEST(mine.at("facets").at("late").at("true").as_int64() == 1, end);
    BOOST_TEST(server.stop() == 0);
  }
}

BOOST_AUTO_TEST_CASE(desks_are_well_filled) {
  const TemporaryFolder folder;
  BOOST_TEST_REQUIRE(run(folder, {"demo", "--data", folder / "data", "--reports", "400"}).status == 0);
  Server server(folder);
  auto visitor = server.client("");
  auto admin = server.client("national_admin");
  when_there_are(400, admin, "/v1/reports?limit=1");
  for (const auto& [member, least] : {std::pair{2, 25}, std::pair{3, 25}, std::pair{4, 10}}) {
    const auto session = expect(visitor.post("/v1/sessions", credentials_of(accounts_of(folder).at(member)), ""), 201);
    lapor::tools::ApiClient desk({"127.0.0.1", server.port()}, std::string(session.at("token").as_string()));
    BOOST_TEST(expect(desk.get("/v1/worklist"), 200).at("total").as_int64() >= least);
  }
  BOOST_TEST(server.stop() == 0);
}

BOOST_AUTO_TEST_CASE(a_folder_with_records_is_refused) {
  const TemporaryFolder folder;
  BOOST_TEST_REQUIRE(fill(folder, "data", "20", "1").status == 0);
  const auto again = fill(folder, "data", "20", "1");
  BOOST_TEST(again.status == 1);
  BOOST_TEST(again.errors.find("has records already") != std::string::npos, again.errors);
}

BOOST_AUTO_TEST_CASE(a_time_to_come_or_a_senseless_number_is_refused) {
  const TemporaryFolder folder;
  const auto demo = [&](std::vector<std::string> more) {
    more.insert(more.begin(), {"demo", "--data", folder / "data"});
    return run(folder, more);
  };
  BOOST_TEST(demo({"--until", "2099-01-01T00:00:00+07:00"}).errors.find("--until") != std::string::npos);
  BOOST_TEST(demo({"--until", "yesterday"}).errors.find("--until") != std::string::npos);
  BOOST_TEST(demo({"--days", "0"}).errors.find("--days") != std::string::npos);
  BOOST_TEST(demo({"--reports", "0"}).errors.find("--reports") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
