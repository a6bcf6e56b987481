#include <map>
#include <set>

#include "api/routes.hpp"
#include "service_fixture.hpp"

/// DOMAIN.md's table "Seen by whom", asked of the running API cell by cell: every caller, every state, every
/// combination of flags, every resource that shows something of a report. What is expected is written here a second
/// time, in words of the domain and without the code's own table.
namespace {

using namespace lapor;
using namespace lapor::api;
using namespace lapor::api::testing;

constexpr auto callers =
    std::to_array<const char*>({"", "reporter", "reporter_2", "gateway", "clerk", "officer:kota-35.78",
                                "coordinator:kota-35.78", "officer:kota-35.78/dishub", "officer:kota-33.74",
                                "coordinator:kota-33.74", "national_admin", "supervisor", "auditor", "data_officer"});

constexpr std::string_view holder_is_surabaya = "kota-35.78";

struct Case {
  std::string id;
  std::string state;
  bool anonymous{};
  bool confidential{};

  [[nodiscard]] bool is_verified() const {
    return state != "awaiting_verification" && state != "on_hold" && state != "archived" && state != "merged";
  }
  [[nodiscard]] bool is_public() const { return is_verified() && !confidential; }
  [[nodiscard]] std::string name() const {
    return state + (anonymous ? " anonymous" : "") + (confidential ? " confidential" : "");
  }
};

bool is_holders_staff(const std::string& caller, const Case& report) {
  const bool of_surabaya = caller == "officer:" + std::string(holder_is_surabaya) ||
                           caller == "coordinator:" + std::string(holder_is_surabaya);
  return of_surabaya && report.is_verified();
}
bool oversees(const std::string& caller) {
  return caller == "national_admin" || caller == "supervisor";
}
bool sees_facts(const std::string& caller) {
  return caller == "auditor" || caller == "data_officer";
}

bool knows(const std::string& caller, const Case& report) {
  return report.is_public() || caller == "reporter" || is_holders_staff(caller, report) || oversees(caller) ||
         sees_facts(caller);
}
bool reads_original(const std::string& caller, const Case& report) {
  return caller == "reporter" || is_holders_staff(caller, report) || oversees(caller);
}
bool reads_text(const std::string& caller, const Case& report) {
  return report.is_public() || reads_original(caller, report);
}
bool sees_flags(const std::string& caller, const Case& report) {
  return reads_original(caller, report) || sees_facts(caller);
}
bool sees_identity(const std::string& caller, const Case& report) {
  if (caller == "reporter") return true;
  return !report.anonymous && (is_holders_staff(caller, report) || caller == "national_admin");
}
bool reads_notes(const std::string& caller, const Case& report) {
  return is_holders_staff(caller, report) || oversees(caller);
}
bool reads_identity_log(const std::string& caller, const Case&) {
  return caller == "reporter" || caller == "auditor";
}

struct MatrixFixture : ServiceFixture {
  MatrixFixture() {
    for (const char* state : {"awaiting_verification", "on_hold", "awaiting_follow_up", "awaiting_reassignment",
                              "in_progress", "replied", "closed", "archived", "merged"})
      for (const bool anonymous : {false, true})
        for (const bool confidential : {false, true}) cases.push_back(make(state, anonymous, confidential));
    settle();
  }

  void must(const Answer& answer) { BOOST_REQUIRE_MESSAGE(answer.status() < 300, answer.response.body); }

  Case make(const std::string& state, bool anonymous, bool confidential) {
    const std::string flags = std::string(R"(,"display_name":"Warga Gubeng","anonymous":)") +
                              (anonymous ? "true" : "false") + R"(,"confidential":)" +
                              (confidential ? "true" : "false");
    const Case report{submit(flags), state, anonymous, confidential};
    must(command(report.id, "notes", R"({"text":"Catatan dalam."})", admin));
    must(command(report.id, "identity", R"({"reason":"Ancaman."})", admin));
    bring_to(report);
    BOOST_REQUIRE_EQUAL(page(report.id, admin).at("state"), state);
    return report;
  }

