#include "api/audit/portioned_body.hpp"
#include "audit_fixture.hpp"
#include "events/evolve.hpp"

using namespace lapor;
using namespace lapor::api;
using namespace lapor::api::testing;
using namespace std::chrono_literals;

namespace {

/// The state's members that a test compares.
std::string summary(const ReportState& state) {
  const auto instant = [](const std::optional<Instant>& at) { return at ? to_rfc3339(*at, Zone::wib) : "null"; };
  const auto slug = [](const Slug& text) { return text.empty() ? std::string("null") : text; };
  std::string text = std::to_string(number(state.version)) + ' ' + std::string(to_word(state.status)) + ' ' +
                     slug(state.chosen) + ' ' + slug(state.holder) + ' ' + std::to_string(state.comments) + ' ' +
                     std::to_string(state.bounces) + ' ' + std::to_string(state.missed_level) + ' ' +
                     instant(state.submitted_at) + ' ' + instant(state.verified_at) + ' ' +
                     instant(state.first_follow_up_at) + ' ' + instant(state.ended_at) + ' ' +
                     instant(state.window_until) + ' ' + instant(state.next_alarm);
  text += state.has_running_deadline ? ' ' + instant(state.deadline.due) : " null";
  return text + (state.published ? " published" : "") + (state.erased ? " erased" : "");
}

std::string summary(const Answer& answer) {
  std::string text = answer.at("version");
  for (const char* name : {"state", "chosen", "holder", "comments", "bounces", "missed_level", "received_at",
                           "verified_at", "first_follow_up_at", "ended_at", "window_until", "next_alarm"})
    text += ' ' + answer.at(name);
  text += ' ' + (answer.at("deadline") == "null" ? "null" : answer.at("deadline.due"));
  return text + (answer.at("published") == "true" ? " published" : "") +
         (answer.at("erased") == "true" ? " erased" : "");
}

struct PastReports : AuditFixture {
  void advance(const std::string& target) {
    BOOST_REQUIRE(post("/v1/clock", R"({"advance_to":")" + target + R"("})", {}).status() == 200);
  }

