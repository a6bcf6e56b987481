#include <chrono>
#include <random>
#include <semaphore>

#include "api/log_proofs.hpp"
#include "storage/proof/entry_bundle.hpp"
#include "storage/rocks_journal.hpp"
#include "storage/rocks_options.hpp"
#include "tools/benchmark/load.hpp"
#include "tools/benchmark/measures.hpp"
#include "tools/benchmark/program.hpp"
#include "tools/benchmark/sample.hpp"

/// What it costs to keep a log that can be proven, and to prove something from it.
namespace lapor::benchmark {
namespace {

using SteadyClock = std::chrono::steady_clock;

double microseconds_since(SteadyClock::time_point begin) {
  return std::chrono::duration<double, std::micro>(SteadyClock::now() - begin).count();
}

/// For each record: its leaf's hash, the nodes above it, and its share of copying the tree's right edge once a batch.
double tree_time(BytesView record) {
  constexpr int rounds = 200'000;
  constexpr int records_a_batch = 27;  // with 64 connections
  proof::MerkleTree tree;
  proof::MerkleTree published;
  std::vector<proof::Tile> full;
  const auto begin = SteadyClock::now();
  for (int i = 1; i <= rounds; ++i) {
    tree.append(proof::leaf_hash(record), full);
    if (i % records_a_batch != 0) continue;
    published = tree;
    if (published.root() == proof::empty_root()) give_up("a tree without a root");
    full.clear();
  }
  return microseconds_since(begin) / rounds;
}

double signing_time() {
  constexpr int rounds = 2'000;
  const std::vector<proof::SignerKey> keys{proof::SignerKey::make("bench.example/log")};
  std::size_t bytes = 0;
  const auto begin = SteadyClock::now();
  for (int i = 0; i < rounds; ++i)
    bytes += proof::sign_checkpoint({"bench.example/log", static_cast<std::uint64_t>(i), {}}, keys).size();
  if (bytes == 0) give_up("nothing was signed");
  return microseconds_since(begin) / rounds;
}

/// Against all that the server's processors do for one submission while 64 connections file.
void measure_share(const Bench& bench) {
  const TemporaryFolder folder;
  const ServerProgram server(folder.path() / "data", {"--dev-tokens"});
  Load load;
  load.port = server.port();
  load.request = submission_request(token_of(folder.path() / "data", "reporter"));
  load.length = std::chrono::milliseconds{static_cast<int>(bench.seconds * 1000)};
  const double before = server.processor_seconds();
  const auto result = run_load(load);
  const double spent = (server.processor_seconds() - before) * 1e6 /
                       (static_cast<double>(result.answers) * (load.warm_up + load.length) / load.length);
  const Instant now = std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
  const auto append = sample_submission(ReportId{1'000'001}, bench.rules, bench.vault, now);
  const double each = tree_time(append.record) + signing_time() / result.per_second;
  print_ceiling("processor time of the server for one submission", spent, "us");
  print_ceiling("hashing and signing for one record", each, "us");
  print_row("hashing and signing, of the submit path's processor time", 100 * each / spent, "%", "< 5",
            100 * each / spent < 5);
}

/// A journal of ten records a report of `bench.million`; what they say does not matter here.
void fill(storage::Journal& journal, std::uint64_t records) {
  constexpr std::ptrdiff_t under_way = 8'192;
  std::counting_semaphore<> free(under_way);
  for (std::uint64_t i = 1; i <= records; ++i) {
    free.acquire();
    storage::Append append;
    append.stream = {StreamKind::report, number(before_first_report) + i};
    append.record.assign(64, std::byte{0});
    for (std::size_t byte = 0; byte < sizeof i; ++byte) append.record[byte] = std::byte(i >> (8 * byte));
    journal.append(std::move(append), [&](const storage::AppendResult& result) {
      if (!result) give_up("the journal refused a record while it was filled");
      free.release();
    });
  }
  for (std::ptrdiff_t i = 0; i < under_way; ++i) free.acquire();
}

void measure_proofs(const Bench& bench) {
  const TemporaryFolder folder;
  storage::RocksOptions options;
  options.path = folder.path() / "journal";
  options.vault = &bench.vault;
  auto journal = storage::RocksJournal::open(options);
  if (!journal) give_up(journal.error().what);
  const std::uint64_t records = 10 * bench.million;
  fill(**journal, records);
  storage::Publication published;
  published.tree = std::make_shared<const proof::MerkleTree>((*journal)->tree());
  published.checkpoint = {"bench.example/log", published.tree->size(), published.tree->root()};
  std::mt19937_64 chance(7);
  constexpr int proofs = 5'000;
  const auto begin = SteadyClock::now();
  for (int i = 0; i < proofs; ++i)
    if (!api::tlog_proof_of(**journal, published, Position{1 + chance() % records})) give_up("a proof failed");
  const double each = microseconds_since(begin) / proofs / 1'000;
  print_row("a proof of any record of " + std::to_string(records) + ", from disk", each, "ms", "< 1", each < 1);
  (*journal)->stop();
}

}  // namespace

void measure_log(const Bench& bench) {
  measure_share(bench);
  measure_proofs(bench);
}

}  // namespace lapor::benchmark
