#include <boost/test/unit_test.hpp>
#include <map>

#include "tests/tools/program.hpp"

/// A backup is the only copy of what a rollback dropped: nothing is written over it.
namespace {

namespace fs = std::filesystem;
using namespace lapor;
using namespace lapor::tests;

void file_reports(const Server& server, const std::string& title, int count) {
  for (int i = 0; i < count; ++i)
    expect(server.client("reporter")
               .post("/v1/reports",
                     R"({"text":"Gelap sejak Senin.","occurred_on":"2026-01-05","title":")" + title + " " +
                         std::to_string(i) + "\"}",
                     ""),
           201);
}

Finished back_up(const TemporaryFolder& folder, std::string_view to, std::string_view keys) {
  return run(folder, {"backup", "--data", folder / "data", "--to", folder / to, "--keys-to", folder / keys});
}

std::map<std::string, std::string> content_of(const fs::path& folder) {
  std::map<std::string, std::string> files;
  for (const auto& entry : fs::recursive_directory_iterator{folder})
    if (entry.is_regular_file()) files.emplace(entry.path().string(), read_file(entry.path()));
  return files;
}

/// A folder that was backed up with three reports, and rolled back to one before that since.
class RolledBack {
 public:
  RolledBack() {
    {
      Server server(folder);
      file_reports(server, "Lama", 1);
      BOOST_TEST_REQUIRE(server.stop() == 0);
    }
    fs::copy(folder / "data", folder / "older", fs::copy_options::recursive);
    {
      Server server(folder);
      file_reports(server, "Hilang", 2);
      BOOST_TEST_REQUIRE(server.stop() == 0);
    }
    BOOST_TEST_REQUIRE(back_up(folder, "backup", "keys").status == 0);
    fs::remove_all(folder / "data");
    fs::rename(folder / "older", folder / "data");
  }
  /// Accepts the rollback and files as many reports.
  void go_on(int reports) const {
    Server server(folder, 0, {"--accept-rollback"});
    file_reports(server, "Baru", reports);
    BOOST_TEST_REQUIRE(server.stop() == 0);
  }

  TemporaryFolder folder;
};

void is_forked(const Finished& finished) {
  BOOST_TEST(finished.status == 1);
  BOOST_TEST(finished.errors.find("backup: forked: ") != std::string::npos, finished.errors);
  BOOST_TEST(finished.errors.find("name another folder") != std::string::npos, finished.errors);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(e2e_backup_forked)

BOOST_AUTO_TEST_CASE(a_history_that_has_outgrown_the_one_it_replaced_is_not_written_over_it) {
  const RolledBack rolled_back;
  rolled_back.go_on(9);
  const auto& folder = rolled_back.folder;
  const auto before = content_of(folder / "backup");
  is_forked(back_up(folder, "backup", "keys"));
  BOOST_TEST((content_of(folder / "backup") == before));
  for (const char* key : {"master-key", "log-key"})
    fs::copy_file(folder / ("data." + std::string(key)), folder / ("restored." + std::string(key)));
  const auto restored = run(
      folder, {"restore", "--from", folder / "backup", "--keys-from", folder / "keys", "--to", folder / "restored"});
  BOOST_TEST(restored.status == 0, restored.errors);
  const auto other = back_up(folder, "backup-2", "keys-2");
  BOOST_TEST(other.status == 0, other.errors);
}

BOOST_AUTO_TEST_CASE(a_history_of_just_the_same_length_is_seen_by_its_root) {
  const RolledBack rolled_back;
  rolled_back.go_on(0);  // two records tell of the rollback, as many as were dropped
  is_forked(back_up(rolled_back.folder, "backup", "keys"));
}

BOOST_AUTO_TEST_CASE(the_backup_of_another_log_is_not_written_over) {
  const RolledBack rolled_back;
  const auto& folder = rolled_back.folder;
  const auto before = content_of(folder / "backup");
  const TemporaryFolder other;
  {
    Server server(other);
    file_reports(server, "Lain", 9);
    BOOST_TEST_REQUIRE(server.stop() == 0);
  }
  const auto refused =
      run(other, {"backup", "--data", other / "data", "--to", folder / "backup", "--keys-to", other / "keys"});
  BOOST_TEST(refused.status == 1);
  BOOST_TEST(refused.errors.find("backup: other-log: ") != std::string::npos, refused.errors);
  BOOST_TEST((content_of(folder / "backup") == before));
}

BOOST_AUTO_TEST_SUITE_END()
