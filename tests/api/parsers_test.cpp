#include "api/commands/parsers.hpp"

#include <boost/test/unit_test.hpp>

#include "api/json_text.hpp"
#include "service_fixture.hpp"

using namespace lapor;
using namespace lapor::api;

namespace {

/// Friday 20 November 2026, 23:30 in WIB: in WIT it is already the 21st.
const Instant late_evening = *parse_rfc3339("2026-11-20T23:30:00+07:00");

struct Parsed {
  Draft draft;
  std::string problem{"none"};
};

Parsed parse(ParseCommand parser, std::string_view text, std::string_view role_word = "") {
  const auto object = parse_object(text, {});
  BOOST_REQUIRE_MESSAGE(object, "not an object: " << text);
  const Principal caller = role_word.empty() ? Principal{} : principal_of(role_word).value();
  std::optional<Problem> problem;
  FieldReader in(*object, problem);
  Parsed parsed;
  parsed.draft = parser(in, {lapor::api::testing::rules(), caller, late_evening, 7});
  in.finish();
  if (problem) parsed.problem = std::string(type_of(problem->kind).name) + " " + problem->field;
  return parsed;
}

/// The form with one member replaced or added.
std::string form(const std::string& name = "", const std::string& value = "") {
  std::map<std::string, std::string> members{
      {"title", "\"Jalan\""}, {"text", "\"Lubang.\""}, {"occurred_on", "\"2026-11-18\""}};
  if (!name.empty()) members[name] = value;
  std::string text;
  for (const auto& [key, member] : members) text += (text.empty() ? "{\"" : ",\"") + key + "\":" + member;
  return text + "}";
}

std::string problem_of_form(const std::string& name, const std::string& value, std::string_view role = "") {
  return parse(parse_submission, form(name, value), role).problem;
}

Channel channel_of(const std::string& more, std::string_view role) {
  const Parsed parsed =
      more.empty() ? parse(parse_submission, form(), role) : parse(parse_submission, form("channel", more), role);
  BOOST_TEST(parsed.problem == "none");
  return parsed.draft.channel;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(command_parsers)

BOOST_AUTO_TEST_CASE(the_form_needs_title_text_and_date_only) {
  BOOST_TEST(parse(parse_submission, form()).problem == "none");
  BOOST_TEST(parse(parse_submission, R"({"text":"a","occurred_on":"2026-11-18"})").problem == "missing-field title");
  BOOST_TEST(parse(parse_submission, R"({"title":"a","occurred_on":"2026-11-18"})").problem == "missing-field text");
  BOOST_TEST(parse(parse_submission, R"({"title":"a","text":"a"})").problem == "missing-field occurred_on");
}

BOOST_AUTO_TEST_CASE(the_form_is_read_whole) {
  const Parsed parsed = parse(parse_submission, R"({"title":"Jalan berlubang","text":"Lubang\nbesar",
      "classification":"aspiration","occurred_on":"2026-11-18","category":"perhubungan","institution":"kota-35.78",
      "place":{"region":"35.78","address":"Jl. Gubeng","lat":-7.25,"lng":112.75},"anonymous":true,"confidential":true,
      "display_name":"Warga Gubeng","attachments":[]})");
  BOOST_REQUIRE(parsed.problem == "none");
  const auto& submit = std::get<SubmitReport>(parsed.draft.body);
  BOOST_TEST(submit.title == "Jalan berlubang");
  BOOST_TEST(submit.text == "Lubang\nbesar");
  BOOST_TEST((submit.classification == Classification::aspiration));
  BOOST_TEST(to_iso(submit.occurred_on) == "2026-11-18");
  BOOST_TEST(submit.category == "perhubungan");
  BOOST_TEST(submit.institution == "kota-35.78");
  BOOST_TEST((submit.place == Place{"35.78", "Jl. Gubeng", Point{-7.25, 112.75}}));
  BOOST_TEST(submit.anonymous);
  BOOST_TEST(submit.confidential);
  BOOST_TEST(submit.display_name == "Warga Gubeng");
}

BOOST_AUTO_TEST_CASE(titles_and_texts_of_the_longest_real_reports_pass) {
  const auto quoted = [](std::size_t length) { return '"' + std::string(length, 'a') + '"'; };
  BOOST_TEST(problem_of_form("title", quoted(300)) == "none");
  BOOST_TEST(problem_of_form("title", quoted(301)) == "too-long title");
  BOOST_TEST(problem_of_form("text", quoted(20'000)) == "none");
  BOOST_TEST(problem_of_form("text", quoted(20'001)) == "too-long text");
}

BOOST_AUTO_TEST_CASE(unknown_codes_are_named) {
  BOOST_TEST(problem_of_form("category", "\"nothing\"") == "unknown-code category");
  BOOST_TEST(problem_of_form("institution", "\"kota-00.00\"") == "unknown-code institution");
  BOOST_TEST(problem_of_form("place", R"({"region":"00"})") == "unknown-code place.region");
  BOOST_TEST(problem_of_form("classification", "\"wish\"") == "invalid-value classification");
}

BOOST_AUTO_TEST_CASE(a_point_is_whole_and_in_indonesia) {
  BOOST_TEST(problem_of_form("place", R"({"lat":6.3,"lng":94.7})") == "none");
  BOOST_TEST(problem_of_form("place", R"({"lat":-11.1,"lng":141.1})") == "none");
  BOOST_TEST(problem_of_form("place", R"({"lat":6.31,"lng":112})") == "outside-indonesia place.lat");
  BOOST_TEST(problem_of_form("place", R"({"lat":-7,"lng":94.6})") == "outside-indonesia place.lng");
  BOOST_TEST(problem_of_form("place", R"({"lat":-7})") == "missing-field place.lng");
  BOOST_TEST(problem_of_form("place", R"({"lat":"-7","lng":112})") == "wrong-type place.lat");
  BOOST_TEST(problem_of_form("place", R"({"latt":-7})") == "unknown-field place.latt");
}

BOOST_AUTO_TEST_CASE(the_incident_is_not_in_the_future_where_it_happened) {
  BOOST_TEST(problem_of_form("occurred_on", "\"2026-11-20\"") == "none");
  BOOST_TEST(problem_of_form("occurred_on", "\"2026-11-21\"") == "date-out-of-range occurred_on");
  BOOST_TEST(problem_of_form("occurred_on", "\"1945-01-01\"") == "none");
  BOOST_TEST(problem_of_form("occurred_on", "\"1944-12-31\"") == "date-out-of-range occurred_on");
  const auto in_papua = R"({"title":"a","text":"a","occurred_on":"2026-11-21","place":{"region":"91"}})";
  BOOST_TEST(parse(parse_submission, in_papua).problem == "none");
}

BOOST_AUTO_TEST_CASE(each_role_has_its_channels) {
  BOOST_TEST((channel_of("", "gateway") == Channel::sms));
  BOOST_TEST((channel_of("", "clerk") == Channel::counter));
  BOOST_TEST((channel_of("", "reporter") == Channel::api));
  BOOST_TEST((channel_of("", "") == Channel::api));
  BOOST_TEST((channel_of("\"web\"", "reporter") == Channel::web));
  BOOST_TEST((channel_of("\"import\"", "clerk") == Channel::import));
  BOOST_TEST(problem_of_form("channel", "\"sms\"", "reporter") == "not-allowed-here channel");
  BOOST_TEST(problem_of_form("channel", "\"timer\"", "gateway") == "not-allowed-here channel");
  BOOST_TEST(problem_of_form("channel", "\"fax\"", "gateway") == "invalid-value channel");
}

BOOST_AUTO_TEST_CASE(only_who_writes_for_others_names_a_contact) {
  const std::string contact = R"({"name":"Ani","phone":"0812","email":"a@b.id"})";
  BOOST_TEST(problem_of_form("contact", contact, "gateway") == "none");
  BOOST_TEST(problem_of_form("contact", contact, "clerk") == "none");
  BOOST_TEST(problem_of_form("contact", contact, "reporter") == "not-allowed-here contact");
  BOOST_TEST(problem_of_form("contact", contact) == "not-allowed-here contact");
}

BOOST_AUTO_TEST_CASE(where_nothing_can_be_uploaded_no_attachment_is_known) {
  BOOST_TEST(problem_of_form("attachments", "[]") == "none");
  BOOST_TEST(problem_of_form("attachments", "[\"abc\"]") == "unknown-attachment attachments");
}

BOOST_AUTO_TEST_CASE(a_misspelt_field_is_named_with_its_neighbour) {
  BOOST_TEST(problem_of_form("anonymus", "true") == "unknown-field anonymus");
  BOOST_TEST(problem_of_form("nik", "\"3578\"") == "unknown-field nik");
}

BOOST_AUTO_TEST_CASE(an_administrator_cannot_archive_in_the_reporters_name) {
  BOOST_TEST(parse(parse_archive, R"({"reason":"duplicate"})").problem == "none");
  BOOST_TEST(parse(parse_archive, R"({"reason":"withdrawn"})").problem == "invalid-value reason");
  BOOST_TEST(parse(parse_archive, R"({"reason":"not_completed"})").problem == "invalid-value reason");
}

BOOST_AUTO_TEST_CASE(what_a_verifier_leaves_out_stays) {
  ReportState state;
  state.classification = Classification::aspiration;
  Parsed parsed = parse(parse_verification, R"({"public_text":"a","forward_to":"kota-35.78"})");
  BOOST_REQUIRE(parsed.problem == "none");
  fill_in(parsed.draft, state);
  BOOST_TEST((std::get<VerifyReport>(parsed.draft.body).classification == Classification::aspiration));
  parsed = parse(parse_verification,
                 R"({"public_text":"a","forward_to":"kota-35.78","classification":"supervised_complaint"})");
  BOOST_TEST(!parsed.draft.keeps.any());
  BOOST_TEST((std::get<VerifyReport>(parsed.draft.body).classification == Classification::supervised_complaint));
}

BOOST_AUTO_TEST_CASE(half_a_change_of_visibility_keeps_the_other_half) {
  ReportState state;
  state.anonymous = true;
  Parsed parsed = parse(parse_visibility, R"({"confidential":true})");
  fill_in(parsed.draft, state);
  const auto& change = std::get<ChangeVisibility>(parsed.draft.body);
  BOOST_TEST(change.anonymous);
  BOOST_TEST(change.confidential);
  BOOST_TEST(parse(parse_visibility, "{}").problem == "missing-field anonymous");
}

BOOST_AUTO_TEST_CASE(only_an_administrator_must_explain_a_closing) {
  BOOST_TEST(parse(parse_closing, "{}", "reporter").problem == "none");
  BOOST_TEST(parse(parse_closing, "{}", "national_admin").problem == "missing-field reason");
}

BOOST_AUTO_TEST_CASE(hiding_takes_the_comments_number_from_the_path) {
  const Parsed parsed = parse(parse_hiding, R"({"reason":"Kasar."})");
  BOOST_TEST(std::get<HideComment>(parsed.draft.body).comment == 7U);
}

BOOST_AUTO_TEST_CASE(each_other_body_names_what_it_misses) {
  const std::vector<std::pair<ParseCommand, std::string>> cases{
      {parse_completion, "text"},  {parse_information, "text"},
      {parse_reply, "text"},       {parse_rating, "score"},
      {parse_reopening, "reason"}, {parse_restoration, "reason"},
      {parse_hold, "question"},    {parse_archive, "reason"},
      {parse_merge, "into"},       {parse_redaction, "public_text"},
      {parse_hiding, "reason"},    {parse_forwarding, "to"},
      {parse_decline, "reason"},   {parse_follow_up, "text"},
      {parse_note, "text"},        {parse_comment, "text"},
      {parse_deadline, "due"},     {parse_identity, "reason"},
      {parse_erasure, "ground"},   {parse_verification, "public_text"}};
  for (const auto& [parser, field] : cases) {
    BOOST_TEST(parse(parser, "{}").problem == "missing-field " + field);
    BOOST_TEST(parse(parser, R"({"zzzzzz":1})").problem == "unknown-field zzzzzz");
  }
  for (const ParseCommand parser : {parse_withdrawal, parse_closing, parse_support, parse_support_withdrawal})
    BOOST_TEST(parse(parser, "{}").problem == "none");
}

BOOST_AUTO_TEST_SUITE_END()