  /// Missed, supported, commented on, handled, closed, reopened by nobody, erased.
  std::string long_life() {
    const std::string id = submit_and_verify();
    advance("2026-12-10T09:00:00+07:00");
    BOOST_REQUIRE(command(id, "supports", "", {"reporter_2", {}}).status() == 201);
    BOOST_REQUIRE(command(id, "comments", R"({"text":"Saya juga."})", {"reporter_2", {}}).status() == 201);
    BOOST_REQUIRE(command(id, "follow-ups", R"({"text":"Sudah."})", {"officer:kota-35.78", {}}).status() == 201);
    advance("2027-02-10T09:00:00+07:00");
    BOOST_REQUIRE(command(id, "erasure", R"({"ground":"subject_request"})", data_officer).status() == 200);
    return id;
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(audit_of_past_reports, PastReports)

BOOST_AUTO_TEST_CASE(at_every_position_a_report_is_what_its_records_make_of_it) {
  const std::string id = long_life();
  submit();
  std::optional<ReportState> state;
  const auto last = number(journal.last_position());
  const auto records = journal.read(Position{1}, last).value();
  for (const auto& [position, bytes] : records) {
    if (to_string(decode_stream(bytes).value()) == "report/" + id)
      state = evolve(state.value_or(ReportState{}), decode_facts(bytes).value());
    const Answer answer = audit("reports/" + id + "?at=" + std::to_string(number(position)));
    BOOST_TEST_REQUIRE(answer.status() == (state ? 200 : 404));
    if (state) BOOST_TEST(summary(answer) == summary(*state), "at " << number(position));
  }
  BOOST_TEST(summary(audit("reports/" + id)) == summary(*state));
  BOOST_TEST(state->erased);
}

BOOST_AUTO_TEST_CASE(at_an_instant_counts_what_had_come_with_it) {
  const std::string id = submit();
  advance("2026-11-20T10:00:00+07:00");
  BOOST_REQUIRE(command(id, "hold", R"({"reason":"unclear","question":"Di mana?"})", admin).status() == 200);
  const std::string path = "reports/" + id + "?at=";
  advance("2026-11-20T11:00:00+07:00");
  BOOST_TEST(audit(path + "2026-11-20T08:59:59+07:00").status() == 404);
  BOOST_TEST(audit(path + "2026-11-20T09:00:00+07:00").at("state") == "awaiting_verification");
  BOOST_TEST(audit(path + "2026-11-20T09:59:59%2B07:00").at("state") == "awaiting_verification");
  BOOST_TEST(audit(path + "2026-11-20T03:00:00Z").at("state") == "on_hold");
  BOOST_TEST(audit("reports/" + id).at("state") == "on_hold");
}

BOOST_AUTO_TEST_CASE(a_past_state_names_the_record_it_comes_from) {
  const std::string id = submit();
  const std::string first = std::to_string(number(journal.last_position()));
  submit();
  const Answer answer = audit("reports/" + id + "?at=" + std::to_string(number(journal.last_position())));
  BOOST_TEST(answer.at("position") == first);
  BOOST_TEST(answer.at("at") == "2026-11-20T09:00:00+07:00");
  BOOST_TEST(answer.at("version") == "1");
}

BOOST_AUTO_TEST_CASE(a_report_that_did_not_exist_then_is_not_found) {
  const std::string before = std::to_string(number(journal.last_position()));
  const std::string id = submit();
  const Answer absent = audit("reports/" + id + "?at=" + before);
  BOOST_TEST(absent.status() == 404);
  BOOST_TEST(absent.problem() == "not-found");
  BOOST_TEST(audit("reports/4000000").status() == 404);
  BOOST_TEST(audit("reports/4000000/records").status() == 404);
}

BOOST_AUTO_TEST_CASE(what_has_not_come_yet_is_refused) {
  const std::string id = submit();
  check_bad("reports/" + id + "?at=" + std::to_string(number(journal.last_position()) + 1), "at");
  check_bad("reports/" + id + "?at=2026-11-20T09:00:01%2B07:00", "at");
  check_bad("reports/" + id + "?at=yesterday", "at");
  check_bad("reports/" + id + "?at=", "at");
  check_unknown("reports/" + id + "?when=1");
  check_unknown("reports/" + id + "/records?at=1");
}

BOOST_AUTO_TEST_CASE(past_reports_are_for_auditors) {
  check_doors("reports/" + submit());
  check_doors("reports/" + submit() + "/records");
}

BOOST_AUTO_TEST_CASE(a_reports_records_are_told_in_words) {
  const std::string id = in_progress();
  const Answer answer = audit("reports/" + id + "/records");
  BOOST_TEST_REQUIRE(answer.status() == 200);
  const auto& items = answer.body.at("items").as_array();
  BOOST_TEST_REQUIRE(items.size() == 3U);
  const auto& words = items[1].at("text").as_array();
  BOOST_TEST_REQUIRE(words.size() == 2U);
  BOOST_TEST(words[0].as_string().starts_with("report_verified: class complaint"));
  BOOST_TEST(words[1].as_string().starts_with("report_forwarded: to kota-35.78"));
  BOOST_TEST(items[2].at("text").at(0).as_string().find("Kami perbaiki") == json::string::npos);
}

BOOST_AUTO_TEST_CASE(a_reports_records_are_those_of_the_replay) {
  const std::string id = long_life();
  const auto whole = lines("records?stream=report/" + id);
  const auto items = audit("reports/" + id + "/records").body.at("items").as_array();
  BOOST_TEST_REQUIRE(items.size() == whole.size());
  for (std::size_t i = 0; i < items.size(); ++i) {
    auto item = items[i].as_object();
    item.erase("text");
    BOOST_TEST(json::serialize(item) == json::serialize(whole[i]));
  }
}

BOOST_AUTO_TEST_CASE(a_history_of_many_pieces_comes_whole) {
  const std::string id = submit_and_verify();
  for (int i = 0; i < 700; ++i) {
    BOOST_REQUIRE(command(id, "comments", R"({"text":"Komentar."})", {"reporter_2", {}}).status() == 201);
    clock.move_to(clock.now() + 1s);
  }
  const Answer answer = audit("reports/" + id + "/records");
  BOOST_TEST(answer.response.body.size() > portion_bytes);
  BOOST_TEST(answer.body.at("items").as_array().size() == 702U);
}

BOOST_AUTO_TEST_SUITE_END()
