#include <atomic>
#include <chrono>
#include <semaphore>

#include "storage/rocks_journal.hpp"
#include "storage/rocks_options.hpp"
#include "tools/benchmark/load.hpp"
#include "tools/benchmark/measures.hpp"
#include "tools/benchmark/program.hpp"
#include "tools/benchmark/sample.hpp"

namespace lapor::benchmark {
namespace {

constexpr std::size_t prepared = 100'000;

/// Appends prepared records with `under_way` of them unanswered at any time; records a second.
double appended_per_second(storage::Journal& journal, std::vector<storage::Append> appends, std::ptrdiff_t under_way) {
  std::counting_semaphore<> free(under_way);
  std::atomic<std::size_t> failed{0};
  const auto begin = std::chrono::steady_clock::now();
  for (auto& append : appends) {
    free.acquire();
    journal.append(std::move(append), [&](storage::AppendResult result) {
      if (!result) ++failed;
      free.release();
    });
  }
  for (std::ptrdiff_t i = 0; i < under_way; ++i) free.acquire();
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
  if (failed > 0) give_up("the journal refused records of the measure");
  return static_cast<double>(prepared) / took.count();
}

std::vector<storage::Append> prepare(const Bench& bench, std::uint64_t first) {
  const auto now = *parse_rfc3339("2026-11-20T09:00:00+07:00");
  std::vector<storage::Append> appends;
  appends.reserve(prepared);
  for (std::uint64_t i = 0; i < prepared; ++i)
    appends.push_back(sample_submission(ReportId{first + i}, bench.rules, bench.vault, now));
  return appends;
}

}  // namespace

void measure_journal_alone(const Bench& bench) {
  const TemporaryFolder folder;
  storage::RocksOptions options;
  options.path = folder.path() / "journal";
  options.vault = &bench.vault;
  auto journal = storage::RocksJournal::open(options);
  if (!journal) give_up(journal.error().what);
  auto appends = prepare(bench, 1'000'001);
  print_ceiling("journal writer alone, 64 under way", appended_per_second(**journal, std::move(appends), 64),
                "records/s");
  appends = prepare(bench, 2'000'001);
  print_ceiling("journal writer alone, 4096 under way", appended_per_second(**journal, std::move(appends), 4'096),
                "records/s");
  (*journal)->stop();
}

}  // namespace lapor::benchmark
