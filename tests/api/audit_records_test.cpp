#include <random>

#include "api/text.hpp"
#include "audit_fixture.hpp"

using namespace lapor;
using namespace lapor::api;
using namespace lapor::api::testing;
using namespace std::chrono_literals;

namespace {

constexpr auto sealed_words = std::to_array<std::string_view>(
    {"rahasiajudul", "rahasiaisi", "rahasianama", "rahasiakontak", "rahasiaalamat", "rahasiakami", "rahasiacatatan"});

struct Replays : AuditFixture {
  /// A life with something secret in every place for texts.
  std::string secret_life() {
    const std::string id = secret_report();
    const Ask officer{"officer:kota-35.78", {}};
    BOOST_REQUIRE(command(id, "verification",
                          R"({"title":"rahasiajudul","public_text":"rahasiaisi","classification":"complaint",)"
                          R"("category":"perhubungan/jalan","tags":[],"anonymous":false,"confidential":false,)"
                          R"("forward_to":"kota-35.78","copies":[]})",
                          admin)
                      .status() == 200);
    BOOST_REQUIRE(command(id, "follow-ups", R"({"text":"rahasiakami"})", officer).status() == 201);
    BOOST_REQUIRE(command(id, "notes", R"({"text":"rahasiacatatan"})", officer).status() == 201);
    return id;
  }

  std::string secret_report() {
    const Answer answer =
        post("/v1/reports",
             R"({"title":"rahasiajudul","text":"rahasiaisi","occurred_on":"2026-11-18","category":"perhubungan",)"
             R"("display_name":"rahasianama","contact":{"name":"rahasiakontak"},)"
             R"("place":{"region":"35.78","address":"rahasiaalamat"}})",
             {"clerk", {}});
    BOOST_REQUIRE_MESSAGE(answer.status() == 201, answer.response.body);
    return answer.at("id");
  }

