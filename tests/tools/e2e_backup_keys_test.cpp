#include <boost/json/value.hpp>
#include <boost/test/unit_test.hpp>

#include "tests/tools/tampering_folder.hpp"

/// Data keys have a retention of their own, so they may be newer than the records that are restored.
namespace {

namespace fs = std::filesystem;
using namespace lapor;
using namespace lapor::tests;

Finished back_up(const TemporaryFolder& folder, std::string_view to) {
  return run(folder, {"backup", "--data", folder / "data", "--to", folder / to, "--keys-to", folder / "keys",
                      "--keep-keys-days", "0"});
}

Finished restore(const TemporaryFolder& folder) {
  for (const char* key : {"master-key", "log-key"})
    fs::copy_file(folder / ("data." + std::string(key)), folder / ("restored." + std::string(key)),
                  fs::copy_options::skip_existing);
  return run(folder,
             {"restore", "--from", folder / "older", "--keys-from", folder / "keys", "--to", folder / "restored"});
}

}  // namespace

BOOST_AUTO_TEST_SUITE(e2e_backup_keys)

BOOST_AUTO_TEST_CASE(an_older_backup_is_restored_with_newer_keys_and_whoever_was_erased_since_stays_erased) {
  const TemporaryFolder folder;
  std::string kept, erased;
  {
    Server server(folder);
    const auto ani = register_person(server, "ani@example.id");
    kept = file_report(server, ani.token, "one");
    erased = file_report(server, ani.token, "two");
    BOOST_TEST_REQUIRE(server.stop() == 0);
  }
  const auto older = back_up(folder, "older");
  BOOST_TEST_REQUIRE(older.status == 0, older.errors);
  {
    Server server(folder);
    expect(
        server.client("data_officer").post("/v1/reports/" + erased + "/erasure", R"({"ground":"subject_request"})", ""),
        200);
    BOOST_TEST_REQUIRE(server.stop() == 0);
  }
  BOOST_TEST_REQUIRE(back_up(folder, "newer").status == 0);
  const auto restored = restore(folder);
  BOOST_TEST_REQUIRE(restored.status == 0, restored.errors);
  BOOST_TEST(restored.output.find("those of 1 reports") != std::string::npos, restored.output);
  const auto checked = run(folder, {"check", "--data", folder / "restored"});
  BOOST_TEST(checked.status == 0, checked.output);
  fs::remove_all(folder / "data");
  for (const char* part : {"", ".checkpoint"})
    fs::rename(folder / ("restored" + std::string(part)), folder / ("data" + std::string(part)));
  const Server server(folder);
  const auto client = [&] { return server.client("national_admin"); };
  BOOST_TEST(expect(client().get("/v1/reports/" + erased), 200).at("erased").as_bool());
  BOOST_TEST(expect(client().get("/v1/reports/" + kept), 200).at("title").as_string() == "Jalan rusak one");
  BOOST_TEST(!sign_in(server, "ani@example.id").empty());
}

BOOST_AUTO_TEST_SUITE_END()
