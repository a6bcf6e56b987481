#include "api/receipts.hpp"
#include "api/web/tracked_commands.hpp"
#include "tests/api/web/web_fixture.hpp"

using namespace lapor;
using namespace lapor::api;
using namespace lapor::api::web::testing;

namespace {

struct Tracking : WebFixture {
  std::string code_of(const std::string& id) const {
    return receipt_of(ReportId{static_cast<std::uint64_t>(std::stoull(id))}, vault);
  }
  std::string credentials(const std::string& id) const { return "report=" + id + "&code=" + code_of(id); }
  Answer open(const std::string& id) { return send_form("/track", credentials(id)); }
  /// Each command's form has a key of its own.
  Answer act(const std::string& id, const std::string& what, const std::string& fields) {
    return send_form("/track/" + what, credentials(id) + "&key=form-" + what + '&' + fields);
  }
  std::string held() {
    const std::string id = submit();
    BOOST_REQUIRE_EQUAL(command(id, "hold", R"({"reason":"incomplete","question":"Jalan apa <itu>?"})", admin).status(),
                        200);
    return id;
  }
  std::string archived() {
    const std::string id = submit();
    BOOST_REQUIRE_EQUAL(command(id, "archive", R"({"reason":"unclear","note":"Tidak jelas."})", admin).status(), 200);
    return id;
  }
  std::string state_of(const std::string& id) { return page(id, admin).at("state"); }
  static bool offers(const Answer& answer, const std::string& what) {
    return contains(answer.response.body, "action=\"/track/" + what + "\"");
  }
};

const std::string done = "<p class=\"notice notice--success\" role=\"status\">";

}  // namespace

BOOST_FIXTURE_TEST_SUITE(tracking_without_script, Tracking)

BOOST_AUTO_TEST_CASE(number_and_code_open_what_the_reporter_may_see) {
  const std::string id = submit(R"(,"confidential":true)");
  const Answer answer = open(id);
  BOOST_TEST(answer.status() == 200);
  BOOST_TEST(answer.header("Cache-Control") == "no-store");
  BOOST_TEST(contains(head_of(answer), "Referrer-Policy: no-referrer\r\n"));
  BOOST_TEST(contains(answer.response.body, "Lubang besar di depan rumah saya."));
  BOOST_TEST(contains(answer.response.body, "badge--awaiting_verification"));
  BOOST_TEST(contains(answer.response.body, "akhir hari Rabu, 25 November 2026 (WIB)"));
  BOOST_TEST(send_form("/en/track", credentials(id)).status() == 200);
}

BOOST_AUTO_TEST_CASE(a_code_may_be_typed_as_people_copy_it) {
  const std::string id = submit();
  std::string code = code_of(id);
  std::ranges::replace(code, '-', '+');
  BOOST_TEST(send_form("/track", "report=" + id + "&code=+" + code + "+").status() == 200);
  std::erase(code, '+');
  BOOST_TEST(send_form("/track", "report=+" + id + "&code=" + code).status() == 200);
}

BOOST_AUTO_TEST_CASE(a_wrong_code_says_nothing_of_whether_there_is_such_a_report) {
  const std::string id = submit();
  const auto with_report_hidden = [](Answer answer, const std::string& number) {
    std::string html = answer.response.body;
    for (auto at = html.find(number); at != std::string::npos; at = html.find(number))
      html.replace(at, number.size(), "#");
    return html;
  };
  const Answer wrong = send_form("/track", "report=" + id + "&code=1234-5678-9012-3456");
  const Answer absent = send_form("/track", "report=1999999&code=1234-5678-9012-3456");
  BOOST_TEST(wrong.status() == 422);
  BOOST_TEST(contains(wrong.response.body, "Nomor laporan dan kode ini tidak cocok."));
  BOOST_TEST(with_report_hidden(wrong, id) == with_report_hidden(absent, "1999999"));
  BOOST_TEST(send_form("/track", credentials("1999999")).status() == 422);
}

BOOST_AUTO_TEST_CASE(what_is_missing_is_named_beside_its_field) {
  const Answer answer = send_form("/track", "report=abc&code=");
  BOOST_TEST(answer.status() == 422);
  BOOST_TEST(contains(answer.response.body, "id=\"track-report-error\""));
  BOOST_TEST(contains(answer.response.body, "id=\"track-code-error\""));
  BOOST_TEST(contains(answer.response.body, "value=\"abc\""));
  BOOST_TEST(contains(visit("/track?report=1000001").response.body, "value=\"1000001\""));
}

BOOST_AUTO_TEST_CASE(a_held_report_shows_the_question_and_is_completed) {
  const std::string id = held();
  const Answer opened = open(id);
  BOOST_TEST(contains(opened.response.body, "<p>Jalan apa &lt;itu&gt;?</p>"));
  BOOST_TEST(contains(opened.response.body, "Batas waktu melengkapi"));
  BOOST_TEST(offers(opened, "completion"));
  BOOST_TEST(offers(opened, "withdrawal"));
  BOOST_TEST(!offers(opened, "replies"));
  const Answer answer = act(id, "completion", "text=Jalan+Mawar.");
  BOOST_TEST(answer.status() == 200);
  BOOST_TEST(contains(answer.response.body, done + "Terima kasih, laporan Anda sudah dilengkapi"));
  BOOST_TEST(state_of(id) == "awaiting_verification");
  BOOST_TEST(contains(answer.response.body, "Jalan Mawar."));
}

