#include "tests/api/web/web_fixture.hpp"

using namespace lapor;
using namespace lapor::api;
using namespace lapor::api::web::testing;

namespace {

struct ReadPages : WebFixture {
  std::string verified_with(const std::string& title, const std::string& text) {
    const std::string id = submit(R"(,"place":{"region":"35.78","address":"Jl. Rahasia 7"})");
    json::object body{{"title", title},
                      {"public_text", text},
                      {"classification", "complaint"},
                      {"category", "perhubungan/jalan"},
                      {"forward_to", "kota-35.78"}};
    BOOST_REQUIRE_EQUAL(command(id, "verification", json::serialize(body), admin).status(), 200);
    return id;
  }
  std::string html_of(const std::string& path) {
    const Answer answer = visit(path);
    BOOST_TEST_REQUIRE(answer.status() == 200, path);
    return answer.response.body;
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(public_pages_without_script, ReadPages)

BOOST_AUTO_TEST_CASE(a_report_page_tells_where_the_report_stands_and_how_it_came_there) {
  const std::string id = in_progress();
  const std::string html = html_of("/reports/" + id);
  for (const char* part :
       {"<h1>Jalan berlubang di Gubeng</h1>", "<p>Lubang besar di jalan.</p>",
        "<span class=\"badge badge--in_progress\">Sedang Diproses</span>",
        "Pemerintah Kota Surabaya sudah menjawab. Pelapor dapat membalas", "Perhubungan › Jalan",
        "<ol class=\"timeline\">", "Laporan diterima", "Diteruskan ke Pemerintah Kota Surabaya",
        "<p>Kami perbaiki besok.</p>", "Pejabat penghubung, Pemerintah Kota Surabaya",
        "<time datetime=\"2026-11-20T09:00:00+07:00\">Jumat, 20 November 2026 pukul 09.00 WIB</time>",
        "Selesai dengan sendirinya bila tidak ada balasan sampai: ",
        "<time datetime=\"2026-12-05T00:00:00+07:00\">akhir hari Jumat, 4 Desember 2026 (WIB)</time>",
        "Belum ada komentar."})
    BOOST_TEST(contains(html, part), part);
  BOOST_TEST(!contains(html, "depan rumah"));
  const std::string english = html_of("/en/reports/" + id);
  for (const char* part : {"In progress", "Friday, 20 November 2026 at 09:00 WIB",
                           "Forwarded to Pemerintah Kota Surabaya", "the end of Friday, 4 December 2026 (WIB)"})
    BOOST_TEST(contains(english, part), part);
}

BOOST_AUTO_TEST_CASE(a_late_report_is_marked_as_late) {
  const std::string id = submit_and_verify();
  BOOST_TEST(!contains(html_of("/reports/" + id), "Terlambat"));
  BOOST_TEST(post("/v1/clock", R"({"advance_to":"2026-11-28T00:00:00+07:00"})", anybody).status() == 200);
  const std::string html = html_of("/reports/" + id);
  BOOST_TEST(contains(html, "Terlambat, tingkat 1"));
  BOOST_TEST(contains(html, "<meta property=\"og:description\" content=\"Belum Ditindaklanjuti, terlambat"));
}

BOOST_AUTO_TEST_CASE(a_link_that_is_shared_shows_title_and_state_and_cannot_break_out) {
  const std::string id =
      verified_with(R"("><script>alert('x')</script> & co)", "<img src=x onerror=alert(1)>\n\nKedua.");
  const std::string html = html_of("/reports/" + id);
  const std::string escaped = "&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; co";
  BOOST_TEST(contains(html, "<meta property=\"og:title\" content=\"" + escaped + "\">"));
  BOOST_TEST(contains(html, "<meta name=\"twitter:title\" content=\"" + escaped + "\">"));
  BOOST_TEST(contains(html, "<title>" + escaped + " | LAPOR!</title>"));
  BOOST_TEST(contains(html, "<h1>" + escaped + "</h1>"));
  BOOST_TEST(contains(html, "content=\"Belum Ditindaklanjuti · Pemerintah Kota Surabaya. &lt;img src=x"));
  BOOST_TEST(contains(html, "<p>&lt;img src=x onerror=alert(1)&gt;</p><p>Kedua.</p>"));
  BOOST_TEST(contains(html, "<meta property=\"og:image\" content=\"http://localhost/assets/social-5e.png\">"));
  BOOST_TEST(count(html, "<script") == 1U);
  BOOST_TEST(!contains(html, "<img"));
  settle();
  BOOST_TEST(contains(html_of("/reports"), escaped));
}

BOOST_AUTO_TEST_CASE(a_hidden_report_is_the_page_of_one_that_does_not_exist) {
  const std::string unverified = submit();
  const std::string confidential = submit_and_verify(R"(,"confidential":true)");
  for (const char* prefix : {"", "/en"}) {
    const Answer absent = visit(prefix + std::string("/reports/1999999"));
    BOOST_TEST(absent.status() == 404);
    for (const std::string& id : {unverified, confidential}) {
      const Answer hidden = visit(prefix + ("/reports/" + id));
      BOOST_TEST(hidden.status() == 404);
      BOOST_TEST(hidden.response.body == absent.response.body);
      const auto fields_of = [](Answer answer) {
        std::erase_if(answer.response.headers, [](const auto& field) { return field.first == "X-Request-Id"; });
        return head_of(answer);
      };
      BOOST_TEST(fields_of(hidden) == fields_of(absent));
    }
  }
}

BOOST_AUTO_TEST_CASE(a_hidden_report_is_answered_on_the_beat_of_hidden_reports) {
  const auto begun = std::chrono::steady_clock::now();
  BOOST_TEST(visit("/reports/" + submit()).status() == 404);
  BOOST_TEST((std::chrono::steady_clock::now() - begun >= LateAnswers::step));
}

BOOST_AUTO_TEST_CASE(whoever_reads_pages_is_the_public_whatever_is_sent_along) {
  const std::string id = submit_and_verify(R"(,"confidential":true)");
  const std::string bearer = "Bearer " + token_list.at("national_admin");
  BOOST_TEST(visit("/reports/" + id, {{"authorization", bearer}}).status() == 404);
  BOOST_TEST(visit("/reports/" + id, {{"cookie", "lapor_session=" + token_list.at("reporter")}}).status() == 404);
}

BOOST_AUTO_TEST_CASE(the_list_is_searched_narrowed_sorted_and_turned_over_by_links) {
  for (int number = 0; number < 21; ++number)
    verified_with("Jalan rusak " + std::to_string(number), "Aspal terkelupas.");
  const std::string other = verified_with("Lampu mati", "Gelap sekali.");
  settle();
  const std::string all = html_of("/reports");
  BOOST_TEST(contains(all, "22 laporan"));
  BOOST_TEST(count(all, "<article") == 20U);
  BOOST_TEST(contains(all, "href=\"/reports?state=awaiting_follow_up\""));
  BOOST_TEST(contains(all, "href=\"/reports?category=perhubungan%2Fjalan\""));
  const auto next = all.find("rel=\"next\" href=\"");
  BOOST_REQUIRE(next != std::string::npos);
  const auto begin = next + std::string_view("rel=\"next\" href=\"").size();
  const std::string second = html_of(all.substr(begin, all.find('"', begin) - begin));
  BOOST_TEST(count(second, "<article") == 2U);
  BOOST_TEST(contains(second, "Kembali ke awal"));
  const std::string found = html_of("/reports?q=lampu&sort=");
  BOOST_TEST(count(found, "<article") == 1U);
  BOOST_TEST(contains(found, "href=\"/reports/" + other + "\""));
  BOOST_TEST(contains(found, "value=\"lampu\""));
  BOOST_TEST(contains(found, "content=\"noindex\""));
  BOOST_TEST(contains(html_of("/en/reports?state=closed"), "No report fits."));
}

BOOST_AUTO_TEST_CASE(a_search_that_means_nothing_is_said_so_with_what_was_typed) {
  const Answer answer = visit("/reports?q=%22%3E%3Cscript%3E%26&state=nonsense");
  BOOST_TEST(answer.status() == 400);
  BOOST_TEST(contains(answer.response.body, "class=\"notice notice--error\""));
  BOOST_TEST(contains(answer.response.body, "value=\"&quot;&gt;&lt;script&gt;&amp;\""));
  BOOST_TEST(visit("/reports?cursor=made-up").status() == 400);
  BOOST_TEST(visit("/reports?q=%FF").status() == 200);  // not UTF-8: as if nothing had been asked
}

BOOST_AUTO_TEST_CASE(the_start_page_leads_in_and_shows_the_newest_reports) {
  const std::string empty = html_of("/");
  BOOST_TEST(contains(empty, "Belum ada laporan"));
  const std::string id = submit_and_verify();
  settle();
  const std::string html = html_of("/");
  for (const std::string& target : {std::string("/submit"), std::string("/track"), "/reports/" + id})
    BOOST_TEST(contains(html, "href=\"" + target + "\""), target);
  BOOST_TEST(contains(html, "action=\"/reports\""));
  BOOST_TEST(contains(html_of("/en"), "1 report<"));
}

BOOST_AUTO_TEST_CASE(institutions_are_found_by_name_and_show_their_reports_by_state) {
  submit_and_verify();
  settle();
  const std::string all = html_of("/institutions");
  BOOST_TEST(contains(all,
                      "<a href=\"/institutions/kota-35.78\">Pemerintah Kota Surabaya</a>"
                      "<span class=\"muted\"> 1 laporan</span>"));
  BOOST_TEST(!contains(all, "Dinas Perhubungan"));
  const std::string found = html_of("/institutions?q=SEMARANG");
  BOOST_TEST(contains(found, "Pemerintah Kota Semarang"));
  BOOST_TEST(!contains(found, "Pemerintah Kota Surabaya"));
  BOOST_TEST(contains(html_of("/institutions?q=nowhere"), "Tidak ada instansi dengan nama itu."));
  const std::string one = html_of("/institutions/kota-35.78");
  BOOST_TEST(contains(one, "<h1>Pemerintah Kota Surabaya</h1>"));
  BOOST_TEST(contains(one, "href=\"/reports?institution=kota-35.78&amp;state=awaiting_follow_up\""));
  BOOST_TEST(contains(one, "href=\"/institutions/kota-35.78/dishub\""));
  BOOST_TEST(contains(html_of("/institutions/kota-35.78/dishub"), "<h1>Dinas Perhubungan</h1>"));
  BOOST_TEST(visit("/institutions/nowhere").status() == 404);
}

BOOST_AUTO_TEST_SUITE_END()

namespace {

struct OneRequestASecond : WebFixture {
  static IdentityOptions options() {
    IdentityOptions options;
    options.requests_per_second_per_address = 1;
    return options;
  }
  OneRequestASecond() : WebFixture(options()) {}
};

}  // namespace

BOOST_FIXTURE_TEST_CASE(a_page_counts_against_the_limit_of_its_network, OneRequestASecond) {
  const auto from = [&](const char* path) { return get(path, {"", {{"accept", "text/html"}}, "203.0.113.9"}); };
  int slowed = 0;
  for (int tries = 0; tries < 40; ++tries) {
    const Answer answer = from("/reports");
    if (answer.status() == 200) continue;
    ++slowed;
    BOOST_TEST(answer.status() == 429);
    BOOST_TEST(answer.header("Retry-After") != "");
    BOOST_TEST(contains(answer.response.body, "Terlalu banyak permintaan"));
  }
  BOOST_TEST(slowed > 0);
}
