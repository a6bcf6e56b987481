#include <random>

#include "api/views/reports_view.hpp"
#include "api/views/row_store.hpp"
#include "reports_view_fixture.hpp"

using namespace lapor;
using namespace lapor::api;
using namespace lapor::api::testing;

namespace {

constexpr std::uint32_t seed = 20261126;

}  // namespace

BOOST_FIXTURE_TEST_SUITE(reports_view_folding, HistoryFixture)

BOOST_AUTO_TEST_CASE(gathering_with_random_kills_gives_what_one_fold_gives) {
  const std::string expected = dump_of_one_fold();
  std::mt19937 dice{seed};
  for (int run = 0; run < 20; ++run) {
    storage::MemoryViews rows;
    auto view = open(rows);
    for (int kills = 0; view->gathered() < journal.last_position();) {
      const auto records = journal.read(next(view->gathered()), 1 + dice() % 7);
      const bool settles = dice() % 4 == 0;
      BOOST_REQUIRE((settles ? view->fold(*records) : view->gather(*records)).has_value());
      if (settles) BOOST_TEST((view->checkpoint() == view->gathered()));
      if (kills > 10 || dice() % 5 != 0) continue;
      ++kills;
      view.reset();
      rows.lose_last(dice() % 3);
      view = open(rows);
    }
    BOOST_REQUIRE(view->fold({}).has_value());
    BOOST_TEST((dump(*view) == expected), "run " << run << ", seed " << seed);
  }
}

BOOST_AUTO_TEST_CASE(gathering_that_meets_a_bad_record_goes_back_and_comes_up_to_it) {
  while (number(journal.last_position()) < 400) submit();
  auto records = *journal.read(Position{1}, 400);
  records[350].bytes.resize(7);
  storage::MemoryViews rows;
  const auto view = open(rows);
  BOOST_TEST(view->gather(records).has_value());
  BOOST_TEST(number(view->gathered()) == 0u);
  const auto folded = view->gather(records);
  BOOST_TEST_REQUIRE(!folded.has_value());
  BOOST_TEST(number(folded.error().position) == 351u);
  BOOST_TEST(number(view->checkpoint()) == 350u);
}

BOOST_AUTO_TEST_CASE(gathering_on_two_threads_gives_what_one_fold_gives) {
  while (number(journal.last_position()) < 600) closed();
  storage::MemoryViews whole_rows;
  const auto whole = open(whole_rows);
  while (fold(*whole, 10)) {
  }
  storage::MemoryViews rows;
  const auto view = open(rows);
  while (view->gathered() < journal.last_position())
    BOOST_REQUIRE(view->gather(*journal.read(next(view->gathered()), 300)).has_value());
  BOOST_REQUIRE(view->fold({}).has_value());
  BOOST_TEST((dump(*view) == dump(*whole)));
}

BOOST_AUTO_TEST_CASE(a_record_that_cannot_be_read_is_named_and_what_stands_before_it_is_folded) {
  storage::MemoryViews up_to_four_rows;
  const auto up_to_four = open(up_to_four_rows);
  BOOST_TEST(fold(*up_to_four, 4));
  auto records = *journal.read(Position{1}, 10);
  records[4].bytes.resize(7);
  storage::MemoryViews rows;
  const auto view = open(rows);
  const auto folded = view->fold(records);
  BOOST_TEST_REQUIRE(!folded.has_value());
  BOOST_TEST(number(folded.error().position) == 5u);
  BOOST_TEST(folded.error().what.find("record 5 cannot be read") != std::string::npos);
  BOOST_TEST(number(view->checkpoint()) == 4u);
  BOOST_TEST(rows.scan("r", "", 10)->size() == up_to_four_rows.scan("r", "", 10)->size());
}

BOOST_AUTO_TEST_CASE(a_new_report_whose_first_record_cannot_be_read_leaves_no_row) {
  storage::MemoryViews rows;
  const auto view = open(rows);
  auto records = *journal.read(Position{1}, 1);
  records[0].bytes[records[0].bytes.size() - 16] ^= std::byte{1};  // in the sealed part
  BOOST_TEST(!view->fold(records).has_value());
  BOOST_TEST(number(view->checkpoint()) == 0u);
  BOOST_TEST(rows.scan("", "", 10)->empty());
}

