#include "api/web/folder.hpp"

#include <boost/test/unit_test.hpp>

#include "tests/api/web/web_fixture.hpp"

using namespace lapor::api::web;
using namespace lapor::api::web::testing;

namespace {

struct Folder {
  Folder() { write_web_folder(place.path()); }

  /// What is said of the folder; empty when it is whole.
  [[nodiscard]] std::string complaint() const {
    const auto read = read_web_folder(place.path());
    return read ? "" : read.error();
  }
  void write(const char* file, std::string_view bytes) const { write_file(place.path() / file, bytes); }
  void remove(const char* file) const { std::filesystem::remove_all(place.path() / file); }

  lapor::storage::test::TemporaryFolder place;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(folder_of_pages)

BOOST_FIXTURE_TEST_CASE(a_whole_folder_is_read_with_its_types_and_compressed_neighbours, Folder) {
  const auto read = read_web_folder(place.path());
  BOOST_REQUIRE_MESSAGE(read.has_value(), read.error());
  const WebFile& script = read->files.at(read->script);
  BOOST_TEST(script.content_type == "text/javascript; charset=utf-8");
  BOOST_TEST(script.brotli == "brotli bytes");
  BOOST_TEST(script.gzip == "gzip bytes, a few");
  BOOST_TEST(read->files.at("/sw.js").plain == "self.skipWaiting();");
  BOOST_TEST(read->files.at("/en/manifest.webmanifest").content_type == "application/manifest+json");
  BOOST_TEST(!read->files.contains("/assets/app-1a.js.br"));
  BOOST_TEST(read->messages.text(Language::english, "page.nav.reports") == "Reports");
}

BOOST_FIXTURE_TEST_CASE(a_compressed_file_that_is_not_smaller_is_not_used, Folder) {
  write("assets/app-2b.css.gz", "longer than the plain file");
  BOOST_TEST(read_web_folder(place.path())->files.at("/assets/app-2b.css").gzip == "");
}

BOOST_FIXTURE_TEST_CASE(what_is_missing_or_damaged_is_named, Folder) {
  BOOST_TEST(complaint() == "");
  write("assets/lonely.js.br", "x");
  BOOST_TEST(contains(complaint(), "lonely.js.br: has no uncompressed neighbour"));
  remove("assets/lonely.js.br");
  write("messages/en/page.json", "{\"page.home.title\": 7}");
  BOOST_TEST(contains(complaint(), "page.json: page.home.title is not a sentence"));
  write("messages/en/page.json", "{\"page.home.title\": \"cut o");
  BOOST_TEST(contains(complaint(), "page.json: is not a JSON object"));
  remove("messages/en/page.json");
  BOOST_TEST(contains(complaint(), "page.json: is missing"));
  write("assets.json", R"({"script":"/assets/app-1a.js","style":"/assets/gone.css"})");
  BOOST_TEST(contains(complaint(), "assets.json: `style` must name a file"));
  write("assets.json", R"({"script":"https://elsewhere.example/app.js","style":"/assets/app-2b.css"})");
  BOOST_TEST(contains(complaint(), "assets.json: `script` must name a file"));
  remove("assets.json");
  BOOST_TEST(contains(complaint(), "assets.json: is missing"));
  remove("assets");
  BOOST_TEST(contains(complaint(), "assets: cannot be read"));
}

BOOST_AUTO_TEST_CASE(a_folder_that_there_is_not_is_no_folder) {
  BOOST_TEST(!read_web_folder("/nowhere/at/all").has_value());
}

BOOST_AUTO_TEST_SUITE_END()
