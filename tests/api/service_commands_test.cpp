#include "service_fixture.hpp"

using namespace lapor;
using namespace lapor::api;
using namespace lapor::api::testing;

namespace {

const Ask reporter{"reporter", {}};
const Ask officer{"officer:kota-35.78", {}};
const Ask coordinator{"coordinator:kota-35.78", {}};
const std::string reason = R"({"reason":"Karena perlu."})";
const std::string text = R"({"text":"Keterangan."})";

}  // namespace

BOOST_FIXTURE_TEST_SUITE(commands, ServiceFixture)

BOOST_AUTO_TEST_CASE(a_whole_life_leads_through_every_state) {
  const std::string id = submit();
  BOOST_TEST(command(id, "hold", R"({"reason":"incomplete","question":"Di mana?"})", admin).at("state") == "on_hold");
  BOOST_TEST(
      command(id, "completion", R"({"text":"Di Gubeng.","title":"Jalan rusak","category":"kebersihan"})", reporter)
          .at("state") == "awaiting_verification");
  BOOST_TEST(command(id, "verification", R"({"public_text":"Jalan.","forward_to":"kota-35.78"})", admin).at("state") ==
             "awaiting_follow_up");
  BOOST_TEST(command(id, "decline", R"({"reason":"Bukan wewenang.","proposed":"kota-33.74"})", officer).at("state") ==
             "awaiting_reassignment");
  BOOST_TEST(command(id, "forwarding", R"({"to":"kota-35.78/dishub","note":"Tolong.","copies":["kota-33.74"]})", admin)
                 .at("state") == "awaiting_follow_up");
  const Ask unit{"officer:kota-35.78/dishub", {}};
  BOOST_TEST(command(id, "follow-ups", text, unit).at("state") == "in_progress");
  BOOST_TEST(command(id, "replies", text, reporter).at("state") == "replied");
  BOOST_TEST(command(id, "follow-ups", text, unit).at("deadline.kind") == "auto_close");
  BOOST_TEST(command(id, "closing", reason, admin).at("deadline") == "null");
  BOOST_TEST(command(id, "rating", R"({"score":4,"text":"Cepat."})", reporter).at("state") == "closed");
  BOOST_TEST(command(id, "reopening", reason, reporter).at("state") == "awaiting_follow_up");
  BOOST_TEST(story(id, admin) ==
             "report_submitted report_held report_completed report_verified report_forwarded report_declined "
             "report_forwarded follow_up_posted reply_posted follow_up_posted report_closed report_rated "
             "report_reopened");
}

BOOST_AUTO_TEST_CASE(ended_without_handling_and_brought_back) {
  const std::string withdrawn = submit();
  BOOST_TEST(command(withdrawn, "withdrawal", "", reporter).at("state") == "archived");
  const std::string id = submit();
  BOOST_TEST(command(id, "archive", R"({"reason":"unclear","note":"Tidak jelas."})", admin).at("state") == "archived");
  BOOST_TEST(page(id, reporter).at("archive_reason") == "unclear");
  BOOST_TEST(command(id, "restoration", reason, reporter).at("state") == "awaiting_verification");
  BOOST_TEST(page(id, reporter).at("archive_reason") == "null");
}

BOOST_AUTO_TEST_CASE(what_is_made_is_answered_with_201_and_what_is_so_already_with_200) {
  const std::string id = submit_and_verify();
  const Answer first = command(id, "supports", "", {"reporter_2", {}});
  BOOST_TEST(first.status() == 201);
  BOOST_TEST(first.header("Location") == "/v1/reports/" + id + "/timeline");
  const Answer again = command(id, "supports", "", {"reporter_2", {}});
  BOOST_TEST(again.status() == 200);
  BOOST_TEST(again.at("position") == "null");
  BOOST_TEST(page(id, {}).at("supports") == "1");
  const Answer gone = ask(http::Method::del, "/v1/reports/" + id + "/supports", "", {"reporter_2", {}});
  BOOST_TEST(gone.status() == 200);
  BOOST_TEST(page(id, {}).at("supports") == "0");
}

BOOST_AUTO_TEST_CASE(a_hidden_comment_keeps_its_number_and_loses_its_text) {
  const std::string id = submit_and_verify();
  BOOST_TEST(command(id, "comments", text, {"reporter_2", {}}).status() == 201);
  BOOST_TEST(command(id, "comments/1/hiding", reason, admin).status() == 200);
  const json::value comment = page(id, {}).body.at("comments").at(0);
  BOOST_TEST(comment.at("hidden").as_bool());
  BOOST_TEST(comment.at("text").is_null());
  BOOST_TEST(page(id, officer).body.at("comments").at(0).at("text").is_string());
  BOOST_TEST(timeline(id, {}).response.body.find("Keterangan.") == std::string::npos);
  BOOST_TEST(command(id, "comments/9/hiding", reason, admin).problem() == "unknown-comment");
}

