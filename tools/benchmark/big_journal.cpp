#include <chrono>
#include <cstdio>
#include <semaphore>
#include <thread>
#include <unordered_map>

#include "events/evolve.hpp"
#include "storage/data_folder.hpp"
#include "storage/rocks_journal.hpp"
#include "storage/rocks_options.hpp"
#include "tools/benchmark/load.hpp"
#include "tools/benchmark/measures.hpp"
#include "tools/benchmark/program.hpp"
#include "tools/benchmark/sample.hpp"

namespace lapor::benchmark {
namespace {

using SteadyClock = std::chrono::steady_clock;

double seconds_since(SteadyClock::time_point begin) {
  return std::chrono::duration<double>(SteadyClock::now() - begin).count();
}

std::unique_ptr<storage::Journal> open_journal(const std::filesystem::path& data, const storage::Vault* vault,
                                               bool read_only) {
  storage::RocksOptions options;
  options.path = data / "journal";
  options.vault = vault;
  options.read_only = read_only;
  auto journal = storage::RocksJournal::open(options);
  if (!journal) give_up(journal.error().what);
  return std::move(*journal);
}

constexpr std::uint64_t overdue = 100;

/// As many submitted reports, each with its pending verification deadline: a few overdue, the others far from it.
void fill(storage::Journal& journal, const Bench& bench, const storage::Vault& vault) {
  const auto past = *parse_rfc3339("2026-01-20T09:00:00+07:00");
  const auto future = *parse_rfc3339("2099-11-20T09:00:00+07:00");
  constexpr std::ptrdiff_t under_way = 4'096;
  std::counting_semaphore<> free(under_way);
  for (std::uint64_t i = 1; i <= bench.million; ++i) {
    free.acquire();
    const Instant now = i <= overdue ? past : future;
    journal.append(sample_submission(ReportId{number(before_first_report) + i}, bench.rules, vault, now),
                   [&](storage::AppendResult result) {
                     if (!result) give_up("the journal refused a record while it was filled");
                     free.release();
                   });
  }
  for (std::ptrdiff_t i = 0; i < under_way; ++i) free.acquire();
}

/// Reads every record and folds it into its report's state, without opening sealed text.
void measure_replay(const std::filesystem::path& data) {
  const auto journal = open_journal(data, nullptr, true);
  std::unordered_map<std::uint64_t, ReportState> states;
  states.reserve(number(journal->last_position()));
  const auto begin = SteadyClock::now();
  std::uint64_t count = 0;
  for (Position from{1};; from = Position{count + 1}) {
    const auto page = journal->read(from, 4'096);
    if (!page) give_up(page.error().what);
    if (page->empty()) break;
    for (const auto& stored : *page) {
      const auto record = decode_facts(stored.bytes);
      if (!record) give_up(record.error().what);
      auto& state = states[record->stream.id];
      state = evolve(std::move(state), *record);
      ++count;
    }
  }
  const double rate = static_cast<double>(count) / seconds_since(begin);
  print_row("records replayed and folded, one thread", rate, "/s", ">= 400000", rate >= 400'000);
}

double metric(const std::string& metrics, const std::string& name) {
  const auto line = metrics.find("\n" + name + " ");
  return line == std::string::npos ? -1 : std::stod(metrics.substr(line + name.size() + 2));
}

void measure_start(const std::filesystem::path& data, const Bench& bench) {
  const ServerProgram server(data, {});
  const double ready = server.ready_after().count();
  const std::string reports = std::to_string(bench.million);
  print_row("ready with " + reports + " reports in the journal", ready, "s", "< 2", ready < 2);
  const auto alarms_read = [&] { return metric(get(server.port(), "/metrics"), "lapor_alarms_read_total"); };
  while (alarms_read() < overdue) std::this_thread::sleep_for(std::chrono::milliseconds{20});
  const double read = alarms_read();
  print_row("alarms read at that start, 100 of " + reports + " due", read, "alarms", "< 10000", read < 10'000);
  const double resident = static_cast<double>(server.resident_bytes()) / 1e6;
  print_row("resident memory after that start", resident, "MB", "-", true);
}

/// The lists' view made from nothing, as after a rebuild, while the server serves.
void measure_folding(const ServerProgram& server, const Bench& bench) {
  const std::string position = "lapor_projection_position{projection=\"reports\"}";
  const auto folded = [&] { return metric(get(server.port(), "/metrics"), position); };
  const auto begin = SteadyClock::now();
  const double before = folded();
  while (folded() < static_cast<double>(bench.million)) std::this_thread::sleep_for(std::chrono::milliseconds{20});
  const double rate = (static_cast<double>(bench.million) - before) / seconds_since(begin);
  print_row("records folded into the view of reports", rate, "/s", ">= 100000", rate >= 100'000);
}

void measure_list(const ServerProgram& server, const std::filesystem::path& data, const std::string& what,
                  const std::string& query) {
  const std::string request = "GET /v1/reports?" + query + " HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer " +
                              token_of(data, "national_admin") + "\r\n\r\n";
  const auto load = run_load({.port = server.port(), .connections = 1, .request = request});
  if (load.not_success > 0) give_up("a list was refused: " + query);
  print_row(what + ": p99", load.p99_ms, "ms", "< 5", load.p99_ms < 5);
}

/// All reports are of one city and one category here: what varies is how many there are.
void measure_lists(const std::filesystem::path& data, const Bench& bench) {
  const ServerProgram server(data, {"--dev-tokens"});
  measure_folding(server, bench);
  measure_list(server, data, "list of 20 of all reports", "limit=20");
  measure_list(server, data, "list of 20 with three facets", "limit=20&facets=state,institution,category");
  measure_list(server, data, "list of 20 by due instant, two conditions, three facets",
               "limit=20&sort=due&state=awaiting_verification&institution=kota-35.78&facets=state,category,channel");
  const double resident = static_cast<double>(server.resident_bytes()) / 1e6;
  print_row("resident memory with that view", resident, "MB", "< 1500", resident < 1'500);
}

/// From the process's start to the first list: the index is filled from the rows.
void measure_next_start(const std::filesystem::path& data) {
  const auto begin = SteadyClock::now();
  const ServerProgram server(data, {"--dev-tokens"});
  while (get(server.port(), "/readyz").find("\"ready\":true") == std::string::npos)
    std::this_thread::sleep_for(std::chrono::milliseconds{20});
  print_row("lists ready at the next start", seconds_since(begin), "s", "-", true);
}

}  // namespace

void measure_big_journal(const Bench& bench) {
  const TemporaryFolder folder;
  const auto data = folder.path() / "data";
  const auto vault = storage::open_vault_for(data, "");
  if (!vault) give_up(vault.error().what);
  {
    const auto journal = open_journal(data, &*vault, false);
    const auto begin = SteadyClock::now();
    fill(*journal, bench, *vault);
    std::fprintf(stderr, "filled a journal with %llu reports in %.1f s\n",
                 static_cast<unsigned long long>(bench.million), seconds_since(begin));
    journal->stop();
  }
  measure_replay(data);
  measure_start(data, bench);
  measure_lists(data, bench);
  measure_next_start(data);
}

}  // namespace lapor::benchmark
