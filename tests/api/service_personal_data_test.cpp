#include "listener.hpp"
#include "service_fixture.hpp"

using namespace lapor;
using namespace lapor::api;
using namespace lapor::api::testing;

namespace {

const Ask reporter{"reporter", {}};
const Ask neighbour{"reporter_2", {}};
const Ask officer{"officer:kota-35.78", {}};
const std::string phone = "0812-3456-7890";
const std::string desk_phone = "(031) 123456";
const std::string nik = "3578011203850001";

/// Of the reports below: who reads what the reporter wrote, and who reads only what is published of it.
const std::vector<std::string> readers_of_originals{"reporter", "national_admin", "supervisor", "officer:kota-35.78",
                                                    "coordinator:kota-35.78"};
const std::vector<std::string> readers_of_the_published{
    "", "reporter_2", "gateway", "clerk", "auditor", "data_officer", "officer:kota-33.74", "coordinator:kota-33.74"};

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

std::string text_with(const std::string& what) {
  return R"({"text":"Hubungi )" + what + R"( ya."})";
}

struct PersonalDataFixture : ServiceFixture {
  std::string submit_texts(const std::string& title, const std::string& text, const std::string& more = "") {
    const Answer answer = post("/v1/reports",
                               R"({"title":")" + title + R"(","text":")" + text +
                                   R"(","occurred_on":"2026-11-18","place":{"region":"35.78"})" + more + "}",
                               reporter);
    BOOST_REQUIRE_MESSAGE(answer.status() == 201, answer.response.body);
    return answer.at("id");
  }

  Answer verify(const std::string& id, const std::string& text, const std::string& more = "", Ask by = admin) {
    return command(id, "verification", R"({"public_text":")" + text + R"(","forward_to":"kota-35.78")" + more + "}",
                   by);
  }

  /// A life in which everybody writes a number somewhere.
  std::string talkative() {
    const std::string id = submit_texts("Lampu " + phone, "Saya " + phone, R"(,"display_name":"Ani )" + phone + "\"");
    must(verify(id, "Lampu mati."), 200);
    must(command(id, "comments", text_with(phone), neighbour), 201);
    must(command(id, "follow-ups", text_with(desk_phone + ", NIK " + nik), officer), 201);
    must(command(id, "replies", text_with(phone), reporter), 201);
    must(command(id, "follow-ups", text_with(desk_phone), officer), 201);
    must(command(id, "closing", R"({"reason":"Sudah, )" + phone + R"("})", reporter), 200);
    must(command(id, "rating", R"({"score":5,"text":"Puas )" + phone + R"("})", reporter), 200);
    must(command(id, "reopening", R"({"reason":"Mati lagi )" + phone + R"("})", reporter), 200);
    return id;
  }

  static void must(const Answer& answer, int status) {
    BOOST_REQUIRE_MESSAGE(answer.status() == status, answer.response.body);
  }

  /// All that somebody can read of a report.
  std::string all_of(const std::string& id, const Ask& by) {
    return page(id, by).response.body + timeline(id, by).response.body + list("limit=50", by).response.body;
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(masking, PersonalDataFixture)

BOOST_AUTO_TEST_CASE(what_a_verifier_publishes_is_masked_and_the_verifier_is_told) {
  const std::string id = submit();
  const Answer answer = verify(id, "Caf\u00E9, hubungi " + phone + ", NIK " + nik, R"(,"title":"Lampu a@b.id")");
  BOOST_TEST(answer.status() == 200);
  BOOST_TEST(answer.at("masked") == R"([{"field":"title","kind":"email","begin":6,"length":6},)"
                                    R"({"field":"public_text","kind":"phone","begin":14,"length":14},)"
                                    R"({"field":"public_text","kind":"national_id","begin":34,"length":16}])");
  BOOST_TEST(page(id, anybody).at("title") == "Lampu [alamat surel disamarkan]");
  BOOST_TEST(page(id, anybody).at("text") ==
             "Caf\u00E9, hubungi [nomor telepon disamarkan], NIK [nomor identitas disamarkan]");
  BOOST_TEST(page(id, admin).at("text") == page(id, anybody).at("text"));
}

BOOST_AUTO_TEST_CASE(a_redaction_is_masked_like_a_verification) {
  const std::string id = submit_and_verify();
  const Answer answer =
      command(id, "redaction", R"({"public_text":"Telepon )" + phone + R"(","reason":"Perbaikan."})", admin);
  BOOST_TEST(answer.status() == 200);
  BOOST_TEST(answer.at("masked") == R"([{"field":"public_text","kind":"phone","begin":8,"length":14}])");
  BOOST_TEST(page(id, anybody).at("text") == "Telepon [nomor telepon disamarkan]");
}

BOOST_AUTO_TEST_CASE(nothing_found_is_told_as_well) {
  BOOST_TEST(verify(submit(), "Lampu mati sejak 12-11-2026, kerugian Rp 1.500.000.000.").at("masked") == "[]");
}

BOOST_AUTO_TEST_CASE(a_piece_that_the_verifier_names_stays) {
  const std::string id = submit();
  const std::string text = "Kantor " + desk_phone + ", saya " + phone + ", lagi " + desk_phone;
  const Answer answer = verify(id, text, R"(,"keep":[")" + desk_phone + R"("])");
  BOOST_TEST(answer.status() == 200);
  BOOST_TEST(answer.at("masked") == R"([{"field":"public_text","kind":"phone","begin":26,"length":14}])");
  BOOST_TEST(page(id, anybody).at("text") ==
             "Kantor " + desk_phone + ", saya [nomor telepon disamarkan], lagi " + desk_phone);
  const Answer again = command(id, "redaction",
                               R"({"title":"Kantor )" + desk_phone +
                                   R"(","public_text":"Lampu.","reason":"x","keep":[")" + desk_phone + R"("]})",
                               admin);
  BOOST_TEST(again.at("masked") == "[]");
  BOOST_TEST(page(id, anybody).at("title") == "Kantor " + desk_phone);
}