  void bring_to(const Case& report) {
    const Ask officer{"officer:kota-35.78", {}};
    const Ask reporter{"reporter", {}};
    const std::string& id = report.id;
    if (report.state == "on_hold") return must(command(id, "hold", R"({"question":"Di mana?"})", admin));
    if (report.state == "archived") return must(command(id, "archive", R"({"reason":"unclear"})", admin));
    if (report.state == "merged") return must(command(id, "merge", R"({"into":)" + submit() + "}", admin));
    if (report.state == "awaiting_verification") return;
    must(command(id, "verification", R"({"title":"Jalan","public_text":"Lubang.","forward_to":"kota-35.78"})", admin));
    if (report.state == "awaiting_reassignment")
      return must(command(id, "decline", R"({"reason":"Bukan kami."})", officer));
    if (report.state == "awaiting_follow_up") return;
    must(command(id, "follow-ups", R"({"text":"Kami perbaiki."})", officer));
    if (report.state == "replied") must(command(id, "replies", R"({"text":"Belum."})", reporter));
    if (report.state == "closed") must(command(id, "closing", "{}", reporter));
  }

  /// Pages of a report that a caller knows show exactly what the caller may see.
  void check_page(const std::string& caller, const Case& report) {
    const Answer answer = page(report.id, {caller, {}});
    const std::string where = caller + ": " + report.name();
    BOOST_TEST_REQUIRE(answer.status() == 200, where);
    BOOST_TEST(answer.has("original") == reads_original(caller, report), where);
    BOOST_TEST(answer.has("anonymous") == sees_flags(caller, report), where);
    BOOST_TEST(answer.has("confidential") == sees_flags(caller, report), where);
    BOOST_TEST((answer.at("title") != "null") == reads_text(caller, report), where);
    BOOST_TEST((answer.at("reporter.contact") != "absent") == sees_identity(caller, report), where);
    const bool named = reads_text(caller, report) && (!report.anonymous || caller == "reporter");
    BOOST_TEST((answer.at("reporter.display_name") == "Warga Gubeng") == named, where);
    cells += 7;
  }

  void check_timeline(const std::string& caller, const Case& report) {
    const Answer answer = timeline(report.id, {caller, {}});
    const std::string where = caller + ": " + report.name();
    BOOST_TEST_REQUIRE(answer.status() == 200, where);
    const std::string& body = answer.response.body;
    BOOST_TEST((body.find("note_added") != std::string::npos) == reads_notes(caller, report), where);
    BOOST_TEST((body.find("Catatan dalam.") != std::string::npos) == reads_notes(caller, report), where);
    BOOST_TEST((body.find("identity_revealed") != std::string::npos) == reads_identity_log(caller, report), where);
    BOOST_TEST((body.find("Ancaman.") != std::string::npos) == reads_identity_log(caller, report), where);
    BOOST_TEST((body.find("Lubang besar di depan rumah saya.") != std::string::npos) == reads_original(caller, report),
               where);
    cells += 5;
  }

  /// Ids in a list, in whatever format.
  std::set<std::string> listed(const std::string& caller, const std::string& format) {
    const Answer answer = list("limit=100&format=" + format, {caller, {}});
    BOOST_TEST_REQUIRE(answer.status() == 200, answer.response.body);
    std::set<std::string> found;
    for (const Case& report : cases)
      if (answer.response.body.find(report.id) != std::string::npos) found.insert(report.id);
    return found;
  }

