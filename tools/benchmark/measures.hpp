#pragma once

#include <filesystem>
#include <string>

#include "events/directory.hpp"
#include "storage/vault.hpp"

/// One function for each figure that the project promises; each prints its rows with the ceiling of the same run.
namespace lapor::benchmark {

/// One row of the table: the figure, its unit, the goal, and whether the goal is met.
void print_head();
void print_row(const std::string& what, double value, const std::string& unit, const std::string& goal, bool met);
void print_ceiling(const std::string& what, double value, const std::string& unit);

/// Everything that the measures share.
struct Bench {
  const Rulebook& rules;
  const storage::Vault& vault;
  double seconds{5};                 // length of each load run
  std::uint64_t million{1'000'000};  // reports in the big journal
  std::filesystem::path country{};   // a folder that `lapor demo` filled with `million`; empty: a new one
};

void measure_submissions(const Bench& bench);
void measure_http_alone(const Bench& bench);
void measure_journal_alone(const Bench& bench);
void measure_identity(const Bench& bench);
void measure_residents(const Bench& bench);
/// Fills a journal with `bench.million` reports, then: replay and fold, readiness, arming.
void measure_big_journal(const Bench& bench);
/// A country of `bench.million` invented reports: its views made anew, then pages, lists, figures, searches and maps,
/// and how fast what is filed is seen.
void measure_views(const Bench& bench);
/// Of these the last one alone.
void measure_sight(const Bench& bench);
/// What it costs to keep a log that can be proven, and to prove a record of ten for each of `bench.million`.
void measure_log(const Bench& bench);
/// What auditors read of a country of 20,000 reports, or of `bench.country`.
void measure_audit(const Bench& bench);
/// An export of such a country, written and verified.
void measure_verify(const Bench& bench);

}  // namespace lapor::benchmark