BOOST_AUTO_TEST_CASE(a_piece_to_keep_that_is_not_there_is_refused_and_nothing_is_published) {
  const std::string id = submit();
  for (const std::string keep : {R"(["031 123456"])", R"(["0812"])", R"(["Lampu"])", R"(["(031) 123456","0812"])"}) {
    const Answer answer = verify(id, "Lampu, " + desk_phone, R"(,"keep":)" + keep);
    BOOST_TEST(answer.status() == 422, keep);
    BOOST_TEST(answer.problem() == "invalid-value");
    BOOST_TEST(answer.at("field") == "keep");
  }
  BOOST_TEST(verify(id, "Lampu", R"(,"keep":"x")").problem() == "wrong-type");
  BOOST_TEST(page(id, admin).at("state") == "awaiting_verification");
}

BOOST_AUTO_TEST_CASE(a_repeated_verification_is_answered_alike) {
  const std::string id = submit();
  const Ask once{"national_admin", {{"idempotency-key", "verify-1"}}};
  const Answer first = verify(id, "Hubungi " + phone, "", once);
  BOOST_TEST(first.at("masked") != "[]");
  BOOST_TEST(verify(id, "Hubungi " + phone, "", once).response.body == first.response.body);
}

BOOST_AUTO_TEST_CASE(a_title_that_the_verifier_leaves_out_is_public_without_its_numbers) {
  const std::string id = submit_texts("Lampu mati " + phone, "Gelap.");
  BOOST_TEST(verify(id, "Gelap.").at("masked") == "[]");
  const std::string masked = "Lampu mati [nomor telepon disamarkan]";
  for (const char* role : {"", "reporter", "national_admin", "auditor"})
    BOOST_TEST(page(id, {role, {}}).at("title") == masked, role);
  BOOST_TEST(page(id, admin).at("original.title") == "Lampu mati " + phone);
  BOOST_TEST(!has(list("q=lampu", anybody).response.body, phone));
  BOOST_TEST(has(list("q=lampu", anybody).response.body, masked));
}

BOOST_AUTO_TEST_CASE(the_verifier_sees_beforehand_what_was_found_in_the_original) {
  const std::string id = submit_texts("Lampu " + phone, "Saya Ani, a@b.id.");
  const Answer answer = page(id, admin);
  BOOST_TEST(answer.at("original.personal_data") == R"([{"field":"title","kind":"phone","begin":6,"length":14},)"
                                                    R"({"field":"text","kind":"email","begin":10,"length":6}])");
  BOOST_TEST(answer.at("original.suggested_public_text") == "Saya Ani, [alamat surel disamarkan].");
  BOOST_TEST(answer.at("text") == "Saya Ani, a@b.id.");
  BOOST_TEST(page(submit(), admin).at("original.personal_data") == "[]");
  must(command(id, "erasure", R"({"ground":"subject_request"})", {"data_officer", {}}), 200);
  BOOST_TEST(page(id, admin).at("original.personal_data") == "[]");
  BOOST_TEST(page(id, admin).at("original.suggested_public_text") == "null");
}