  std::vector<Case> cases;
  int cells{};
};

/// A body that each command's parser takes.
std::string body_of(std::string_view pattern) {
  static const std::map<std::string_view, std::string> bodies{
      {"verification", R"({"public_text":"x","forward_to":"kota-35.78"})"},
      {"hold", R"({"question":"x"})"},
      {"forwarding", R"({"to":"kota-35.78"})"},
      {"decline", R"({"reason":"x"})"},
      {"archive", R"({"reason":"unclear"})"},
      {"merge", R"({"into":1})"},
      {"rating", R"({"score":4})"},
      {"visibility", R"({"anonymous":true,"confidential":true})"},
      {"redaction", R"({"public_text":"x","reason":"x"})"},
      {"deadline", R"({"due":"2027-01-01T00:00:00+07:00","reason":"x"})"},
      {"erasure", R"({"ground":"court_order"})"},
      {"supports", "{}"},
  };
  const auto name = pattern.substr(pattern.rfind('/') + 1);
  const auto found = bodies.find(name);
  if (found != bodies.end()) return found->second;
  const bool has_reason = name == "withdrawal" || name == "closing" || name == "reopening" || name == "restoration" ||
                          name == "identity" || name == "hiding" || name == "legal-hold" || name == "lifting";
  return has_reason ? R"({"reason":"x"})" : R"({"text":"x"})";
}

std::string path_of(std::string_view pattern, const std::string& id) {
  std::string path(pattern);
  path.replace(path.find("{id}"), 4, id);
  if (const auto at = path.find("{n}"); at != std::string::npos) path.replace(at, 3, "1");
  return path;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(access_matrix, MatrixFixture)

BOOST_AUTO_TEST_CASE(pages_and_timelines_show_each_caller_what_the_domain_says_in_every_state) {
  const std::string absent = page("1999999", {}).response.body;
  for (const char* caller : callers)
    for (const Case& report : cases) {
      if (knows(caller, report)) {
        check_page(caller, report);
        check_timeline(caller, report);
        continue;
      }
      for (const Answer& answer : {page(report.id, {caller, {}}), timeline(report.id, {caller, {}})}) {
        BOOST_TEST(answer.status() == 404, caller << ": " << report.name());
        BOOST_TEST(answer.response.body == absent, caller << ": " << report.name());
        ++cells;
      }
    }
  BOOST_TEST(cells == 3'908);
}

BOOST_AUTO_TEST_CASE(lists_of_every_format_have_what_the_caller_may_know_of_and_nothing_else) {
  for (const char* caller : callers) {
    std::set<std::string> expected;
    for (const Case& report : cases)
      if (knows(caller, report)) expected.insert(report.id);
    for (const char* format : {"json", "csv", "ndjson"})
      BOOST_TEST((listed(caller, format) == expected), caller << " as " << format);
  }
}

BOOST_AUTO_TEST_CASE(counts_and_groups_betray_no_more_than_lists) {
  for (const char* caller : callers) {
    std::size_t expected = 0;
    const Answer all = list("limit=1&facets=state", {caller, {}});
    for (const auto& [state, count] : all.body.at("facets").at("state").as_object())
      expected += count.to_number<std::size_t>();
    BOOST_TEST(all.at("total") == std::to_string(expected), caller);
  }
  const auto total = [&](const char* caller) { return std::stoul(list("limit=1", {caller, {}}).at("total")); };
  BOOST_TEST(total("") == total("officer:kota-33.74"));
  BOOST_TEST(total("") < total("officer:kota-35.78"));
  BOOST_TEST(total("officer:kota-35.78") < total("national_admin"));
}

BOOST_AUTO_TEST_CASE(commands_tell_nobody_of_a_report_that_is_hidden_from_them) {
  int asked = 0;
  const std::string absent = page("1999999", {}).response.body;
  for (const char* caller : callers)
    BOOST_TEST(command("1999999", "hold", R"({"question":"x"})", {caller, {}}).response.body == absent, caller);
  for (const Case& report : cases) {
    const bool is_sample =
        !report.anonymous && (report.state == "on_hold" || report.name() == "in_progress confidential");
    if (!is_sample) continue;
    for (const char* caller : callers) {
      if (knows(caller, report)) continue;
      for (const Route& route : routes()) {
        if (route.parse == nullptr || route.pattern == "/v1/reports") continue;
        const Answer hidden =
            ask(route.method, path_of(route.pattern, report.id), body_of(route.pattern), {caller, {}});
        BOOST_TEST(hidden.status() == 404, caller << " " << route.pattern << ": " << hidden.response.body);
        BOOST_TEST(hidden.response.body == absent, caller << " " << route.pattern);
        ++asked;
      }
    }
  }
  BOOST_TEST(asked > 300);
}

BOOST_AUTO_TEST_SUITE_END()
