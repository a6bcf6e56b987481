#include "audit_fixture.hpp"

using namespace lapor;
using namespace lapor::api;
using namespace lapor::api::testing;
using namespace std::chrono_literals;

namespace {

struct IdentityReads : AuditFixture {
  std::string looked_at(const std::string& reason = "Ancaman terhadap petugas.") {
    const std::string id = submit_and_verify();
    look(id, reason);
    return id;
  }
  void look(const std::string& id, const std::string& reason) {
    BOOST_REQUIRE(command(id, "identity", R"({"reason":")" + reason + "\"}", admin).status() == 200);
  }
  void erase(const std::string& id) {
    BOOST_REQUIRE(command(id, "erasure", R"({"ground":"subject_request"})", data_officer).status() == 200);
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(audit_of_identity_reads, IdentityReads)

BOOST_AUTO_TEST_CASE(a_look_is_told_with_its_reason) {
  const std::string id = looked_at();
  const auto read = lines("identity-reads");
  BOOST_TEST_REQUIRE(read.size() == 1U);
  const auto& look = read.front();
  BOOST_TEST(look.at("kind").as_string() == "identity_revealed");
  BOOST_TEST(json::serialize(look.at("report")) == id);
  BOOST_TEST(look.at("person").is_null());
  BOOST_TEST(look.at("by").at("role").as_string() == "national_admin");
  BOOST_TEST(look.at("at").as_string() == "2026-11-20T09:00:00+07:00");
  BOOST_TEST(look.at("reason").as_string() == "Ancaman terhadap petugas.");
  BOOST_TEST(all(lines("records?kind=identity_revealed"), "position") == all(read, "position"));
}

BOOST_AUTO_TEST_CASE(personal_data_in_a_reason_is_masked_as_in_the_timeline) {
  const std::string id = looked_at("Dicari NIK 3578011203850001.");
  const std::string reason(lines("identity-reads").front().at("reason").as_string());
  BOOST_TEST(reason.find("3578011203850001") == std::string::npos);
  const Answer timeline_of = timeline(id, auditor);
  BOOST_TEST(timeline_of.response.body.find("\"reason\":\"" + reason + "\"") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(nothing_but_the_reason_is_opened) {
  looked_at();
  const std::string told = body("identity-reads");
  for (const char* text : {"Jalan berlubang", "Lubang besar", "Gubeng"})
    BOOST_TEST(told.find(text) == std::string::npos, text);
}

BOOST_AUTO_TEST_CASE(after_an_erasure_the_look_stays_and_its_reason_is_gone) {
  const std::string id = looked_at();
  erase(id);
  const auto read = lines("identity-reads");
  BOOST_TEST(all(read, "kind") == "identity_revealed reporter_erased");
  BOOST_TEST(read[0].at("reason").is_null());
  BOOST_TEST(read[1].at("ground").as_string() == "subject_request");
  BOOST_TEST(read[1].at("by").at("role").as_string() == "data_officer");
}

BOOST_AUTO_TEST_CASE(whoever_got_a_persons_data_or_erased_it_is_told) {
  const std::string person = registered("siti@example.id");
  BOOST_REQUIRE(get("/v1/people/" + person + "/data", data_officer).status() == 200);
  BOOST_REQUIRE(post("/v1/people/" + person + "/erasure", R"({"ground":"court_order"})", data_officer).status() == 200);
  const auto read = lines("identity-reads");
  BOOST_TEST(all(read, "kind") == "data_exported person_erased");
  BOOST_TEST(all(read, "person") == person + " " + person);
  BOOST_TEST(all(read, "report") == "null null");
  BOOST_TEST(read[1].at("ground").as_string() == "court_order");
}

BOOST_AUTO_TEST_CASE(looks_can_be_asked_for_by_window) {
  const std::string one = looked_at();
  clock.move_to(clock.now() + 1h);
  const std::string two = looked_at();
  BOOST_TEST(all(lines("identity-reads?from=2026-11-20T10:00:00%2B07:00"), "report") == two);
  BOOST_TEST(all(lines("identity-reads?to=2026-11-20T10:00:00%2B07:00"), "report") == one);
}

BOOST_AUTO_TEST_CASE(looks_can_be_asked_for_by_who_had_the_report_then) {
  const std::string id = looked_at();
  const std::string to_unit = R"({"to":"kota-35.78/dishub","note":"","copies":[]})";
  BOOST_REQUIRE(command(id, "forwarding", to_unit, {"coordinator:kota-35.78", {}}).status() == 200);
  look(id, "Lagi.");
  look(submit(R"(,"institution":"kota-33.74")"), "Ancaman.");
  BOOST_TEST(all(lines("identity-reads"), "institution") == "kota-35.78 kota-35.78/dishub kota-33.74");
  BOOST_TEST(all(lines("identity-reads?institution=kota-35.78"), "report") == id + " " + id);
  BOOST_TEST(all(lines("identity-reads?institution=kota-35.78/dishub"), "report") == id);
  BOOST_TEST(lines("identity-reads?institution=prov-91").empty());
}

BOOST_AUTO_TEST_CASE(looks_go_on_behind_any_line) {
  const std::string id = looked_at();
  for (int i = 0; i < 4; ++i) look(id, "Lagi.");
  const std::string whole = body("identity-reads");
  std::string pieces;
  for (std::string from = "0"; pieces.size() < whole.size();) {
    const std::string piece = body("identity-reads?limit=2&after=" + from);
    BOOST_TEST_REQUIRE(!piece.empty());
    from = json::serialize(lines_of(piece).back().at("position"));
    pieces += piece;
  }
  BOOST_TEST((pieces == whole));
}

BOOST_AUTO_TEST_CASE(where_nobody_looked_there_is_nothing_to_tell) {
  in_progress();
  BOOST_TEST(body("identity-reads").empty());
}

BOOST_AUTO_TEST_CASE(looks_are_for_auditors) {
  check_doors("identity-reads");
}

BOOST_AUTO_TEST_CASE(conditions_that_mean_nothing_are_refused) {
  check_bad("identity-reads?institution=kota-99", "institution");
  check_bad("identity-reads?institution=", "institution");
  check_bad("identity-reads?from=x", "from");
  check_bad("identity-reads?after=x", "after");
  check_unknown("identity-reads?kind=identity_revealed");
}

BOOST_AUTO_TEST_SUITE_END()