BOOST_AUTO_TEST_CASE(what_was_found_is_shown_to_readers_of_originals_only) {
  const std::string id = submit_texts("Lampu", "Saya " + phone);
  must(verify(id, "Lampu mati."), 200);
  for (const std::string& role : readers_of_originals)
    BOOST_TEST(page(id, {role, {}}).at("original.personal_data") != "absent", role);
  for (const std::string& role : readers_of_the_published) BOOST_TEST(!page(id, {role, {}}).has("original"), role);
}

BOOST_AUTO_TEST_CASE(a_preview_is_for_staff_of_every_role) {
  for (const char* role : {"clerk", "officer:kota-33.74", "coordinator:kota-35.78", "national_admin", "supervisor",
                           "auditor", "data_officer"}) {
    const Answer answer = post("/v1/personal-data", text_with(phone), {role, {}});
    BOOST_TEST(answer.status() == 200, role);
    BOOST_TEST(answer.at("findings") == R"([{"kind":"phone","begin":8,"length":14}])");
    BOOST_TEST(answer.at("masked") == "Hubungi [nomor telepon disamarkan] ya.");
  }
  for (const char* role : {"", "reporter", "gateway"})
    BOOST_TEST(post("/v1/personal-data", text_with(phone), {role, {}}).problem() == "not-permitted", role);
}

BOOST_AUTO_TEST_CASE(a_preview_names_what_is_wrong_with_its_body_and_leaves_no_trace) {
  const Position before = journal.last_position();
  BOOST_TEST(post("/v1/personal-data", "{}", admin).problem() == "missing-field");
  BOOST_TEST(post("/v1/personal-data", R"({"text":"a","txt":"b"})", admin).problem() == "unknown-field");
  BOOST_TEST(post("/v1/personal-data", R"({"text":" "})", admin).problem() == "blank-text");
  BOOST_TEST(post("/v1/personal-data", R"({"text":")" + std::string(20'001, 'a') + "\"}", admin).problem() ==
             "too-long");
  BOOST_TEST(post("/v1/personal-data", "[]", admin).problem() == "malformed-json");
  BOOST_TEST(post("/v1/personal-data", text_with(phone), admin).status() == 200);
  BOOST_TEST((journal.last_position() == before));
  BOOST_TEST(!has(get("/metrics", anybody).response.body, phone));
}

BOOST_AUTO_TEST_CASE(numbers_that_people_wrote_are_masked_for_readers_of_the_published) {
  const std::string id = talkative();
  for (const std::string& role : readers_of_the_published) {
    const std::string all = all_of(id, {role, {}});
    BOOST_TEST(has(all, "[nomor telepon disamarkan]"), role);
    BOOST_TEST(!has(all, phone), role << ": " << all);
  }
  for (const std::string& role : readers_of_originals) {
    const Ask by{role, {}};
    BOOST_TEST(has(timeline(id, by).response.body, phone), role);
    BOOST_TEST(!has(timeline(id, by).response.body, "disamarkan"), role);
    BOOST_TEST(has(page(id, by).at("comments"), phone), role);
    BOOST_TEST(page(id, by).at("rating.text") == "Puas " + phone, role);
  }
}

BOOST_AUTO_TEST_CASE(each_text_of_people_is_masked_where_it_stands) {
  const std::string id = talkative();
  const std::string label = "[nomor telepon disamarkan]";
  const Answer shown = page(id, anybody);
  BOOST_TEST(shown.at("title") == "Lampu " + label);
  BOOST_TEST(shown.at("reporter.display_name") == "Ani " + label);
  BOOST_TEST(shown.at("rating.text") == "Puas " + label);
  BOOST_TEST(shown.body.at("comments").at(0).at("text").as_string() == "Hubungi " + label + " ya.");
  std::map<std::string, std::string> said;
  const Answer steps = timeline(id, anybody);
  for (const json::value& step : steps.body.at("items").as_array())
    for (const char* member : {"text", "reason"})
      if (const json::value* text = step.as_object().if_contains(member))
        said[std::string(step.at("event").as_string())] = std::string(text->as_string());
  BOOST_TEST(said["comment_added"] == "Hubungi " + label + " ya.");
  BOOST_TEST(said["reply_posted"] == "Hubungi " + label + " ya.");
  BOOST_TEST(said["report_closed"] == "Sudah, " + label);
  BOOST_TEST(said["report_rated"] == "Puas " + label);
  BOOST_TEST(said["report_reopened"] == "Mati lagi " + label);
}

