#include <signal.h>

#include <boost/json/value.hpp>
#include <boost/test/unit_test.hpp>

#include "tests/tools/program.hpp"

namespace {

using namespace lapor::tests;

bool contains(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

/// A file of `count` different rows, the addressees of every fourth of which mean no institution.
void write_rows(const TemporaryFolder& folder, int count) {
  std::string csv = "tracking_id,title,addressee,text\n";
  for (int i = 1; i <= count; ++i) {
    const std::string number = std::to_string(i);
    csv +=
        number + ",Lampu " + number + (i % 4 == 0 ? ",Dinas Perhubungan" : ",Pemkot Surabaya") + ",\"Mati, gelap\"\n";
  }
  write_file(folder / "rows.csv", csv);
}

std::vector<std::string> import(const TemporaryFolder& folder, const std::string& url,
                                std::vector<std::string> further = {}) {
  std::vector<std::string> arguments{"import",   folder / "rows.csv",         "--server",      url,
                                     "--tokens", folder / "data/tokens.json", "--occurred-on", "2026-01-05"};
  arguments.insert(arguments.end(), further.begin(), further.end());
  return arguments;
}

std::string counts(int accepted, int repeated) {
  return "import: accepted " + std::to_string(accepted) + ", repeated " + std::to_string(repeated) +
         ", refused 0, not sent 0;";
}

/// How many reports the data folder holds now.
int reports_in(const TemporaryFolder& folder) {
  const auto replay = run(folder, {"replay", "--data", folder / "data"});
  BOOST_TEST_REQUIRE(replay.status == 0, replay.errors);
  const std::string mark = "reports: ";
  return std::stoi(replay.output.substr(replay.output.find(mark) + mark.size()));
}

/// Folds the journal offline: how many reports there really are.
void expect_reports(const TemporaryFolder& folder, int count) {
  const auto replay = run(folder, {"replay", "--data", folder / "data"});
  BOOST_TEST(replay.status == 0, replay.errors);
  BOOST_TEST(contains(replay.output, "reports: " + std::to_string(count) + '\n'), replay.output);
  const int records = count + 1;  // the log's keys are told before everything else
  BOOST_TEST(contains(replay.output, "records: " + std::to_string(records) + " in "), replay.output);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(e2e_import)

BOOST_AUTO_TEST_CASE(a_server_that_is_killed_in_the_middle_has_each_row_once_in_the_end) {
  const TemporaryFolder folder;
  constexpr int rows = 4'000;
  write_rows(folder, rows);
  Server first(folder);
  Program importer(folder, import(folder, first.url(), {"--connections", "8"}));
  BOOST_TEST_REQUIRE(importer.read_until("import: 200 of 4000").has_value(), importer.errors());
  first.kill();
  BOOST_TEST(reports_in(folder) >= 200);
  BOOST_TEST(reports_in(folder) < rows);
  Server second(folder, first.port());
  const auto summary = importer.read_until("import: accepted");
  BOOST_TEST(importer.wait() == 0, importer.errors());
  BOOST_TEST_REQUIRE(summary.has_value());
  BOOST_TEST(contains(*summary, counts(rows, 0)), *summary);
  BOOST_TEST(contains(*summary, "unmatched addressees 1000 of 4000"), *summary);

  const auto again = run(folder, import(folder, second.url()));
  BOOST_TEST(again.status == 0);
  BOOST_TEST(contains(again.output, counts(0, rows)), again.output);
  BOOST_TEST(second.stop() == 0);
  expect_reports(folder, rows);
}

BOOST_AUTO_TEST_CASE(an_import_that_is_killed_goes_on_where_it_stopped) {
  const TemporaryFolder folder;
  constexpr int rows = 2'000;
  write_rows(folder, rows);
  Server server(folder);
  Program killed(folder, import(folder, server.url()));
  BOOST_TEST_REQUIRE(killed.read_until("import: 100 of 2000").has_value(), killed.errors());
  killed.signal(SIGKILL);
  BOOST_TEST(killed.wait() == -SIGKILL);
  BOOST_TEST(reports_in(folder) < rows);
  const auto again = run(folder, import(folder, server.url()));
  BOOST_TEST(again.status == 0);
  BOOST_TEST(contains(again.output, "refused 0, not sent 0"), again.output);
  expect_reports(folder, rows);
}

BOOST_AUTO_TEST_CASE(refused_rows_are_listed_by_line_with_the_reason) {
  const TemporaryFolder folder;
  Server server(folder);
  write_file(folder / "rows.csv",
             "title,text,occurred_on\nA,b,\n,no title,\nC,d,2999-01-01\nE,\"f\n\ng\",\nH,i,never\n");
  const auto done = run(folder, import(folder, server.url(), {"--refused", folder / "refused.csv"}));
  BOOST_TEST(done.status == 1);
  BOOST_TEST(contains(done.output, "accepted 2, repeated 0, refused 3, not sent 0"), done.output);
  const std::string refused = read_file(folder / "refused.csv");
  BOOST_TEST(refused.starts_with("line,tracking_id,status,reason\n3,"), refused);
  BOOST_TEST(contains(refused, "title"), refused);
  BOOST_TEST(contains(refused, "\n4,"), refused);
  BOOST_TEST(contains(refused, "\n8,"), refused);
  BOOST_TEST(contains(done.errors, "rows.csv:3: refused"), done.errors);
}

BOOST_AUTO_TEST_CASE(rows_of_the_same_content_are_one_report) {
  const TemporaryFolder folder;
  Server server(folder);
  write_file(folder / "rows.csv", "title,text\nA,b\nA,b\nC,d\n");
  const auto done = run(folder, import(folder, server.url(), {"--connections", "1"}));
  BOOST_TEST(contains(done.output, counts(2, 1)), done.output);
  expect_reports(folder, 2);
}

BOOST_AUTO_TEST_CASE(a_caller_whom_the_service_does_not_know_stops_at_once) {
  const TemporaryFolder folder;
  write_rows(folder, 50);
  Server server(folder);
  const auto done = run(folder, import(folder, server.url(), {"--token", "nobody"}));
  BOOST_TEST(done.status == 2);
  BOOST_TEST(contains(done.output, "accepted 0"), done.output);
  expect_reports(folder, 0);
}

BOOST_AUTO_TEST_CASE(a_service_that_is_not_there_is_given_up_after_the_patience) {
  const TemporaryFolder folder;
  write_rows(folder, 3);
  std::uint16_t port = 0;
  {
    Server server(folder);
    port = server.port();
  }
  const auto done = run(folder, import(folder, "http://127.0.0.1:" + std::to_string(port), {"--patience", "1"}));
  BOOST_TEST(done.status == 2);
  BOOST_TEST(contains(done.errors, "does not answer"), done.errors);
}

BOOST_AUTO_TEST_SUITE_END()
