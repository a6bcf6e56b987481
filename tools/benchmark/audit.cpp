#include <ctime>

#include "api/audit/deadline_lines.hpp"
#include "api/audit/record_items.hpp"
#include "storage/rocks_journal.hpp"
#include "storage/rocks_options.hpp"
#include "tools/benchmark/measures.hpp"
#include "tools/benchmark/program.hpp"

/// What auditors read, made on one thread and sent to nobody, beside the journal read and thrown away.
namespace lapor::benchmark {
namespace {

constexpr std::uint64_t reports = 20'000;

/// A folder that somebody made before, or a new country in `own`.
std::filesystem::path country_of(const Bench& bench, const std::filesystem::path& own) {
  if (!bench.country.empty()) return bench.country;
  static_cast<void>(run_program({"demo", "--data", own.string(), "--reports", std::to_string(reports)}));
  return own;
}

std::unique_ptr<storage::Journal> open_journal(const std::filesystem::path& data) {
  storage::RocksOptions options;
  options.path = data / "journal";
  options.read_only = true;
  auto journal = storage::RocksJournal::open(options);
  if (!journal) give_up(journal.error().what);
  return std::move(*journal);
}

/// Bytes, and how much of one processor they took: what else the machine has to do does not count.
struct Made {
  std::uint64_t bytes{};
  double seconds{};
  [[nodiscard]] double megabytes_a_second() const { return static_cast<double>(bytes) / 1e6 / seconds; }
};

double processor_seconds() {
  timespec time{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

template <class Make>
Made timed(Make make) {
  const double begin = processor_seconds();
  const std::uint64_t bytes = make();
  return {bytes, processor_seconds() - begin};
}

Made scanned(const storage::Journal& journal) {
  return timed([&] {
    std::uint64_t bytes = 0;
    const auto read = journal.scan(Position{1}, [&](Position, BytesView record) {
      bytes += record.size();
      return true;
    });
    if (!read) give_up(read.error().what);
    return bytes;
  });
}

Made made(api::Portions& portions) {
  return timed([&] {
    for (std::uint64_t bytes = 0;;) {
      const auto portion = portions.next();
      if (!portion) give_up(portion.error().what);
      bytes += portion->bytes.size();
      if (portion->last) return bytes;
    }
  });
}

Made rendered(const storage::Journal& journal, const Rulebook& rules, const api::RecordFilter& filter) {
  api::ScannedItems lines(api::scan_of(journal), {Position{1}, journal.last_position(), {}},
                          api::lines_of_records(filter, rules.institutions));
  return made(lines);
}

void measure_records(const storage::Journal& journal, const Rulebook& rules) {
  static_cast<void>(scanned(journal));  // so that both find it in memory
  const Made raw = scanned(journal);
  const Made body = rendered(journal, rules, {});
  const double records = static_cast<double>(number(journal.last_position()));
  print_ceiling("the journal scanned and thrown away", raw.megabytes_a_second(), "MB/s");
  print_row("records as NDJSON, of body", body.megabytes_a_second(), "MB/s", ">= 200",
            body.megabytes_a_second() >= 200);
  print_row("  of records", static_cast<double>(raw.bytes) / 1e6 / body.seconds, "MB/s", "-", true);
  print_row("  of records, each", records / body.seconds, "/s", "-", true);
  api::RecordFilter looks;
  looks.kinds.add("identity_revealed");
  print_row("records looked through for one kind", records / rendered(journal, rules, looks).seconds, "/s", "-", true);
}

void measure_deadlines(storage::Journal& journal, const Rulebook& rules) {
  const actors::Rulebooks rulebooks(rules);
  api::DeadlineLines lines(rulebooks, journal, {},
                           {before_first_report, journal.last_report(), journal.last_position(), {}});
  const Made body = made(lines);
  const auto count = static_cast<double>(number(journal.last_report()) - number(before_first_report));
  print_row("deadlines of reports", count / body.seconds, "reports/s", "-", true);
}

}  // namespace

void measure_audit(const Bench& bench) {
  const TemporaryFolder folder;
  const auto journal = open_journal(country_of(bench, folder.path() / "country"));
  measure_records(*journal, bench.rules);
  measure_deadlines(*journal, bench.rules);
}

}  // namespace lapor::benchmark
