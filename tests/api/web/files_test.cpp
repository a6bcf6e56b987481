#include "tests/api/web/web_fixture.hpp"

using namespace lapor::api;
using namespace lapor::api::web::testing;

namespace {

const std::string script = "/assets/app-1a.js";

}  // namespace

BOOST_FIXTURE_TEST_SUITE(files_of_pages, WebFixture)

BOOST_AUTO_TEST_CASE(a_hashed_file_may_be_kept_for_ever_and_comes_as_the_client_likes_it) {
  const Answer plain = visit(script);
  BOOST_TEST(plain.status() == 200);
  BOOST_TEST(plain.response.content_type == "text/javascript; charset=utf-8");
  BOOST_TEST(plain.header("Cache-Control") == "public, max-age=31536000, immutable");
  BOOST_TEST(plain.header("Vary") == "Accept-Encoding");
  BOOST_TEST(plain.header("Content-Encoding") == "");
  BOOST_TEST(plain.header("X-Content-Type-Options") == "nosniff");
  const Answer brotli = visit(script, {{"accept-encoding", "gzip, br"}});
  BOOST_TEST(brotli.header("Content-Encoding") == "br");
  BOOST_TEST(brotli.response.body == "brotli bytes");
  const Answer gzip = visit(script, {{"accept-encoding", "gzip;q=0.9, br;q=0.2"}});
  BOOST_TEST(gzip.header("Content-Encoding") == "gzip");
  BOOST_TEST(gzip.response.body == "gzip bytes, a few");
  BOOST_TEST(gzip.header("ETag") != brotli.header("ETag"));
}

BOOST_AUTO_TEST_CASE(who_has_a_file_is_not_sent_it_again) {
  const std::string tag = visit(script, {{"accept-encoding", "br"}}).header("ETag");
  const Answer again = visit(script, {{"accept-encoding", "br"}, {"if-none-match", tag}});
  BOOST_TEST(again.status() == 304);
  BOOST_TEST(again.response.body == "");
  BOOST_TEST(again.header("ETag") == tag);
  BOOST_TEST(visit(script, {{"if-none-match", tag}}).status() == 200);
}

BOOST_AUTO_TEST_CASE(files_with_fixed_names_are_noticed_when_they_change) {
  BOOST_TEST(visit("/sw.js").header("Cache-Control") == "no-cache");
  BOOST_TEST(visit("/manifest.webmanifest").header("Cache-Control") == "no-cache");
  BOOST_TEST(visit("/en/manifest.webmanifest").response.content_type == "application/manifest+json");
  BOOST_TEST(visit("/favicon.ico").header("Cache-Control") == "public, max-age=86400");
  BOOST_TEST(visit("/robots.txt").response.content_type == "text/plain; charset=utf-8");
}

BOOST_AUTO_TEST_CASE(a_service_worker_may_ask_its_own_server) {
  BOOST_TEST(contains(head_of(visit("/sw.js")), "connect-src 'self'"));
}

BOOST_AUTO_TEST_CASE(a_head_is_asked_for_alone) {
  const Answer head = ask(http::Method::head, script, "", anybody);
  BOOST_TEST(head.status() == 200);
  BOOST_TEST(head.header("ETag") == get(script, anybody).header("ETag"));
}

BOOST_AUTO_TEST_CASE(files_are_read_and_nothing_else) {
  const Answer answer = post(script, "x", anybody);
  BOOST_TEST(answer.status() == 405);
  BOOST_TEST(answer.header("Allow") == "GET, HEAD");
}

BOOST_AUTO_TEST_CASE(nothing_outside_the_folder_has_a_path) {
  for (const char* path :
       {"/assets/../assets.json", "/assets/..", "/assets/", "/assets", "/assets.json", "/messages/id/common.json",
        "/assets/app-1a.js.br", "/assets//app-1a.js", "/root/sw.js", "/assets/\\..\\assets.json"})
    BOOST_TEST(get(path, anybody).status() == 404, path);
}

BOOST_AUTO_TEST_SUITE_END()