  void check_nothing_secret(const std::string& body) {
    for (const std::string_view secret : sealed_words) BOOST_TEST(body.find(secret) == std::string::npos, secret);
    for (const auto& line : lines_of(body)) {
      const Bytes bytes = bytes_of(line);
      const std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
      for (const std::string_view secret : sealed_words)
        BOOST_TEST(text.find(secret) == std::string_view::npos, secret);
    }
  }
};

std::string after(const std::vector<json::value>& lines) {
  return json::serialize(lines.back().at("position"));
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(audit_of_records, Replays)

BOOST_AUTO_TEST_CASE(every_record_is_one_line_in_the_order_of_positions) {
  in_progress();
  const Answer answer = audit("records");
  const auto read = lines_of(answer.response.body);
  BOOST_TEST(read.size() == number(journal.last_position()));
  BOOST_TEST(answer.header("Lapor-Position") == std::to_string(number(journal.last_position())));
  const auto records = journal.read(Position{1}, read.size()).value();
  BOOST_TEST_REQUIRE(records.size() == read.size());
  for (std::size_t i = 0; i < read.size(); ++i) {
    BOOST_TEST(read[i].at("position").to_number<std::size_t>() == i + 1);
    BOOST_TEST((bytes_of(read[i]) == records[i].bytes));
    BOOST_TEST(read[i].at("leaf_hash").as_string() == proof::to_base64(proof::leaf_hash(records[i].bytes)));
    BOOST_TEST(read[i].at("sealed").to_number<std::size_t>() == sealed_bytes(records[i].bytes).value());
  }
}

BOOST_AUTO_TEST_CASE(a_line_says_who_did_what_when_and_how) {
  const std::string id = in_progress();
  const auto read = lines("records?stream=report/" + id);
  BOOST_TEST(kinds(read) == "report_submitted report_verified report_forwarded follow_up_posted");
  BOOST_TEST(all(read, "stream") == "report/" + id + " report/" + id + " report/" + id);
  BOOST_TEST(all(read, "version") == "1 2 3");
  const auto& last = read.back();
  BOOST_TEST(last.at("at").as_string() == "2026-11-20T09:00:00+07:00");
  BOOST_TEST(last.at("by").at("role").as_string() == "officer");
  BOOST_TEST(last.at("by").at("institution").as_string() == "kota-35.78");
  BOOST_TEST(last.at("channel").as_string() == "api");
  BOOST_TEST(last.at("sealed").to_number<int>() > 0);
  const auto& submitted = read.front().at("events").at(0);
  BOOST_TEST(submitted.at("category").as_string() == "perhubungan");
  BOOST_TEST(submitted.at("occurred_on").as_string() == "2026-11-18");
  BOOST_TEST(submitted.at("deadline").at("kind").as_string() == "verification");
  BOOST_TEST(!read.front().at("by").as_object().contains("institution"));
}

BOOST_AUTO_TEST_CASE(one_history_or_those_of_one_kind_can_be_asked_for) {
  const std::string one = submit();
  const std::string person = registered("siti@example.id");
  const std::string other = submit_and_verify();
  BOOST_TEST(all(lines("records?stream=report/" + one), "version") == "1");
  BOOST_TEST(all(lines("records?stream=report"), "stream") ==
             "report/" + one + " report/" + other + " report/" + other);
  BOOST_TEST(all(lines("records?stream=person/" + person), "stream") == "person/" + person);
  BOOST_TEST(lines("records?stream=report/" + one + "&after=" + after(lines("records?stream=report/" + one))).empty());
  BOOST_TEST(lines("records?stream=report/4000000").empty());
  BOOST_TEST(lines("records?stream=poll").empty());
}

BOOST_AUTO_TEST_CASE(records_can_be_asked_for_by_who_made_them) {
  const std::string id = in_progress();
  const std::string officer = std::to_string(number(*principal_of("officer:kota-35.78")->party.person));
  BOOST_TEST(kinds(lines("records?stream=report&who=reporter")) == "report_submitted");
  BOOST_TEST(kinds(lines("records?stream=report&who=officer")) == "follow_up_posted");
  BOOST_TEST(kinds(lines("records?who=officer:" + officer)) == "follow_up_posted");
  BOOST_TEST(lines("records?who=officer:7").empty());
  BOOST_TEST(lines("records?who=coordinator:" + officer).empty());
  BOOST_TEST(kinds(lines("records?who=kota-35.78")) == "follow_up_posted");
  BOOST_TEST(lines("records?who=kota-33.74").empty());
}

BOOST_AUTO_TEST_CASE(an_institution_stands_for_its_units_and_no_unit_for_its_institution) {
  const std::string id = submit_and_verify();
  const std::string to_unit = R"({"to":"kota-35.78/dishub","note":"","copies":[]})";
  BOOST_REQUIRE(command(id, "forwarding", to_unit, {"coordinator:kota-35.78", {}}).status() == 200);
  BOOST_REQUIRE(command(id, "follow-ups", R"({"text":"Sudah."})", {"officer:kota-35.78/dishub", {}}).status() == 201);
  BOOST_TEST(kinds(lines("records?who=kota-35.78/dishub")) == "follow_up_posted");
  BOOST_TEST(kinds(lines("records?who=kota-35.78")) == "report_forwarded follow_up_posted");
}

BOOST_AUTO_TEST_CASE(records_can_be_asked_for_by_what_happened_to_whomever) {
  in_progress();
  registered("siti@example.id");
  BOOST_TEST(kinds(lines("records?kind=report_verified")) == "report_verified report_forwarded");
  BOOST_TEST(kinds(lines("records?kind=follow_up_posted,account_registered")) == "follow_up_posted account_registered");
  BOOST_TEST(kinds(lines("records?kind=audit_read&limit=2")) == "audit_read audit_read");
  BOOST_TEST(lines("records?kind=report_closed").empty());
}

BOOST_AUTO_TEST_CASE(a_window_has_its_beginning_and_not_its_end) {
  const std::string one = submit();
  clock.move_to(clock.now() + 1h);
  const std::string two = submit();
  const std::string nine = "2026-11-20T09:00:00%2B07:00";
  const std::string ten = "2026-11-20T10:00:00+07:00";  // as people type it
  BOOST_TEST(all(lines("records?stream=report&from=" + nine), "stream") == "report/" + one + " report/" + two);
  BOOST_TEST(all(lines("records?stream=report&from=" + ten), "stream") == "report/" + two);
  BOOST_TEST(all(lines("records?stream=report&to=" + ten), "stream") == "report/" + one);
  BOOST_TEST(lines("records?stream=report&from=" + nine + "&to=" + nine).empty());
}

BOOST_AUTO_TEST_CASE(a_replay_goes_on_behind_any_line_and_has_the_same_bytes) {
  for (int i = 0; i < 12; ++i) in_progress();
  const std::string whole = body("records");
  const std::uint32_t seed = std::random_device{}();
  BOOST_TEST_MESSAGE("seed " << seed);
  std::mt19937 random(seed);
  std::string pieces;
  for (std::string from = "0"; pieces.size() < whole.size();) {
    const std::string piece = body("records?after=" + from + "&limit=" + std::to_string(1 + random() % 9));
    BOOST_TEST_REQUIRE(!piece.empty());
    from = after(lines_of(piece));
    pieces += piece;
  }
  BOOST_TEST((pieces.substr(0, whole.size()) == whole));
}

BOOST_AUTO_TEST_CASE(filters_go_on_behind_any_line_too) {
  for (int i = 0; i < 5; ++i) in_progress();
  const std::string filter = "records?kind=follow_up_posted,report_submitted&stream=report";
  const std::string whole = body(filter);
  std::string pieces;
  for (std::string from = "0"; pieces.size() < whole.size();) {
    const std::string piece = body(filter + "&limit=3&after=" + from);
    BOOST_TEST_REQUIRE(!piece.empty());
    BOOST_TEST(lines_of(piece).size() <= 3U);
    from = after(lines_of(piece));
    pieces += piece;
  }
  BOOST_TEST((pieces == whole));
}

BOOST_AUTO_TEST_CASE(a_replay_ends_with_the_record_that_tells_of_it) {
  submit();
  const auto read = lines("records");
  BOOST_TEST(kinds({read.back()}) == "audit_read");
  BOOST_TEST(lines("records?after=1000000").empty());
}

BOOST_AUTO_TEST_CASE(what_is_sealed_stays_sealed) {
  const std::string id = secret_life();
  registered("rahasiakontak@example.id");
  check_nothing_secret(body("records"));
  const Answer history = audit("reports/" + id + "/records");
  for (const std::string_view secret : sealed_words)
    BOOST_TEST(history.response.body.find(secret) == std::string::npos, secret);
  const std::string page_of_admin = page(id, admin).response.body;
  BOOST_TEST(page_of_admin.find("rahasiaisi") != std::string::npos);  // the words are there to be found
}

BOOST_AUTO_TEST_CASE(who_reported_and_who_supports_stays_sealed) {
  const std::string id = in_progress();
  BOOST_REQUIRE(command(id, "supports", "", {"reporter_2", {}}).status() == 201);
  const std::string told = body("records") + audit("reports/" + id).response.body +
                           audit("reports/" + id + "/records").response.body + body("deadlines");
  for (const char* word : {"reporter", "reporter_2"})
    BOOST_TEST(told.find(std::to_string(number(*principal_of(word)->party.person))) == std::string::npos, word);
  BOOST_TEST(told.find(std::to_string(number(*principal_of("officer:kota-35.78")->party.person))) !=
             std::string::npos);  // staff answer for what they do
}

BOOST_AUTO_TEST_CASE(a_second_auditor_finds_what_the_first_one_has_read) {
  const std::string id = submit();
  const std::string reader = std::to_string(number(*principal_of("auditor")->party.person));
  lines("records?limit=1&kind=report_submitted");
  audit("reports/" + id + "?at=1");
  audit("reports/" + id + "/records");
  lines("identity-reads?after=1");
  lines("deadlines?outcome=missed,met&kind=verification");
  const auto read = lines("records?stream=audit/" + reader, key("auditor", R"(["read"])"));
  std::string queries;
  for (const auto& line : read) {
    const auto& event = line.at("events").at(0);
    queries += std::string(event.at("resource").as_string()) + "(" + json::serialize(event.at("report")) + " " +
               json::serialize(event.at("query")) + ") ";
    BOOST_TEST(line.at("by").at("role").as_string() == "auditor");
  }
  BOOST_TEST(queries == "records(null \"limit=1&kind=report_submitted\") report(" + id + " \"at=1\") report_records(" +
                            id + " null) identity_reads(null \"after=1\") deadlines(null " +
                            "\"outcome=missed,met&kind=verification\") ");
}

BOOST_AUTO_TEST_CASE(every_auditor_has_a_history_of_reads) {
  const std::string number = staff("ani@example.id", R"(["auditor"])", "");
  const Ask ani = signed_in("ani@example.id");
  BOOST_TEST(lines("records?limit=1", ani).size() == 1U);
  BOOST_TEST(kinds(lines("records?stream=audit/" + number)) == "audit_read");
}

BOOST_AUTO_TEST_CASE(a_head_is_a_read) {
  const Position before = journal.last_position();
  BOOST_TEST(ask(http::Method::head, "/v1/audit/records", "", auditor).status() == 200);
  BOOST_TEST(number(journal.last_position()) == number(before) + 1);
}

BOOST_AUTO_TEST_CASE(nothing_is_shown_when_the_read_cannot_be_recorded) {
  const std::string id = submit();
  for (const std::string& what : {std::string("records"), "reports/" + id, "reports/" + id + "/records",
                                  std::string("identity-reads"), std::string("deadlines")}) {
    journal.fail_next_append({storage::ErrorCode::disk_full, "The disk is full."});
    const Answer answer = audit(what);
    BOOST_TEST(answer.status() == 503, what);
    BOOST_TEST(answer.problem() == "unavailable", what);
  }
  BOOST_TEST(kinds(lines("records?stream=audit")) == "audit_read");
}

BOOST_AUTO_TEST_CASE(a_replay_is_for_auditors) {
  check_doors("records");
}

BOOST_AUTO_TEST_CASE(what_is_not_understood_is_refused_and_not_recorded) {
  submit();
  for (const char* bad : {"after=-1", "after=x", "after=", "after=99999999999999999999"})
    check_bad("records?" + std::string(bad), "after");
  for (const char* bad : {"limit=0", "limit=x"}) check_bad("records?" + std::string(bad), "limit");
  for (const char* bad : {"stream=", "stream=reports", "stream=report/", "stream=report/01"})
    check_bad("records?" + std::string(bad), "stream");
  for (const char* bad : {"who=", "who=officer:", "who=officer:x", "who=kota-99", "who=12"})
    check_bad("records?" + std::string(bad), "who");
  for (const char* bad : {"kind=", "kind=report", "kind=report_closed,", "kind=report_closed,x"})
    check_bad("records?" + std::string(bad), "kind");
  for (const char* bad : {"from=", "from=2026-11-20", "from=gestern"}) check_bad("records?" + std::string(bad), "from");
  check_bad("records?from=2026-11-20T09:00:00Z&to=2026-11-20T08:00:00Z", "to");
  check_bad("records?limit=1&limit=2", "limit");
  check_unknown("records?position=3");
}

BOOST_AUTO_TEST_CASE(the_highest_position_of_all_has_nothing_behind_it) {
  submit();
  const Answer answer = get("/v1/audit/records?after=18446744073709551615", {"auditor", {}});
  BOOST_TEST(answer.status() == 200);
  BOOST_TEST(answer.response.body.empty());
}

BOOST_AUTO_TEST_SUITE_END()
