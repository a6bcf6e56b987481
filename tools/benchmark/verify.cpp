#include <chrono>
#include <ctime>

#include "storage/log_keys.hpp"
#include "storage/proof/entry_bundle.hpp"
#include "storage/published_checkpoint.hpp"
#include "storage/rocks_journal.hpp"
#include "storage/rocks_options.hpp"
#include "tools/audit/data_source.hpp"
#include "tools/audit/export_log.hpp"
#include "tools/audit/verify/export_reader.hpp"
#include "tools/audit/verify/verification.hpp"
#include "tools/audit/verify/verification_text.hpp"
#include "tools/benchmark/measures.hpp"
#include "tools/benchmark/program.hpp"

/// How fast an export is written and verified, beside the SHA-256 of the same records alone.
namespace lapor::benchmark {
namespace {

using SteadyClock = std::chrono::steady_clock;

constexpr std::uint64_t reports = 20'000;

/// What this thread has had of a processor: the figure of one core, whatever else the machine does.
double processor_seconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

template <class Work>
double processor_seconds_of(Work work) {
  const double begin = processor_seconds();
  work();
  return processor_seconds() - begin;
}

template <class Work>
double seconds_of(Work work) {
  const auto begin = SteadyClock::now();
  work();
  return std::chrono::duration<double>(SteadyClock::now() - begin).count();
}

std::filesystem::path country_of(const Bench& bench, const std::filesystem::path& own) {
  if (!bench.country.empty()) return bench.country;
  static_cast<void>(run_program({"demo", "--data", own.string(), "--reports", std::to_string(reports)}));
  return own;
}

/// A checkpoint of the whole journal by the key that its log tells.
void publish(const std::filesystem::path& data, const std::filesystem::path& file, const proof::SignerKey& key) {
  storage::RocksOptions options;
  options.path = data / "journal";
  options.read_only = true;
  const auto journal = storage::RocksJournal::open(options);
  if (!journal) give_up(journal.error().what);
  const auto head = (*journal)->tree_head();
  const auto note = proof::sign_checkpoint({key.verifier().name, head.size, head.root}, std::span(&key, 1));
  if (const auto written = storage::write_published(file, note); !written) give_up(written.error().what);
}

double export_seconds(const std::filesystem::path& data, const std::filesystem::path& checkpoint,
                      const std::filesystem::path& out, const audit::RecordLine& line) {
  auto source = audit::DataSource::open(data, checkpoint);
  if (!source) give_up(source.error());
  return seconds_of([&] {
    if (const auto done = audit::export_log(**source, out, line, {}); !done) give_up(done.error());
  });
}

audit::ExportReader reader_of(const std::filesystem::path& folder) {
  auto reader = audit::ExportReader::open(folder);
  if (!reader) give_up(reader.error().what);
  return std::move(*reader);
}

/// Every record hashed and nothing else: what verifying can be at best on one core.
double hash_seconds(const std::filesystem::path& folder) {
  auto reader = reader_of(folder);
  Bytes bundle;
  return processor_seconds_of([&] {
    for (std::uint64_t done = 0; done < reader.size(); done += proof::tile_width) {
      const auto width = std::min<std::uint64_t>(proof::tile_width, reader.size() - done);
      if (!reader.read_bundle(done / proof::tile_width, static_cast<std::size_t>(width), bundle)) give_up("no bundle");
      const auto entries = proof::entries_of(bundle);
      for (const BytesView record : *entries) static_cast<void>(proof::leaf_hash(record));
    }
  });
}

double verify_seconds(const std::filesystem::path& folder, const audit::VerifyOptions& options) {
  auto reader = reader_of(folder);
  const auto verify = [&] {
    const auto done = audit::verify(reader, options);
    if (!done.stands()) give_up("the export is not verified:\n" + audit::text_of(done));
  };
  return options.two_threads ? seconds_of(verify) : processor_seconds_of(verify);
}

void print_rate(const char* what, double records, double seconds, double goal) {
  const double rate = records / seconds;
  const std::string text = goal > 0 ? ">= " + std::to_string(static_cast<int>(goal)) : "-";
  print_row(what, rate, "records/s", text, rate >= goal);
}

}  // namespace

void measure_verify(const Bench& bench) {
  const TemporaryFolder folder;
  const auto country = country_of(bench, folder.path() / "country");
  const auto keys = storage::read_log_keys(storage::default_log_key_file(country));
  if (!keys) give_up(keys.error().what);
  const proof::SignerKey& key = keys->front();
  publish(country, folder.path() / "checkpoint", key);
  const auto out = folder.path() / "export";
  const double writing = export_seconds(country, folder.path() / "checkpoint", out, {});
  const auto records = static_cast<double>(reader_of(out).size());
  print_rate("export without lines, by the clock", records, writing, 0);
  print_rate("export with lines, by the clock", records,
             export_seconds(country, folder.path() / "checkpoint", folder.path() / "lines", audit::ndjson_line), 0);

  audit::VerifyOptions options;
  options.keys = {key.verifier()};
  options.two_threads = false;
  static_cast<void>(hash_seconds(out));  // so that all find it in memory
  print_ceiling("SHA-256 of the records alone", records / hash_seconds(out), "records/s");
  options.histories = false;
  print_rate("verify: hashes, one core", records, verify_seconds(out, options), 500'000);
  options.histories = true;
  options.hashes = false;
  print_rate("verify: folded, one core", records, verify_seconds(out, options), 300'000);
  options.rules = &bench.rules;
  print_rate("verify: folded and judged, one core", records, verify_seconds(out, options), 300'000);
  options.hashes = true;
  print_rate("verify: all of it, one core", records, verify_seconds(out, options), 0);
  options.two_threads = true;
  print_rate("verify: all of it, two threads, by the clock", records, verify_seconds(out, options), 0);
}

}  // namespace lapor::benchmark
