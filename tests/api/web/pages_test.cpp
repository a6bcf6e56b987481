#include "api/web/pages.hpp"

#include "api/routes.hpp"
#include "tests/api/web/web_fixture.hpp"

using namespace lapor;
using namespace lapor::api;
using namespace lapor::api::web;
using namespace lapor::api::web::testing;

namespace {

/// A path that a pattern fits.
std::string sample_of(std::string_view pattern) {
  std::string path(pattern);
  const auto put = [&](std::string_view name, std::string_view value) {
    if (const auto at = path.find(name); at != std::string::npos) path.replace(at, name.size(), value);
  };
  put("{id}", "1000001");
  put("{code}", "35.78");
  put("{rest}", "kota-35.78");
  return path;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(table_of_pages)

BOOST_AUTO_TEST_CASE(a_path_finds_its_page_its_language_and_its_values) {
  const PageMatch report = find_page(http::Method::get, "/en/reports/1000001");
  BOOST_REQUIRE(report.page != nullptr);
  BOOST_TEST(report.page->name == "report");
  BOOST_TEST((report.language == Language::english));
  BOOST_TEST(report.path == "/reports/1000001");
  BOOST_TEST(number(report.report) == 1'000'001U);
  const PageMatch unit = find_page(http::Method::head, "/institutions/kota-35.78/dishub");
  BOOST_REQUIRE(unit.page != nullptr);
  BOOST_TEST(unit.rest == "kota-35.78/dishub");
  BOOST_TEST((unit.language == Language::indonesian));
  BOOST_TEST(find_page(http::Method::get, "/en").page->name == "home");
}

BOOST_AUTO_TEST_CASE(what_is_no_page_is_not_taken_for_one) {
  for (const char* path : {"/nothing", "/reports/abc", "/reports/01", "/reports/-1", "/reports/1/2", "/institutions/",
                           "/enreports", "/id/reports", "/en/en", "/reports/99999999999999999999"})
    BOOST_TEST(find_page(http::Method::get, path).page == nullptr, path);
}

BOOST_AUTO_TEST_CASE(no_page_hides_a_resource_of_the_api) {
  for (const Page& page : pages()) {
    const Match match = find_route(page.method, sample_of(page.pattern));
    BOOST_TEST((match.route == nullptr && match.allow.empty()), page.pattern);
  }
}

BOOST_AUTO_TEST_CASE(english_paths_have_a_prefix) {
  BOOST_TEST(path_in(Language::english, "/") == "/en");
  BOOST_TEST(path_in(Language::english, "/map") == "/en/map");
  BOOST_TEST(path_in(Language::indonesian, "/map") == "/map");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(documents, WebFixture)

BOOST_AUTO_TEST_CASE(every_page_is_a_whole_document_in_both_languages) {
  const std::string id = submit_and_verify();
  settle();
  for (const Page& page : pages()) {
    if (page.method != http::Method::get) continue;
    for (const Language language : languages) {
      std::string path = path_in(language, sample_of(page.pattern));
      if (const auto at = path.find("1000001"); at != std::string::npos) path.replace(at, 7, id);
      const Answer answer = visit(path);
      const std::string& html = answer.response.body;
      BOOST_TEST_CONTEXT(path) {
        BOOST_TEST(answer.status() == 200);
        BOOST_TEST(answer.response.content_type == "text/html; charset=utf-8");
        BOOST_TEST(html.starts_with("<!doctype html>\n<html lang=\"" + std::string(code_of(language)) +
                                    "\" data-page=\"" + std::string(page.name) + "\">"));
        for (const char* once :
             {"<title>", "<div id=\"app\">", "<main id=\"page\" tabindex=\"-1\">", "<h1>", "name=\"viewport\"",
              "name=\"description\"",
              "<script type=\"module\" src=\"/assets/app-1a.js\" fetchpriority=\"low\"></script>",
              "<link rel=\"stylesheet\" href=\"/assets/app-2b.css\">", "href=\"#page\"",
              "<link rel=\"stylesheet\" id=\"dark\" href=\"/assets/dark-6f.css\" media=\"(prefers-color-scheme: "
              "dark)\">"})
          BOOST_TEST(count(html, once) == 1U, once);
        const bool has_preload = page.area == "citizen" && language == Language::indonesian;
        BOOST_TEST(count(html, "<link rel=\"modulepreload\" href=\"/assets/part-3c.js\" fetchpriority=\"low\">") ==
                   (has_preload ? 1U : 0U));
        BOOST_TEST(count(html, "rel=\"canonical\"") == (page.is_indexed ? 1U : 0U));
        BOOST_TEST(count(html, "hreflang=\"x-default\"") == (page.is_indexed ? 1U : 0U));
        BOOST_TEST(!contains(html, ">page."));
        BOOST_TEST(!contains(html, "\"page."));
        BOOST_TEST(!contains(html, " style="));
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(a_page_leads_to_itself_in_the_other_language) {
  BOOST_TEST(contains(visit("/map?state=closed").response.body,
                      R"(href="/en/map?state=closed" hreflang="en" lang="en">English</a>)"));
  BOOST_TEST(contains(visit("/en/about").response.body, R"(href="/about" hreflang="id" lang="id">Indonesia</a>)"));
  BOOST_TEST(contains(visit("/en/about").response.body, R"(<link rel="canonical" href="http://localhost/en/about">)"));
}

BOOST_AUTO_TEST_CASE(a_page_may_load_and_send_to_its_own_server_only) {
  const std::string head = head_of(visit("/about"));
  BOOST_TEST(
      contains(head,
               "Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' "
               "blob: data:; connect-src 'self'; font-src 'self'; manifest-src 'self'; worker-src 'self'; "
               "form-action 'self'; base-uri 'none'; frame-ancestors 'none'\r\n"));
  for (const char* field : {"Permissions-Policy: camera=(self), geolocation=(self), microphone=()\r\n",
                            "Referrer-Policy: no-referrer\r\n", "X-Frame-Options: DENY\r\n",
                            "X-Content-Type-Options: nosniff\r\n", "Cross-Origin-Opener-Policy: same-origin\r\n"})
    BOOST_TEST(contains(head, field), field);
  BOOST_TEST(contains(head_of(get("/v1/reports", anybody)), "form-action 'none'"));
}

BOOST_AUTO_TEST_CASE(an_unchanged_page_is_not_sent_again) {
  const Answer first = visit("/about");
  BOOST_TEST(first.header("Cache-Control") == "no-cache");
  BOOST_TEST(visit("/about", {{"if-none-match", first.header("ETag")}}).status() == 304);
  BOOST_TEST(visit("/en/about", {{"if-none-match", first.header("ETag")}}).status() == 200);
}

BOOST_AUTO_TEST_CASE(a_page_does_not_depend_on_who_reads_it) {
  const Answer nobody = visit("/about");
  const Answer somebody = visit("/about", {{"cookie", "lapor_session=lapor_session_x"}, {"authorization", "Bearer x"}});
  BOOST_TEST(nobody.response.body == somebody.response.body);
  BOOST_TEST(nobody.header("Vary") == "Accept-Encoding");
}

BOOST_AUTO_TEST_CASE(what_is_not_there_is_a_page_for_browsers_and_a_problem_for_programs) {
  const Answer page = visit("/en/nothing");
  BOOST_TEST(page.status() == 404);
  BOOST_TEST(contains(page.response.body, "<h1>Page not found</h1>"));
  BOOST_TEST(page.header("Cache-Control") == "no-store");
  BOOST_TEST(contains(visit("/nothing").response.body, "<h1>Halaman tidak ditemukan</h1>"));
  BOOST_TEST(get("/nothing", anybody).problem() == "not-found");
  BOOST_TEST(get("/v1/nothing", anybody).problem() == "not-found");
}

BOOST_AUTO_TEST_CASE(a_slash_too_many_leads_to_the_page) {
  const Answer answer = visit("/en/reports/?q=jalan");
  BOOST_TEST(answer.status() == 308);
  BOOST_TEST(answer.header("Location") == "/en/reports?q=jalan");
  BOOST_TEST(visit("/nothing/").status() == 404);
}

BOOST_AUTO_TEST_CASE(a_page_that_is_only_read_takes_no_form) {
  const Answer answer = send_form("/about", "a=b");
  BOOST_TEST(answer.status() == 405);
  BOOST_TEST(answer.header("Allow") == "GET, HEAD");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(without_pages, ServiceFixture)

BOOST_AUTO_TEST_CASE(the_api_serves_on_and_the_start_page_says_what_is_missing) {
  const Answer start = get("/", anybody);
  BOOST_TEST(start.status() == 503);
  BOOST_TEST(start.problem() == "unavailable");
  BOOST_TEST(get("/map", anybody).problem() == "not-found");
  BOOST_TEST(get("/v1/reports", anybody).status() == 200);
}

BOOST_AUTO_TEST_SUITE_END()