BOOST_AUTO_TEST_CASE(each_step_that_a_reporter_has_works_without_a_script) {
  const std::string processed = in_progress();
  BOOST_TEST(contains(act(processed, "replies", "text=Belum+selesai.").response.body, done));
  BOOST_TEST(state_of(processed) == "replied");
  BOOST_TEST(contains(act(processed, "information", "text=Foto+menyusul.").response.body, done));
  BOOST_TEST(contains(act(processed, "closing", "").response.body, done));
  BOOST_TEST(state_of(processed) == "closed");
  const Answer rated = act(processed, "rating", "score=4&text=Cukup+baik.");
  BOOST_TEST(contains(rated.response.body, done));
  BOOST_TEST(!offers(rated, "rating"));
  BOOST_TEST(page(processed, admin).at("rating.score") == "4");
  BOOST_TEST(contains(act(processed, "reopening", "reason=Rusak+lagi.").response.body, done));
  BOOST_TEST(state_of(processed) == "awaiting_follow_up");
  const std::string put_away = archived();
  BOOST_TEST(offers(open(put_away), "restoration"));
  BOOST_TEST(contains(act(put_away, "restoration", "reason=Sudah+jelas.").response.body, done));
  BOOST_TEST(state_of(put_away) == "awaiting_verification");
  BOOST_TEST(contains(act(put_away, "withdrawal", "").response.body, done));
  BOOST_TEST(state_of(put_away) == "archived");
}

BOOST_AUTO_TEST_CASE(every_command_of_the_page_is_one_of_the_api) {
  for (const auto& command : web::tracked_commands()) {
    const std::string path = "/v1/reports/1000001/" + std::string(command.name);
    BOOST_TEST(find_route(http::Method::post, path).route != nullptr, command.name);
  }
}

BOOST_AUTO_TEST_CASE(a_form_that_is_sent_twice_is_carried_out_once) {
  const std::string id = in_progress();
  BOOST_TEST(act(id, "replies", "text=Belum.").status() == 200);
  const Position position = journal.last_position();
  BOOST_TEST(act(id, "replies", "text=Belum.").status() == 200);
  BOOST_TEST((journal.last_position() == position));
}

BOOST_AUTO_TEST_CASE(an_empty_form_keeps_what_was_typed_and_says_what_is_missing) {
  const std::string id = closed();
  const Answer answer = act(id, "rating", "text=Baik+sekali.&score=");
  BOOST_TEST(answer.status() == 422);
  BOOST_TEST(contains(answer.response.body, "id=\"rating-score-error\""));
  BOOST_TEST(contains(answer.response.body, "Baik sekali.</textarea>"));
  BOOST_TEST(state_of(id) == "closed");
  BOOST_TEST(act(id, "reopening", "reason=").status() == 422);
}

BOOST_AUTO_TEST_CASE(what_the_rules_refuse_is_explained_on_the_page) {
  const std::string id = submit();
  const Answer answer = act(id, "replies", "text=Halo.");
  BOOST_TEST(answer.status() == 409);
  BOOST_TEST(contains(answer.response.body, "Status laporan sudah berubah"));
  BOOST_TEST(contains(answer.response.body, "Halo.</textarea>"));
  const Answer nonsense = act(closed(), "rating", "score=9");
  BOOST_TEST(nonsense.status() == 422);
  BOOST_TEST(contains(nonsense.response.body, "id=\"rating-score-error\""));
}

BOOST_AUTO_TEST_CASE(without_the_code_nothing_can_be_done) {
  const std::string id = in_progress();
  const Position before = journal.last_position();
  const std::string bearer = "Bearer " + token_list.at("reporter");
  const Answer answer = send_form("/track/closing", "report=" + id + "&code=1234-5678-9012-3456&key=k",
                                  {{"authorization", bearer}, {"cookie", "lapor_session=x"}});
  BOOST_TEST(answer.status() == 422);
  BOOST_TEST(contains(answer.response.body, "id=\"track-code-error\""));
  BOOST_TEST(send_form("/track/closing", credentials(id), {{"sec-fetch-site", "cross-site"}}).status() == 403);
  BOOST_TEST((journal.last_position() == before));
}

BOOST_AUTO_TEST_CASE(the_code_stands_in_forms_only) {
  const std::string id = in_progress();
  for (const Answer& answer : {open(id), act(id, "replies", "text=Belum.")}) {
    const std::string code = code_of(id);
    const std::string& html = answer.response.body;
    BOOST_TEST(count(html, code) == count(html, "<input type=\"hidden\" name=\"code\" value=\"" + code + "\">"));
    BOOST_TEST(answer.header("Location") == "");
    for (const auto& [name, value] : answer.response.headers) BOOST_TEST(!contains(value, code), name);
  }
}

BOOST_AUTO_TEST_CASE(a_command_that_there_is_not_is_a_page_that_there_is_not) {
  const std::string id = submit();
  BOOST_TEST(send_form("/track/erasure", credentials(id)).status() == 404);
  BOOST_TEST(visit("/track/replies").status() == 200);  // whoever comes back to its address opens the report again
}

BOOST_AUTO_TEST_CASE(guessing_codes_ends_soon) {
  const std::string id = submit();
  int refused = 0;
  for (int tries = 0; tries < 60 && refused == 0; ++tries)
    if (send_form("/track", "report=" + id + "&code=1234-5678-9012-3456", {}, "203.0.113.7").status() == 429) ++refused;
  BOOST_TEST(refused == 1);
}

BOOST_AUTO_TEST_SUITE_END()
