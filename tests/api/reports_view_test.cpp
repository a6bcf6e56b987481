#include "api/views/reports_view.hpp"

#include <random>

#include "service_fixture.hpp"

using namespace lapor;
using namespace lapor::api;
using namespace lapor::api::testing;

namespace {

constexpr std::uint32_t seed = 20261125;

/// A journal of many lives, an erasure among them, and views folded from it by hand.
struct HistoryFixture : ServiceFixture {
  HistoryFixture() {
    for (int i = 0; i < 3; ++i) {
      submit(R"(,"place":{"region":"35.78","address":"Jl. Gubeng 1","lat":-7.26,"lng":112.75})");
      closed();
      submit_and_verify(R"(,"confidential":true)");
    }
    erased = submit_and_verify();
    command(erased, "comments", R"({"text":"Di depan rumah saya juga."})", {"reporter_2", {}});
    command(erased, "erasure", R"({"ground":"subject_request"})", {"data_officer", {}});
    command(erased, "follow-ups", R"({"text":"Sudah diperbaiki."})", {"officer:kota-35.78", {}});
  }

  std::unique_ptr<ReportsView> open(storage::Views& rows) {
    return open(rows, *indexes.emplace_back(storage::TextIndex::in_memory()));
  }

  std::unique_ptr<ReportsView> open(storage::Views& rows, storage::TextIndex& words) {
    auto view = std::make_unique<ReportsView>(store_of(rows, words), journal, vault, rules());
    BOOST_REQUIRE(view->load().has_value());
    return view;
  }

  /// Folds up to `records` further records; true while there are more.
  bool fold(ReportsView& view, std::size_t records) {
    const auto next_ones = journal.read(next(view.gathered()), records);
    if (next_ones->empty()) return false;
    BOOST_REQUIRE(view.fold(*next_ones).has_value());
    return true;
  }

  /// Every row, byte for byte, and what the index finds.
  std::string dump(const ReportsView& view) {
    std::string all = std::to_string(number(view.checkpoint()));
    for (auto id = next_report(before_first_report); id <= journal.last_report(); id = next_report(id)) {
      const auto row = view.row(id);
      BOOST_REQUIRE(row.has_value());
      BOOST_REQUIRE(row->has_value());
      const Bytes bytes = encode_row(**row);
      all.append(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    }
    for (const char* role : {"", "reporter", "officer:kota-35.78", "national_admin"}) {
      ListQuery query;
      query.limit = 200;
      for (const auto& [facet, word] : words<Facet>) query.facets.push_back(facet);
      const Principal caller = *role == '\0' ? Principal{} : *tokens.find(token_list.at(role));
      const auto page = view.list(query, caller);
      all += "|" + std::to_string(page->total);
      for (const auto& row : page->rows) all += " " + std::to_string(number(row.state.id));
      for (const auto& [facet, values] : page->facets)
        for (const auto& value : values) all += " " + value.value + ":" + std::to_string(value.reports);
    }
    return all + figures_of(view);
  }

  /// Every count of every member on every day.
  static std::string figures_of(const ReportsView& view) {
    const Period period{*parse_iso_date("2026-11-01"), *parse_iso_date("2026-12-31")};
    return view.read_statistics([&](const Statistics& statistics, Position) {
      std::string all;
      for (const auto& [dimension, word] : words<Dimension>)
        for (const auto& member : statistics.members(Statistics::Scope::all, dimension)) {
          all += "|" + member;
          for (const Tally& tally : statistics.days(Statistics::Scope::all, dimension, member, period)) {
            for (const auto count : tally.counts) all += " " + std::to_string(count);
            all += " " + std::to_string(tally.hours_to_follow_up.quantile(0.5).value_or(-1));
          }
          const Tally sum = statistics.sum(Statistics::Scope::all, dimension, member, period);
          for (const auto count : sum.counts) all += " " + std::to_string(count);
        }
      return all;
    });
  }

  static std::uint64_t found(const ReportsView& view, const char* stem) {
    ListQuery query;
    query.stems = {stem};
    const auto page = view.list(query, {{Role::national_admin, std::nullopt, ""}, "x"});
    BOOST_REQUIRE(page.has_value());
    return page->total;
  }

  static ReportId next_report(ReportId id) { return ReportId{number(id) + 1}; }

  std::string erased;
  std::vector<std::unique_ptr<storage::TextIndex>> indexes;  // one for each opened view
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(reports_view, HistoryFixture)

BOOST_AUTO_TEST_CASE(portions_of_any_size_and_random_kills_give_what_one_fold_gives) {
  storage::MemoryViews whole_rows;
  const auto whole = open(whole_rows);
  while (fold(*whole, 1'000)) {
  }
  const std::string expected = dump(*whole);
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

BOOST_AUTO_TEST_CASE(gathering_with_random_kills_gives_what_one_fold_gives) {
  storage::MemoryViews whole_rows;
  const auto whole = open(whole_rows);
  while (fold(*whole, 1'000)) {
  }
  const std::string expected = dump(*whole);
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
  ReportsView elsewhere(store_of(rows, *other.texts), other.journal, other.vault, rules());
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
  records[0].bytes[records[0].bytes.size() / 2] ^= std::byte{1};
  BOOST_TEST(!view->fold(records).has_value());
  BOOST_TEST(number(view->checkpoint()) == 0u);
  BOOST_TEST(rows.scan("", "", 10)->empty());
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

BOOST_AUTO_TEST_CASE(rows_that_cannot_be_written_stop_the_view_and_leave_the_index_as_it_was) {
  storage::MemoryViews rows;
  const auto view = open(rows);
  rows.fail_writes({storage::ErrorCode::disk_full, "No space."});
  const auto folded = view->fold(*journal.read(Position{1}, 10));
  BOOST_TEST_REQUIRE(!folded.has_value());
  BOOST_TEST(folded.error().what == "No space.");
  BOOST_TEST(view->list({}, {{Role::national_admin, std::nullopt, ""}, "x"})->total == 0u);
}

BOOST_AUTO_TEST_SUITE_END()