BOOST_AUTO_TEST_CASE(a_forbidden_transition_names_the_state) {
  const std::string id = submit();
  const Answer answer = command(id, "closing", reason, admin);
  BOOST_TEST(answer.status() == 409);
  BOOST_TEST(answer.problem() == "forbidden-transition");
  BOOST_TEST(answer.at("state") == "awaiting_verification");
}

BOOST_AUTO_TEST_CASE(a_second_reopening_is_used_up) {
  const std::string id = closed();
  BOOST_TEST(command(id, "reopening", reason, reporter).status() == 200);
  BOOST_TEST(command(id, "follow-ups", text, officer).status() == 201);
  BOOST_TEST(command(id, "closing", "", reporter).status() == 200);
  BOOST_TEST(command(id, "reopening", reason, reporter).problem() == "already-used");
}

BOOST_AUTO_TEST_CASE(if_match_carries_the_version_meant) {
  const std::string id = submit_and_verify();
  const auto meant = [](const std::string& version) {
    return Ask{"officer:kota-35.78", {{"if-match", '"' + version + '"'}}};
  };
  const Answer stale = command(id, "follow-ups", text, meant("1"));
  BOOST_TEST(stale.status() == 412);
  BOOST_TEST(stale.header("ETag") == "\"2\"");
  BOOST_TEST(command(id, "follow-ups", text, meant("x")).status() == 400);
  const Answer fresh = command(id, "follow-ups", text, meant("2"));
  BOOST_TEST(fresh.status() == 201);
  BOOST_TEST(fresh.header("ETag") == "\"3\"");
}

BOOST_AUTO_TEST_CASE(a_command_with_a_known_key_is_not_repeated) {
  const std::string id = in_progress();
  const Ask once{"reporter", {{"idempotency-key", "reply-1"}}};
  const Answer first = command(id, "replies", text, once);
  const Answer again = command(id, "replies", text, once);
  BOOST_TEST(first.status() == 201);
  BOOST_TEST(again.status() == 201);
  BOOST_TEST(first.at("position") == again.at("position"));
}

BOOST_AUTO_TEST_CASE(a_report_is_merged_into_one_that_lives) {
  const std::string id = submit();
  const std::string other = submit_and_verify();
  const std::string ended = submit();
  BOOST_TEST(command(ended, "archive", R"({"reason":"other"})", admin).status() == 200);
  const auto into = [](const std::string& target) { return "{\"into\":" + target + "}"; };
  BOOST_TEST(command(id, "merge", into("1999999"), admin).problem() == "unknown-report");
  BOOST_TEST(command(id, "merge", into(ended), admin).problem() == "unmergeable-report");
  BOOST_TEST(command(id, "merge", into(id), admin).problem() == "same-report");
  BOOST_TEST(command(id, "merge", into(other), admin).at("state") == "merged");
  BOOST_TEST(page(id, reporter).at("merged_into") == other);
}

BOOST_AUTO_TEST_CASE(a_target_that_the_caller_may_not_see_does_not_exist) {
  const std::string own = submit(R"(,"institution":"kota-35.78")");
  const std::string foreign = submit(R"(,"institution":"kota-33.74")");
  const Answer hidden = command(own, "merge", "{\"into\":" + foreign + "}", coordinator);
  const Answer missing = command(own, "merge", "{\"into\":1999999}", coordinator);
  BOOST_TEST(hidden.status() == 422);
  BOOST_TEST(hidden.response.body == missing.response.body);
}

BOOST_AUTO_TEST_CASE(a_verification_without_classification_keeps_the_reporters) {
  const std::string id = submit(R"(,"classification":"aspiration")");
  BOOST_TEST(command(id, "verification", R"({"public_text":"a","forward_to":"kota-35.78"})", admin).status() == 200);
  BOOST_TEST(page(id, {}).at("classification") == "aspiration");
}

BOOST_AUTO_TEST_CASE(half_a_visibility_keeps_the_other_half) {
  const std::string id = submit(R"(,"anonymous":true)");
  BOOST_TEST(command(id, "visibility", R"({"confidential":true})", reporter).status() == 200);
  const Answer answer = page(id, reporter);
  BOOST_TEST(answer.at("anonymous") == "true");
  BOOST_TEST(answer.at("confidential") == "true");
  BOOST_TEST(command(id, "visibility", R"({"anonymous":false})", reporter).problem() == "only-tighten");
}

