#include <boost/json/value.hpp>
#include <boost/test/unit_test.hpp>
#include <filesystem>

#include "tests/tools/program.hpp"

/// The rulebook changes while the real server runs; whatever reads the folder later knows every version.
namespace {

namespace fs = std::filesystem;
using namespace lapor;
using namespace lapor::tests;

const std::string morning = "2028-12-28T09:00:00+07:00";

/// The first working days of 2029, a year that the reference files do not know.
const std::string decree =
    R"({"year":2029,"decree":"SKB 7/2028","days":[{"date":"2029-01-01","name":"Tahun Baru","kind":"public_holiday"},)"
    R"({"date":"2029-01-02","name":"Cuti Bersama","kind":"collective_leave"}]})";

std::string file_report(const Server& server) {
  const auto reply =
      expect(server.client("reporter")
                 .post("/v1/reports", R"({"title":"Lampu mati","text":"Gelap.","occurred_on":"2028-12-27"})", ""),
             201);
  return std::string(reply.at("deadline").at("due").as_string());
}

std::int64_t change(const Server& server, const std::string& what, const std::string& body) {
  return expect(server.client("national_admin").post("/v1/rulebook/" + what, body, ""), 200).at("version").as_int64();
}

/// A report before the decree, one behind it, and a unit, after which the server was stopped.
struct Changed {
  TemporaryFolder folder;
  std::string before, after;

  Changed() {
    Server server(folder, 0, {"--clock", "simulated:" + morning});
    before = file_report(server);
    BOOST_TEST(change(server, "holidays", decree) == 1);
    after = file_report(server);
    BOOST_TEST(change(server, "units", R"({"slug":"kota-35.78/rsud","parent":"kota-35.78","name":"RSUD"})") == 2);
    BOOST_TEST_REQUIRE(server.stop() == 0);
  }

  [[nodiscard]] std::vector<std::string> log_keys() const {
    return {"--log-key", run(folder, {"audit", "key", "--data", folder / "data"}).output};
  }
};

Finished verified(const TemporaryFolder& folder, const Changed& of) {
  std::vector<std::string> arguments{"audit", "verify", "--data", folder / "data"};
  for (const auto& word : of.log_keys()) arguments.push_back(word.substr(0, word.find('\n')));
  return run(folder, arguments);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(e2e_rulebook)

BOOST_AUTO_TEST_CASE(a_decree_counts_from_its_command_on_and_all_that_was_before_stands) {
  const Changed changed;
  BOOST_TEST(changed.before == "2029-01-03T00:00:00+07:00");
  BOOST_TEST(changed.after == "2029-01-05T00:00:00+07:00");
  const auto done = verified(changed.folder, changed);
  BOOST_TEST(done.status == 0, done.output + done.errors);
  const auto checked = run(changed.folder, {"check", "--data", changed.folder / "data"});
  BOOST_TEST(checked.status == 0, checked.output + checked.errors);
}

BOOST_AUTO_TEST_CASE(after_a_restart_the_rulebook_is_as_it_was) {
  const Changed changed;
  Server server(changed.folder, 0, {"--clock", "simulated:" + morning});
  BOOST_TEST(file_report(server) == changed.after);
  BOOST_TEST(change(server, "holidays", decree) == 2);
  BOOST_TEST(change(server, "categories", R"({"code":"ruang-angkasa","label":"Ruang Angkasa"})") == 3);
  BOOST_TEST(server.stop() == 0);
}

BOOST_AUTO_TEST_CASE(views_are_made_anew_by_every_version) {
  const Changed changed;
  const auto done = run(changed.folder, {"rebuild", "--data", changed.folder / "data"});
  BOOST_TEST(done.status == 0, done.output + done.errors);
}

BOOST_AUTO_TEST_CASE(the_life_of_a_report_counts_by_its_own_version) {
  const Changed changed;
  const auto early = run(changed.folder, {"audit", "explain", "--data", changed.folder / "data", "1000001"});
  BOOST_TEST(early.status == 0, early.errors);
  BOOST_TEST(early.output.find("due at 24:00 of Tue 2029-01-02") != std::string::npos, early.output);
  const auto late = run(changed.folder, {"audit", "explain", "--data", changed.folder / "data", "1000002"});
  BOOST_TEST(late.status == 0, late.errors);
  BOOST_TEST(late.output.find("due at 24:00 of Thu 2029-01-04") != std::string::npos, late.output);
}

BOOST_AUTO_TEST_CASE(a_restored_folder_has_every_version) {
  const Changed changed;
  const TemporaryFolder other;
  const auto& from = changed.folder;
  const auto backed_up =
      run(from, {"backup", "--data", from / "data", "--to", from / "backup", "--keys-to", from / "keys"});
  BOOST_TEST_REQUIRE(backed_up.status == 0, backed_up.errors);
  for (const char* key : {"master-key", "log-key"})
    fs::copy_file(from / ("data." + std::string(key)), other / ("data." + std::string(key)));
  const auto restored =
      run(other, {"restore", "--from", from / "backup", "--keys-from", from / "keys", "--to", other / "data"});
  BOOST_TEST_REQUIRE(restored.status == 0, restored.errors);
  Server server(other, 0, {"--clock", "simulated:" + morning, "--accept-rollback"});
  BOOST_TEST(file_report(server) == changed.after);
  BOOST_TEST(change(server, "units", R"({"slug":"kota-35.78/rsud","parent":"kota-35.78","name":"RSUD"})") == 2);
  BOOST_TEST(server.stop() == 0);
}

BOOST_AUTO_TEST_SUITE_END()
