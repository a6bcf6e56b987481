#include <boost/test/unit_test.hpp>

#include "events/sealed_text.hpp"
#include "tests/events/scenario.hpp"
#include "tests/tools/audit_log.hpp"
#include "tests/tools/program.hpp"
#include "tools/audit/verify/export_reader.hpp"
#include "tools/audit/verify/life_page.hpp"

/// A report's life as a page.
using namespace lapor;
using namespace lapor::scenario;
using lapor::tests::read_file;
using lapor::tests::TemporaryFolder;

namespace {

/// Verified in time, followed up late and after two escalations, closed by the system when nobody replied.
Scenario eventful() {
  Scenario story = submitted();
  story.on("2026-11-24T10:00:00+07:00").given(national_admin(), verified_for("kota-35.78"));
  story.on("2026-12-02T00:00:00+07:00").given(timer(), DeadlineReached{DeadlineKind::follow_up});
  story.on("2026-12-03T11:30:00+07:00").given(officer_of("kota-35.78"), PostFollowUp{"Lubang ditambal.", {}});
  story.on("2026-12-18T00:00:30+07:00").given(timer(), DeadlineReached{DeadlineKind::auto_close});
  return story;
}

/// As it is read from a log: nobody knows who reported.
std::vector<PlacedFacts> read_without_keys(const Scenario& story) {
  auto history = story.history();
  for (PlacedFacts& placed : history)
    if (is_person_sealed(placed.facts.by.role)) placed.facts.by.person.reset();
  return history;
}

std::string golden(const std::string& name) {
  return read_file(std::string(LAPOR_SOURCE_DIR) + "/tests/tools/golden/" + name);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(audit_explain)

BOOST_AUTO_TEST_CASE(a_life_reads_as_it_always_read) {
  BOOST_TEST(audit::life_page(read_without_keys(eventful()), RulebookHistory{rules()}) == golden("life.txt"));
}

BOOST_AUTO_TEST_CASE(a_record_against_the_rules_is_marked) {
  auto history = eventful().history();
  deadline_in(history.at(3).facts.events.front())->due += std::chrono::days{1};
  const auto page = audit::life_page(history, RulebookHistory{rules()});
  BOOST_TEST(page.find("AGAINST THE RULES: auto_close is due") != std::string::npos, page);
  BOOST_TEST(page.find("the record says") != std::string::npos, page);
}

BOOST_AUTO_TEST_CASE(a_report_is_found_in_an_export_and_an_unknown_one_is_told) {
  const TemporaryFolder folder;
  audit::samples::export_to(folder / "export", audit::samples::honest_log());
  auto reader = audit::ExportReader::open(folder / "export");
  BOOST_TEST_REQUIRE(reader.has_value());
  const auto page = audit::explain(*reader, ReportId{1'000'007}, decode_facts, audit::samples::rules());
  BOOST_TEST_REQUIRE(page.has_value());
  BOOST_TEST(page->starts_with("Report 1000007: "));
  BOOST_TEST(page->find("AGAINST") == std::string::npos, *page);
  const auto none = audit::explain(*reader, ReportId{1'000'999}, decode_facts, audit::samples::rules());
  BOOST_TEST_REQUIRE(!none.has_value());
  BOOST_TEST(none.error() == "there is no report 1000999 here");
}

BOOST_AUTO_TEST_SUITE_END()
