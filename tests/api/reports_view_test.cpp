#include "api/views/reports_view.hpp"

#include <random>

#include "reports_view_fixture.hpp"

using namespace lapor;
using namespace lapor::api;
using namespace lapor::api::testing;

namespace {

constexpr std::uint32_t seed = 20261125;

}  // namespace

BOOST_FIXTURE_TEST_SUITE(reports_view, HistoryFixture)

BOOST_AUTO_TEST_CASE(portions_of_any_size_and_random_kills_give_what_one_fold_gives) {
  const std::string expected = dump_of_one_fold();
  std::mt19937 dice{seed};
  for (int run = 0; run < 20; ++run) {
    storage::MemoryViews rows;
    auto view = open(rows);
    for (int kills = 0; fold(*view, 1 + dice() % 7);) {
      if (kills > 10 || dice() % 3 != 0) continue;
      ++kills;
      view.reset();
      rows.lose_last(dice() % 5);
      view = open(rows);
    }
    BOOST_TEST((dump(*view) == expected), "run " << run << ", seed " << seed);
  }
}

BOOST_AUTO_TEST_CASE(a_folded_record_is_not_folded_again_after_a_restart) {
  storage::MemoryViews rows;
  auto view = open(rows);
  while (fold(*view, 5)) {
  }
  const std::string before = dump(*view);
  view = open(rows);
  BOOST_TEST(!fold(*view, 5));
  BOOST_TEST((dump(*view) == before));
}

BOOST_AUTO_TEST_CASE(an_erasure_takes_the_texts_out_of_the_row) {
  storage::MemoryViews rows;
  const auto view = open(rows);
  while (fold(*view, 1'000)) {
  }
  const auto row = view->row(ReportId{std::stoull(erased)});
  BOOST_TEST_REQUIRE(row->has_value());
  BOOST_TEST((*row)->state.erased);
  BOOST_TEST((*row)->page.original.title == "");
  BOOST_TEST((*row)->page.original.text == "");
  BOOST_TEST((*row)->page.title == "");
  BOOST_TEST((*row)->page.public_text == "");
  BOOST_TEST(!(*row)->state.reporter.has_value());
  BOOST_TEST((*row)->page.category == "perhubungan/jalan");
}

BOOST_AUTO_TEST_CASE(words_whose_index_was_not_yet_durable_are_indexed_again) {
  storage::MemoryViews rows;
  storage::TextIndex& older = *indexes.emplace_back(storage::TextIndex::in_memory());
  fold(*open(rows, older), 5);
  BOOST_TEST(*older.mark() != "");
  std::uint64_t expected = 0;
  {
    const auto view = open(rows);
    while (fold(*view, 7)) {
    }
    expected = found(*view, "lubang");
    BOOST_TEST(expected > 5u);
  }
  const auto view = open(rows, older);
  BOOST_TEST(view->has_deferred());
  BOOST_TEST(found(*view, "lubang") == expected);
}

BOOST_AUTO_TEST_CASE(what_was_put_off_is_done_when_nothing_waits) {
  storage::MemoryViews rows;
  const auto view = open(rows);
  fold(*view, 5);
  BOOST_TEST(view->has_deferred());
  BOOST_TEST(view->do_deferred().has_value());
  BOOST_TEST(!view->has_deferred());
}

BOOST_AUTO_TEST_CASE(changes_of_long_ago_are_read_from_the_journal_and_say_that_they_are_not_all) {
  storage::MemoryViews rows;
  const Principal admin{{Role::national_admin, std::nullopt, ""}, "x"};
  const auto told = [&](const ReportsView& view) {
    std::string all;
    for (Position at{0};;) {
      const auto page = view.changes(at, {}, admin, 3);
      BOOST_REQUIRE(page.has_value());
      for (const auto& change : page->changes) all += std::to_string(number(change.report)) + (change.row ? " " : "- ");
      if (page->up_to == at) return all + (page->is_complete ? "complete" : "not all");
      at = page->up_to;
    }
  };
  std::string recent;
  {
    const auto view = open(rows);
    while (fold(*view, 7)) {
    }
    recent = told(*view);
    BOOST_TEST(recent.ends_with("complete"));
    BOOST_TEST(view->changes({}, {}, admin, 3)->is_complete);
  }
  const auto view = open(rows);
  BOOST_TEST(!view->changes({}, {}, admin, 3)->is_complete);
  BOOST_TEST(told(*view) == recent);
}

BOOST_AUTO_TEST_CASE(no_text_stands_in_clear_in_the_rows) {
  storage::MemoryViews rows;
  const auto view = open(rows);
  while (fold(*view, 1'000)) {
  }
  const auto all = rows.scan("", "", 1'000);
  BOOST_TEST(all->size() > 10u);
  for (const auto& row : *all) {
    BOOST_TEST(row.value.find("Gubeng") == std::string::npos);
    BOOST_TEST(row.value.find("Lubang") == std::string::npos);
    BOOST_TEST(row.value.find("kota-35.78") == std::string::npos);
  }
}

BOOST_AUTO_TEST_CASE(rows_of_another_journal_or_form_are_begun_anew) {
  storage::MemoryViews rows;
  auto view = open(rows);
  while (fold(*view, 1'000)) {
  }
  ServiceFixture other;
  other.submit();
  ReportsView elsewhere(store_of(rows, *other.texts), other.journal, other.vault, rulebooks);
  BOOST_TEST(elsewhere.load().has_value());
  BOOST_TEST(number(elsewhere.checkpoint()) == 0u);
  BOOST_TEST(rows.scan("", "", 10)->empty());
}

BOOST_AUTO_TEST_CASE(a_damaged_row_is_made_again_from_the_journal) {
  storage::MemoryViews rows;
  auto view = open(rows);
  while (fold(*view, 1'000)) {
  }
  const std::string expected = dump(*view);
  const auto first = rows.scan("r", "", 1);
  BOOST_TEST(rows.write({{first->front().key, "damaged"}}).has_value());
  view = open(rows);
  BOOST_TEST(number(view->checkpoint()) == 0u);
  while (fold(*view, 1'000)) {
  }
  BOOST_TEST((dump(*view) == expected));
}

BOOST_AUTO_TEST_SUITE_END()
