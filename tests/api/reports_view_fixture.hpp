#pragma once

#include <memory>
#include <string>
#include <vector>

#include "service_fixture.hpp"

namespace lapor::api::testing {

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
    auto view = std::make_unique<ReportsView>(store_of(rows, words), journal, vault, rulebooks);
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

  /// What a view folded in one go tells.
  std::string dump_of_one_fold() {
    storage::MemoryViews rows;
    const auto whole = open(rows);
    while (fold(*whole, 1'000)) {
    }
    return dump(*whole);
  }

  static ReportId next_report(ReportId id) { return ReportId{number(id) + 1}; }

  std::string erased;
  std::vector<std::unique_ptr<storage::TextIndex>> indexes;  // one for each opened view
};

}  // namespace lapor::api::testing