BOOST_AUTO_TEST_CASE(rows_that_cannot_be_written_stop_the_view_and_leave_the_index_as_it_was) {
  storage::MemoryViews rows;
  const auto view = open(rows);
  rows.fail_writes({storage::ErrorCode::disk_full, "No space."});
  const auto folded = view->fold(*journal.read(Position{1}, 10));
  BOOST_TEST_REQUIRE(!folded.has_value());
  BOOST_TEST(folded.error().what == "No space.");
  BOOST_TEST(view->list({}, {{Role::national_admin, std::nullopt, ""}, "x"})->total == 0u);
}

BOOST_AUTO_TEST_CASE(nobody_reads_a_view_that_is_not_yet_where_the_journal_was_when_it_was_loaded) {
  storage::MemoryViews rows;
  auto view = open(rows);
  BOOST_TEST(!view->is_readable());
  BOOST_TEST(fold(*view, number(journal.last_position()) - 1));
  BOOST_TEST(!view->is_readable());
  BOOST_TEST(fold(*view, 1));
  BOOST_TEST(view->is_readable());
  submit();
  BOOST_TEST(view->is_readable(), "what comes later is only late");
  view = open(rows);
  BOOST_TEST(!view->is_readable());
}

BOOST_AUTO_TEST_CASE(an_erasure_cut_short_is_finished_at_the_next_start) {
  storage::MemoryViews rows;
  auto view = open(rows);
  while (fold(*view, 1'000)) {
  }
  view.reset();
  RowStore store{std::shared_ptr<storage::Views>(std::shared_ptr<void>{}, &rows), vault};
  BOOST_TEST(store.write({RowStore::erased(ReportId{std::stoull(erased)})}).has_value());
  const int forgotten = rows.forgotten();
  view = open(rows);
  BOOST_TEST(rows.forgotten() == forgotten + 1);
  BOOST_TEST(store.unforgotten()->empty());
}

BOOST_AUTO_TEST_CASE(a_view_that_another_is_put_in_place_of_reads_and_goes_on_like_it) {
  storage::MemoryViews old_rows;
  const auto view = open(old_rows);
  BOOST_TEST(fold(*view, 1'000));
  const std::string expected = dump(*view);
  storage::MemoryViews new_rows;
  const auto made = open(new_rows);
  BOOST_TEST(fold(*made, 7));
  auto taken = view->take_over(*made);
  BOOST_TEST(view->has_deferred());
  BOOST_TEST(view->do_deferred().has_value());
  BOOST_TEST((taken.get().end == ReportsView::TakeOver::End::done));
  BOOST_TEST((dump(*view) == expected));
  BOOST_TEST(view->is_readable());
  BOOST_TEST(found(*view, "lubang") > 0u);
  const std::size_t old_size = old_rows.scan("r", "", 1'000)->size();
  submit_and_verify();
  while (fold(*view, 1)) {
  }
  BOOST_TEST(old_rows.scan("r", "", 1'000)->size() == old_size);
  BOOST_TEST(new_rows.scan("r", "", 1'000)->size() == old_size + 1);
}

BOOST_AUTO_TEST_CASE(a_view_keeps_what_it_has_when_the_other_cannot_be_folded) {
  storage::MemoryViews old_rows;
  const auto view = open(old_rows);
  BOOST_TEST(fold(*view, 1'000));
  const std::string expected = dump(*view);
  storage::MemoryViews new_rows;
  const auto made = open(new_rows);
  new_rows.fail_writes({storage::ErrorCode::disk_full, "No space."});
  auto taken = view->take_over(*made);
  BOOST_TEST(view->do_deferred().has_value());
  const auto ended = taken.get();
  BOOST_TEST((ended.end == ReportsView::TakeOver::End::failed));
  BOOST_TEST(ended.what == "No space.");
  BOOST_TEST((dump(*view) == expected));
}

BOOST_AUTO_TEST_SUITE_END()
