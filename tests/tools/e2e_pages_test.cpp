#include <boost/json/parse.hpp>
#include <boost/test/unit_test.hpp>
#include <filesystem>

#include "tests/tools/program.hpp"
#include "tools/web_folder.hpp"

using namespace lapor::tests;

namespace {

namespace fs = std::filesystem;

void write(const fs::path& file, std::string_view text) {
  fs::create_directories(file.parent_path());
  write_file(file, text);
}

/// The smallest folder of pages, with the real messages.
std::string pages_in(const TemporaryFolder& folder) {
  const fs::path pages = folder / "web";
  write(pages / "assets.json",
        R"({"script":"/assets/a-1.js","style":"/assets/a-2.css","style_dark":"/assets/a-2.css"})");
  write(pages / "assets/a-1.js", "export {};");
  write(pages / "assets/a-2.css", "body{}");
  write(pages / "root/robots.txt", "User-agent: *\n");
  fs::copy(fs::path(LAPOR_SOURCE_DIR) / "web/messages", pages / "messages", fs::copy_options::recursive);
  return pages;
}

int status_of(const Server& server, const std::string& path) {
  const auto reply = server.client("").get(path);
  BOOST_TEST_REQUIRE(reply.has_value());
  return reply->status;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(e2e_pages)

BOOST_AUTO_TEST_CASE(a_folder_of_pages_is_served_beside_the_api) {
  const TemporaryFolder folder;
  const Server server(folder, 0, {"--web", pages_in(folder)});
  for (const char* path : {"/", "/en/submit", "/assets/a-1.js", "/robots.txt", "/v1/reports"})
    BOOST_TEST(status_of(server, path) == 200, path);
}

BOOST_AUTO_TEST_CASE(without_a_whole_folder_the_api_serves_alone_and_says_why) {
  const TemporaryFolder folder;
  const std::string pages = pages_in(folder);
  fs::remove(fs::path(pages) / "assets/a-1.js");
  Program program(folder, {"serve", "--data", folder / "data", "--listen", "127.0.0.1:0", "--web", pages});
  BOOST_TEST(program.read_until("listening on").has_value());
  BOOST_TEST(program.errors().find("serving without pages: " + pages + "/assets.json: `script` must name") !=
             std::string::npos);
}

BOOST_AUTO_TEST_CASE(where_pages_were_looked_for_is_told) {
  const auto found = lapor::tools::find_web_folder("/nowhere/web");
  BOOST_TEST_REQUIRE(!found.has_value());
  BOOST_TEST(found.error().starts_with("no pages in /nowhere/web; build them"));
}

BOOST_AUTO_TEST_SUITE_END()
