#include "tools/replay.hpp"

#include <boost/test/unit_test.hpp>
#include <sstream>

#include "storage/memory_journal.hpp"

namespace {

using namespace lapor;

const ReportId first_report{1'000'001};

storage::Vault vault() {
  return storage::Vault(storage::Key(std::array<unsigned char, 32>{1}));
}

Instant at(const char* text) {
  return *parse_rfc3339(text);
}

Record submitted(ReportId report) {
  ReportSubmitted event;
  event.title = "Lampu mati";
  event.text = "Gelap";
  event.occurred_on = *parse_iso_date("2026-03-12");
  event.deadline = {DeadlineKind::verification, at("2026-03-26T00:00:00+07:00"), false};
  return {stream_of(report),
          Version{1},
          at("2026-03-13T09:00:00+07:00"),
          {Role::reporter, PersonId{7}, ""},
          Channel::web,
          "r",
          {event}};
}

Record held(ReportId report) {
  ReportHeld event;
  event.question = "Di mana?";
  event.deadline = {DeadlineKind::completion, at("2026-04-07T00:00:00+07:00"), false};
  return {stream_of(report),
          Version{2},
          at("2026-03-16T09:00:00+07:00"),
          {Role::national_admin, PersonId{8}, ""},
          Channel::api,
          "h",
          {event}};
}

void append(storage::Journal& journal, Stream stream, Version expected, Bytes bytes, std::optional<Bytes> wrapped_key) {
  storage::Append append;
  append.stream = stream;
  append.expected = expected;
  append.record = std::move(bytes);
  append.wrapped_key = std::move(wrapped_key);
  journal.append(std::move(append), [](storage::AppendResult result) { BOOST_TEST_REQUIRE(result.has_value()); });
}

/// One report that was submitted and held.
void fill(storage::Journal& journal) {
  const storage::Vault keys = vault();
  const storage::Key data_key = keys.new_data_key();
  const Stream stream = stream_of(first_report);
  const Seal seal = storage::seal_with(data_key);
  append(journal, stream, Version{0}, encode(submitted(first_report), seal), keys.wrap(data_key, stream));
  append(journal, stream, Version{1}, encode(held(first_report), seal), std::nullopt);
}

bool contains(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

std::string history(storage::Journal& journal, const storage::Vault* key, std::optional<Instant> until) {
  std::ostringstream out;
  BOOST_TEST(tools::replay_report(journal, key, first_report, until, out));
  return out.str();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(replay)

BOOST_AUTO_TEST_CASE(all_reports_are_counted_by_state) {
  storage::MemoryJournal journal;
  fill(journal);
  append(journal, stream_of(ReportId{1'000'002}), Version{0},
         encode(submitted(ReportId{1'000'002}), storage::seal_with(vault().new_data_key())), std::nullopt);
  std::ostringstream out;
  BOOST_TEST(tools::replay_all(journal, std::nullopt, out));
  BOOST_TEST(contains(out.str(), "awaiting_verification: 1\non_hold: 1\nreports: 2\nrecords: 3 in "), out.str());
  BOOST_TEST(contains(out.str(), " over 3 records\n"), out.str());
}

BOOST_AUTO_TEST_CASE(an_empty_journal_has_no_reports) {
  const storage::MemoryJournal journal;
  std::ostringstream out;
  BOOST_TEST(tools::replay_all(journal, std::nullopt, out));
  BOOST_TEST(contains(out.str(), "reports: 0\n"), out.str());
}

BOOST_AUTO_TEST_CASE(what_came_after_the_instant_is_left_out) {
  storage::MemoryJournal journal;
  fill(journal);
  std::ostringstream out;
  BOOST_TEST(tools::replay_all(journal, at("2026-03-16T08:59:59+07:00"), out));
  BOOST_TEST(contains(out.str(), "awaiting_verification: 1\nreports: 1\n"), out.str());
  BOOST_TEST(contains(history(journal, nullptr, at("2026-03-16T08:59:59+07:00")), "version 1: awaiting_verification"));
  BOOST_TEST(contains(history(journal, nullptr, at("2026-03-16T09:00:00+07:00")), "version 2: on_hold"));
}

BOOST_AUTO_TEST_CASE(a_report_before_its_time_is_told_to_be_none) {
  storage::MemoryJournal journal;
  fill(journal);
  std::ostringstream out;
  BOOST_TEST(!tools::replay_report(journal, nullptr, ReportId{1'000'001}, at("2020-01-01T00:00:00+07:00"), out));
  BOOST_TEST(!contains(out.str(), "report 0"));
}

BOOST_AUTO_TEST_CASE(texts_are_shown_only_with_the_master_key) {
  storage::MemoryJournal journal;
  fill(journal);
  const storage::Vault keys = vault();
  BOOST_TEST(contains(history(journal, &keys, std::nullopt), "title \"Lampu mati\""));
  BOOST_TEST(contains(history(journal, &keys, std::nullopt), "question \"Di mana?\""));
  const std::string facts = history(journal, nullptr, std::nullopt);
  BOOST_TEST(!contains(facts, "Lampu"));
  BOOST_TEST(!contains(facts, "Di mana"));
  BOOST_TEST(contains(facts, "report_held: because incomplete, completion due 2026-04-07T00:00:00+07:00"));
}

BOOST_AUTO_TEST_CASE(another_master_key_opens_nothing) {
  storage::MemoryJournal journal;
  fill(journal);
  const storage::Vault other(storage::Key(std::array<unsigned char, 32>{2}));
  std::ostringstream out;
  BOOST_TEST(!tools::replay_report(journal, &other, first_report, std::nullopt, out));
  BOOST_TEST(out.str() == "");
}

BOOST_AUTO_TEST_CASE(a_corrupt_record_stops_the_fold) {
  storage::MemoryJournal journal;
  fill(journal);
  append(journal, stream_of(ReportId{1'000'002}), Version{0}, Bytes(24, std::byte{0x5a}), std::nullopt);
  std::ostringstream out;
  BOOST_TEST(!tools::replay_all(journal, std::nullopt, out));
  BOOST_TEST(out.str() == "");
}

BOOST_AUTO_TEST_CASE(an_unknown_report_has_no_history) {
  storage::MemoryJournal journal;
  fill(journal);
  std::ostringstream out;
  BOOST_TEST(!tools::replay_report(journal, nullptr, ReportId{1'000'009}, std::nullopt, out));
}

BOOST_AUTO_TEST_SUITE_END()
