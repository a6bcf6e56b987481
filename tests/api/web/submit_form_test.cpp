#include "tests/api/web/web_fixture.hpp"

using namespace lapor;
using namespace lapor::api;
using namespace lapor::api::web::testing;

namespace {

const std::string form =
    "key=0123456789abcdef&title=Jalan+berlubang&text=Lubang+besar.%0D%0ADi+depan+rumah.&occurred_on=2026-11-18"
    "&category=perhubungan&region=35.78&address=Jl.+Mawar+7&institution=surabaya&anonymous=1&display_name=Ani";

/// What stands between two texts, first found.
std::string between(const std::string& text, std::string_view before, std::string_view after) {
  const auto at = text.find(before);
  BOOST_REQUIRE_MESSAGE(at != std::string::npos, "no " << before);
  const auto begin = at + before.size();
  return text.substr(begin, text.find(after, begin) - begin);
}

std::string number_in(const Answer& answer) {
  return between(answer.response.body, "name=\"report\" value=\"", "\"");
}
std::string code_in(const Answer& answer) {
  return between(answer.response.body, "name=\"code\" value=\"", "\"");
}

std::string changed(std::string text, std::string_view from, std::string_view to) {
  text.replace(text.find(from), from.size(), to);
  return text;
}

struct AsksForWork : WebFixture {
  static IdentityOptions options() {
    IdentityOptions options;
    options.proof_of_work_bits = 8;
    options.submissions_per_hour_per_address = 1;
    return options;
  }
  AsksForWork() : WebFixture(options()) {}
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(plain_form_for_a_report, WebFixture)

BOOST_AUTO_TEST_CASE(it_has_every_field_with_its_label_and_a_key_of_its_own) {
  const Answer first = visit("/submit");
  const std::string& html = first.response.body;
  for (const char* name : {"title", "text", "occurred_on", "classification", "category", "region", "address",
                           "institution", "anonymous", "confidential", "display_name"}) {
    BOOST_TEST(count(html, " name=\"" + std::string(name) + "\"") == 1U, name);
    BOOST_TEST(count(html, " for=\"submit-" + std::string(name) + "\">") == 1U, name);
  }
  BOOST_TEST(contains(html, "<form method=\"post\" action=\"/submit\""));
  BOOST_TEST(contains(html, "<optgroup label=\"Jawa Timur\">"));
  BOOST_TEST(contains(html, "<option value=\"35.78\">Kota Surabaya</option>"));
  BOOST_TEST(first.header("Cache-Control") == "no-store");
  const auto key_of = [](const Answer& answer) { return between(answer.response.body, "name=\"key\" value=\"", "\""); };
  BOOST_TEST(key_of(first).size() > 20U);
  BOOST_TEST(key_of(first) != key_of(visit("/submit")));
  BOOST_TEST(contains(visit("/en/submit").response.body, "action=\"/en/submit\""));
}

BOOST_AUTO_TEST_CASE(a_link_may_fill_in_what_it_is_about) {
  const std::string html = visit("/submit?institution=kota-35.78&title=%22%3E%3Cb%3E&secret=1").response.body;
  BOOST_TEST(contains(html, "value=\"Pemerintah Kota Surabaya\""));
  BOOST_TEST(contains(html, "value=\"&quot;&gt;&lt;b&gt;\""));
}

BOOST_AUTO_TEST_CASE(a_sent_form_files_the_report_and_shows_the_receipt_at_once) {
  const Answer answer = send_form("/submit", form);
  BOOST_TEST(answer.status() == 200);
  BOOST_TEST(answer.header("Location") == "");
  BOOST_TEST(answer.header("Cache-Control") == "no-store");
  BOOST_TEST(!contains(answer.response.body, "<script"));  // it would draw the empty form in the receipt's place
  BOOST_TEST(contains(answer.response.body, "Batas waktu verifikasi"));
  BOOST_TEST(contains(answer.response.body, "akhir hari Rabu, 25 November 2026 (WIB)"));
  const std::string id = number_in(answer);
  const Answer filed = page(id, {"receipt:" + code_in(answer), {}});
  BOOST_TEST(filed.at("original.title") == "Jalan berlubang");
  BOOST_TEST(filed.at("original.text") == "Lubang besar.\nDi depan rumah.");
  BOOST_TEST(filed.at("category") == "perhubungan");
  BOOST_TEST(filed.at("channel") == "web");
  BOOST_TEST(filed.at("place.region") == "35.78");
  BOOST_TEST(filed.at("place.address") == "Jl. Mawar 7");
  BOOST_TEST(filed.at("anonymous") == "true");
  BOOST_TEST(filed.at("confidential") == "false");
  BOOST_TEST(filed.at("institution") == "kota-35.78");
}

BOOST_AUTO_TEST_CASE(the_receipt_stands_in_no_address) {
  const Answer answer = send_form("/submit", form);
  const std::string code = code_in(answer);
  std::string html = answer.response.body;
  for (auto at = html.find("href=\""); at != std::string::npos; at = html.find("href=\"", at + 1))
    BOOST_TEST(!contains(html.substr(at, html.find('"', at + 6) - at), code));
  for (const auto& [name, value] : answer.response.headers) BOOST_TEST(!contains(value, code), name);
  BOOST_TEST(contains(head_of(answer), "Referrer-Policy: no-referrer\r\n"));
}

BOOST_AUTO_TEST_CASE(a_form_that_is_sent_twice_files_one_report) {
  const std::string id = number_in(send_form("/submit", form));
  const Position position = journal.last_position();
  BOOST_TEST(number_in(send_form("/submit", form)) == id);
  BOOST_TEST((journal.last_position() == position));
  BOOST_TEST(number_in(send_form("/submit", changed(form, "0123456789abcdef", "another-key-entirely"))) != id);
}

BOOST_AUTO_TEST_CASE(a_used_form_with_other_words_is_asked_about_and_then_a_report_of_its_own) {
  const std::string id = number_in(send_form("/submit", form));
  const Answer again = send_form("/submit", changed(form, "Lubang+besar", "Lampu+mati"));
  BOOST_TEST(again.status() == 422);
  BOOST_TEST(contains(again.response.body, "Formulir ini sudah pernah terkirim"));
  const std::string key = between(again.response.body, "name=\"key\" value=\"", "\"");
  BOOST_TEST(key != "0123456789abcdef");
  const Answer third =
      send_form("/submit", changed(changed(form, "Lubang+besar", "Lampu+mati"), "0123456789abcdef", key));
  BOOST_TEST(third.status() == 200);
  BOOST_TEST(number_in(third) != id);
}

BOOST_AUTO_TEST_CASE(everything_required_is_asked_for_at_once_and_what_was_typed_stays) {
  const Answer answer =
      send_form("/submit",
                "key=k-1&title=+&text=&category=perhubungan&region=35.78&address=%22%3E%3Cb%3E&anonymous=1"
                "&display_name=Ani&institution=kota-35.78");
  const std::string& html = answer.response.body;
  BOOST_TEST(answer.status() == 422);
  for (const char* name : {"title", "text", "occurred_on"}) {
    const std::string id = "submit-" + std::string(name);
    BOOST_TEST(contains(html, "id=\"" + id + "-error\">Bagian ini wajib diisi."), name);
    BOOST_TEST(contains(html, "<a href=\"#" + id + "\">"), name);
  }
  BOOST_TEST(count(html, "aria-invalid=\"true\"") == 3U);
  BOOST_TEST(contains(html, "<option value=\"perhubungan\" selected=\"\">"));
  BOOST_TEST(contains(html, "<option value=\"35.78\" selected=\"\">"));
  BOOST_TEST(contains(html, "value=\"&quot;&gt;&lt;b&gt;\""));
  BOOST_TEST(contains(html, "value=\"Ani\""));
  BOOST_TEST(contains(html, "name=\"anonymous\" value=\"1\" checked=\"\""));
  BOOST_TEST(!contains(html, "name=\"confidential\" value=\"1\" checked"));
  BOOST_TEST(contains(html, "name=\"key\" value=\"k-1\""));
}

BOOST_AUTO_TEST_CASE(what_the_api_refuses_stands_beside_its_field) {
  const auto refused = [this](std::string_view from, std::string_view to, const char* field, const char* words) {
    const Answer answer = send_form("/submit", changed(form, from, to));
    BOOST_TEST(answer.status() == 422, to);
    BOOST_TEST(contains(answer.response.body, "id=\"submit-" + std::string(field) + "-error\">" + words), to);
    BOOST_TEST(contains(answer.response.body, "Di depan rumah."), to);
  };
  refused("2026-11-18", "2026-11-21", "occurred_on", "Tanggal tidak boleh di masa depan");
  refused("2026-11-18", "kemarin", "occurred_on", "");
  refused("Jalan+berlubang", std::string(301, 'x'), "title", "Terlalu panjang");
  refused("Jalan+berlubang", "a%01b", "title", "Ada karakter");
  refused("category=perhubungan", "category=nothing", "category", "Pilihan ini tidak dikenal");
  refused("region=35.78", "region=99", "region", "Pilihan ini tidak dikenal");
  refused("institution=surabaya", "institution=nowhere", "institution", "Tidak ada instansi");
  refused("institution=surabaya", "institution=pemerintah", "institution",
          "Beberapa instansi cocok: Pemerintah Kota Surabaya; Pemerintah Kota Semarang; Pemerintah Provinsi Papua.");
}

BOOST_AUTO_TEST_CASE(a_store_that_cannot_keep_it_says_so_and_the_same_key_is_tried_again) {
  journal.fail_for_good();
  const Answer answer = send_form("/submit", form);
  BOOST_TEST(answer.status() == 503);
  BOOST_TEST(contains(answer.response.body, "laporan tidak akan tercatat dua kali"));
  BOOST_TEST(contains(answer.response.body, "name=\"key\" value=\"0123456789abcdef\""));
  BOOST_TEST(contains(answer.response.body, "value=\"Jalan berlubang\""));
}

BOOST_AUTO_TEST_CASE(nobody_else_s_page_files_in_the_name_of_its_visitors) {
  const Position before = journal.last_position();
  for (const std::vector<http::Header>& headers : {std::vector<http::Header>{{"sec-fetch-site", "cross-site"}},
                                                   {{"sec-fetch-site", "same-site"}},
                                                   {{"origin", "https://elsewhere.example"}},
                                                   {{"origin", "http://localhost.elsewhere.example"}}}) {
    const Answer answer = send_form("/submit", form, headers);
    BOOST_TEST(answer.status() == 403);
    BOOST_TEST(contains(answer.response.body, "Formulir ini tidak dikirim dari halaman kami."));
  }
  BOOST_TEST((journal.last_position() == before));
  for (const std::vector<http::Header>& headers :
       {std::vector<http::Header>{{"sec-fetch-site", "same-origin"}, {"origin", "null"}},
        {{"origin", "http://localhost"}},
        {{"origin", "null"}},
        {}})
    BOOST_TEST(send_form("/submit", form, headers).status() == 200);
}

BOOST_AUTO_TEST_CASE(a_form_has_no_session_s_authority) {
  const std::string bearer = "Bearer " + token_list.at("reporter");
  const Answer answer = send_form("/submit", form, {{"authorization", bearer}});
  BOOST_TEST(answer.status() == 200);
  BOOST_TEST(page(number_in(answer), {"reporter", {}}).status() == 404);
}

BOOST_AUTO_TEST_CASE(another_kind_of_body_is_not_read) {
  const Answer answer = post("/submit", R"({"title":"x"})", {"", {{"accept", "text/html"}}});
  BOOST_TEST(answer.status() == 415);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(plain_form_where_work_is_asked_for, AsksForWork)

BOOST_AUTO_TEST_CASE(it_says_so_and_each_network_has_its_few) {
  BOOST_TEST(contains(visit("/submit").response.body, "Untuk mencegah penyalahgunaan"));
  BOOST_TEST(send_form("/submit", form, {}, "203.0.113.7").status() == 200);
  BOOST_TEST(send_form("/submit", form, {}, "203.0.113.7").status() == 200);  // the same form: its answer was lost
  const std::string other = changed(form, "0123456789abcdef", "another-key-entirely");
  const Answer refused = send_form("/submit", other, {}, "203.0.113.7");
  BOOST_TEST(refused.status() == 429);
  BOOST_TEST(contains(refused.response.body, "terlalu banyak kiriman"));
  BOOST_TEST(contains(refused.response.body, "value=\"Jalan berlubang\""));
  BOOST_TEST(send_form("/submit", other, {}, "198.51.100.1").status() == 200);
}

BOOST_AUTO_TEST_CASE(networks_that_cannot_be_told_count_as_one) {
  BOOST_TEST(send_form("/submit", form).status() == 200);
  BOOST_TEST(send_form("/submit", changed(form, "0123456789abcdef", "another-key-entirely")).status() == 429);
}

BOOST_AUTO_TEST_CASE(a_program_does_not_get_round_the_work_by_a_header) {
  const Answer answer = post("/v1/reports", R"({"title":"a","text":"b","occurred_on":"2026-11-18"})",
                             {"", {{"sec-fetch-site", "same-origin"}}, "203.0.113.9"});
  BOOST_TEST(answer.problem() == "proof-of-work-needed");
}

BOOST_AUTO_TEST_SUITE_END()