BOOST_AUTO_TEST_CASE(a_moved_deadline_shows_its_new_instant) {
  const std::string id = submit();
  const Answer answer = command(id, "deadline", R"({"due":"2026-11-30T17:00:00Z","reason":"Keputusan baru."})", admin);
  BOOST_TEST(answer.at("deadline.due") == "2026-12-01T00:00:00+07:00");
  BOOST_TEST(command(id, "deadline", R"({"due":"2020-01-01T00:00:00Z","reason":"x"})", admin).problem() ==
             "deadline-in-past");
}

BOOST_AUTO_TEST_CASE(an_identity_is_answered_and_the_look_recorded) {
  const Answer filed =
      post("/v1/reports",
           R"({"title":"a","text":"b","occurred_on":"2026-11-18","anonymous":true,"display_name":"Ani",)"
           R"("contact":{"name":"Ani Wijaya","phone":"0812"}})",
           {"gateway", {}});
  const std::string id = filed.at("id");
  const Answer answer = command(id, "identity", reason, admin);
  BOOST_TEST(answer.status() == 200);
  BOOST_TEST(answer.at("identity.contact.name") == "Ani Wijaya");
  BOOST_TEST(answer.at("identity.display_name") == "Ani");
  const Ask holder{"receipt:" + filed.at("receipt"), {}};
  BOOST_TEST(story(id, holder) == "report_submitted identity_revealed");
  BOOST_TEST(story(id, {"auditor", {}}) == "report_submitted identity_revealed");
  BOOST_TEST(story(id, admin) == "report_submitted");
  BOOST_TEST(command(id, "identity", reason, {"supervisor", {}}).status() == 403);
}

BOOST_AUTO_TEST_CASE(an_erased_report_keeps_its_facts_and_loses_its_texts) {
  const std::string id = submit_and_verify();
  BOOST_TEST(command(id, "erasure", R"({"ground":"court_order"})", {"data_officer", {}}).status() == 200);
  const Answer answer = page(id, {});
  BOOST_TEST(answer.at("erased") == "true");
  BOOST_TEST(answer.at("title") == "null");
  BOOST_TEST(answer.at("state") == "awaiting_follow_up");
  BOOST_TEST(page(id, admin).response.body.find("Lubang") == std::string::npos);
  BOOST_TEST(command(id, "identity", reason, admin).problem() == "erased");
}

BOOST_AUTO_TEST_CASE(the_ground_of_an_erasure_stays_readable_for_auditors_alone) {
  const std::string id = submit_and_verify();
  const Ask officer{"data_officer", {}};
  BOOST_TEST(command(id, "erasure", R"({"ground":"unstated"})", officer).problem() == "invalid-value");
  BOOST_TEST(command(id, "erasure", R"({"ground":"subject_request"})", officer).status() == 200);
  const auto timeline = [&](const Ask& by) { return get("/v1/reports/" + id + "/timeline", by).response.body; };
  BOOST_TEST(timeline({"auditor", {}}).find(R"("ground":"subject_request")") != std::string::npos);
  BOOST_TEST(timeline({}).find("reporter_erased") != std::string::npos);
  BOOST_TEST(timeline({}).find("ground") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_redaction_replaces_what_the_public_reads_everywhere) {
  const std::string id = submit_and_verify();
  BOOST_TEST(command(id, "redaction", R"({"public_text":"Bersih.","reason":"Ada nama."})", admin).status() == 200);
  BOOST_TEST(page(id, {}).at("text") == "Bersih.");
  BOOST_TEST(page(id, {}).at("title") == "Jalan berlubang di Gubeng");
  BOOST_TEST(page(id, officer).at("original.text") == "Lubang besar di depan rumah saya.");
  BOOST_TEST(timeline(id, {}).response.body.find("Lubang besar") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(notes_are_for_staff) {
  const std::string id = submit_and_verify();
  BOOST_TEST(command(id, "notes", R"({"text":"Rahasia dapur.","attachments":[]})", officer).status() == 201);
  for (const char* role : {"", "reporter", "reporter_2", "auditor", "officer:kota-33.74"})
    BOOST_TEST(timeline(id, {role, {}}).response.body.find("note") == std::string::npos, role);
  for (const char* role : {"national_admin", "supervisor", "officer:kota-35.78"})
    BOOST_TEST(timeline(id, {role, {}}).response.body.find("Rahasia dapur.") != std::string::npos, role);
}

BOOST_AUTO_TEST_SUITE_END()
