#include <boost/test/unit_test.hpp>

#include "tests/tools/tampering_folder.hpp"

/// The backup's attachments go with their reports, and with nothing else.
namespace {

namespace fs = std::filesystem;
using namespace lapor;
using namespace lapor::tests;

/// A folder with two reports that have files, backed up.
class WithAttachments {
 public:
  WithAttachments() {
    Server server(folder);
    const auto ani = register_person(server, "ani@example.id");
    for (auto* report : {&kept, &erased}) {
      const std::string title = report == &kept ? "one" : "two";
      *report = send_report(server, ani.token, title, upload(server, ani.token, "picture " + title));
      wait_for_attachment(*report);
    }
    BOOST_TEST_REQUIRE(server.stop() == 0);
    const auto backed_up = back_up();
    BOOST_TEST_REQUIRE(backed_up.status == 0, backed_up.errors);
  }
  [[nodiscard]] Finished back_up(const std::string& to = "backup") const {
    return run(folder, {"backup", "--data", folder / "data", "--to", folder / to, "--keys-to", folder / "keys"});
  }
  void is_refused(const std::string& to = "backup") const {
    const auto refused = back_up(to);
    BOOST_TEST(refused.status == 1);
    BOOST_TEST(refused.errors.find("lacks attachments") != std::string::npos, refused.errors);
  }
  [[nodiscard]] bool has(const std::string& report) const {
    const auto place = fs::path{folder / "backup"} / "attachments" / report;
    return fs::exists(place) && !fs::is_empty(place);
  }
  /// Files are moved and deleted behind the record.
  void wait_for_attachment(const std::string& report, bool is_there = true) const {
    const auto place = fs::path{folder / "data"} / "attachments" / report;
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds{30};
    std::error_code error;
    while ((fs::exists(place, error) && !fs::is_empty(place, error)) != is_there)
      BOOST_TEST_REQUIRE((std::chrono::steady_clock::now() < end));
  }

  TemporaryFolder folder;
  std::string kept, erased;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(e2e_backup_attachments)

BOOST_AUTO_TEST_CASE(they_stay_when_those_of_the_data_folder_are_gone) {
  const WithAttachments world;
  const auto attachments = fs::path{world.folder / "data"} / "attachments";
  fs::rename(attachments / world.kept, world.folder / "aside");
  world.is_refused();
  BOOST_TEST(world.has(world.kept));
  fs::remove_all(attachments);
  world.is_refused();
  fs::create_directory(attachments);  // where nothing is mounted
  world.is_refused();
  BOOST_TEST(world.has(world.kept));
  BOOST_TEST(world.has(world.erased));
}

BOOST_AUTO_TEST_CASE(a_first_backup_without_them_is_refused) {
  const WithAttachments world;
  fs::remove_all(fs::path{world.folder / "data"} / "attachments");
  world.is_refused("another");
}

BOOST_AUTO_TEST_CASE(they_go_with_their_report) {
  const WithAttachments world;
  {
    Server server(world.folder);
    expect(server.client("data_officer")
               .post("/v1/reports/" + world.erased + "/erasure", R"({"ground":"subject_request"})", ""),
           200);
    world.wait_for_attachment(world.erased, false);
    BOOST_TEST(server.stop() == 0);
  }
  const auto backed_up = world.back_up();
  BOOST_TEST(backed_up.status == 0, backed_up.errors);
  BOOST_TEST(!world.has(world.erased));
  BOOST_TEST(world.has(world.kept));
}

BOOST_AUTO_TEST_SUITE_END()