BOOST_AUTO_TEST_CASE(an_institutions_telephone_is_shown_but_a_persons_id_is_not) {
  const std::string id = talkative();
  for (const std::string& role : readers_of_the_published) {
    const std::string steps = timeline(id, {role, {}}).response.body;
    BOOST_TEST(has(steps, "Hubungi " + desk_phone + ", NIK [nomor identitas disamarkan] ya."), role);
    BOOST_TEST(!has(steps, nik), role);
  }
  BOOST_TEST(has(timeline(id, officer).response.body, nik));
}

BOOST_AUTO_TEST_CASE(comments_and_reasons_of_staff_are_masked_like_follow_ups) {
  const std::string id = submit_and_verify();
  must(command(id, "comments", text_with(desk_phone), {"supervisor", {}}), 201);
  must(command(id, "decline", R"({"reason":"Ke )" + desk_phone + ", NIK " + nik + R"("})", officer), 200);
  BOOST_TEST(page(id, anybody).body.at("comments").at(0).at("text").as_string() == "Hubungi " + desk_phone + " ya.");
  BOOST_TEST(has(timeline(id, anybody).response.body, "Ke " + desk_phone + ", NIK [nomor identitas disamarkan]"));
}

BOOST_AUTO_TEST_CASE(the_reason_of_a_withdrawal_is_masked_for_the_institution_it_was_meant_for) {
  const std::string id = submit(R"(,"institution":"kota-35.78")");
  must(command(id, "withdrawal", R"({"reason":"Sudah ditelepon )" + phone + R"("})", reporter), 200);
  BOOST_TEST(has(timeline(id, officer).response.body, "Sudah ditelepon [nomor telepon disamarkan]"));
  BOOST_TEST(has(timeline(id, admin).response.body, "Sudah ditelepon " + phone));
}

BOOST_AUTO_TEST_CASE(an_auditor_reads_why_an_identity_was_looked_at_without_the_persons_number) {
  const std::string id = submit(R"(,"anonymous":true)");
  must(command(id, "identity", R"({"reason":"Dicari NIK )" + nik + R"("})", admin), 200);
  BOOST_TEST(has(timeline(id, {"auditor", {}}).response.body, "Dicari NIK [nomor identitas disamarkan]"));
  BOOST_TEST(has(timeline(id, reporter).response.body, "Dicari NIK " + nik));
}

BOOST_AUTO_TEST_CASE(a_receipt_shows_its_holder_what_was_written) {
  const Answer submitted = post("/v1/reports",
                                R"({"title":"Lampu","text":"Saya )" + phone +
                                    R"(","occurred_on":"2026-11-18","display_name":"Ani )" + phone + "\"}",
                                anybody);
  const Ask holder{"receipt:" + submitted.at("receipt"), {}};
  const std::string id = submitted.at("id");
  must(verify(id, "Lampu mati."), 200);
  BOOST_TEST(page(id, holder).at("reporter.display_name") == "Ani " + phone);
  BOOST_TEST(page(id, anybody).at("reporter.display_name") == "Ani [nomor telepon disamarkan]");
}

BOOST_AUTO_TEST_CASE(a_masked_piece_is_found_by_readers_of_originals_only) {
  const std::string id = submit_texts("Lampu 081234567890", "NIK " + nik);
  must(verify(id, "Gelap, NIK " + nik), 200);
  for (const std::string& query : {std::string("q=081234567890"), "q=" + nik}) {
    for (const std::string& role : readers_of_the_published) BOOST_TEST(ids(query, {role, {}}) == "", query << role);
    for (const std::string& role : readers_of_originals) BOOST_TEST(ids(query, {role, {}}) == id, query << role);
  }
  BOOST_TEST(ids("q=lampu+gelap", anybody) == id);
}

BOOST_AUTO_TEST_CASE(a_live_stream_shows_cards_that_are_masked) {
  const std::string id = submit_texts("Lampu " + phone, "Gelap.");
  must(verify(id, "Gelap."), 200);
  settle();
  Listener listener(get("/v1/stream", anybody).response.source);
  must(command(id, "follow-ups", text_with(desk_phone), officer), 201);
  const std::string came = listener.until("event: report");
  BOOST_TEST(has(came, "Lampu [nomor telepon disamarkan]"));
  BOOST_TEST(!has(came, phone));
}

BOOST_AUTO_TEST_CASE(the_page_from_the_view_is_masked_like_the_one_from_the_journal) {
  const std::string id = talkative();
  const std::string from_journal = page(id, anybody).response.body;
  settle();
  service.reset();
  service = std::make_unique<Service>(ServiceOptions{}, *engine, journal, vault, rulebooks, clock, tokens, identity,
                                      *reports, [] { return http::ServerStatistics{}; });
  BOOST_TEST(page(id, anybody).response.body == from_journal);
}

BOOST_AUTO_TEST_SUITE_END()
