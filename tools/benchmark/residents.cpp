#include <malloc.h>

#include <algorithm>
#include <atomic>
#include <future>

#include "actors/engine.hpp"
#include "tools/benchmark/measures.hpp"
#include "tools/benchmark/program.hpp"

namespace lapor::benchmark {
namespace {

/// Accepts everything and keeps nothing, so that what remains in memory are the reports' actors.
class ForgetfulJournal final : public storage::Journal {
 public:
  void append(storage::Append, storage::AppendDone done) override { done(storage::Appended{Position{++position_}}); }
  void load(Stream, storage::HistoryUse, storage::HistoryDone done) override { done(storage::StreamHistory{}); }
  Result<std::vector<storage::StoredRecord>, storage::Error> read(Position, std::size_t) const override {
    return std::vector<storage::StoredRecord>{};
  }
  Result<std::vector<Alarm>, storage::Error> alarms(const std::optional<Alarm>&, Instant, std::size_t) const override {
    return std::vector<Alarm>{};
  }
  Result<std::optional<storage::RequestSeen>, storage::Error> find_request(const storage::RequestMark&) const override {
    return std::optional<storage::RequestSeen>{};
  }
  Result<std::optional<Stream>, storage::Error> find_name(const storage::Name&) const override { return std::nullopt; }
  Result<std::vector<storage::HeldName>, storage::Error> names(storage::NameKind, const std::optional<storage::Name>&,
                                                               std::size_t) const override {
    return std::vector<storage::HeldName>{};
  }
  Result<std::optional<Bytes>, storage::Error> wrapped_key(Stream) const override { return std::nullopt; }
  void watch(std::function<void()>) override {}
  Position last_position() const override { return Position{position_.load()}; }
  Position change_bound(Stream) const override { return {}; }
  ReportId last_report() const override { return before_first_report; }
  TreeHead tree_head() const override { return {}; }
  proof::MerkleTree tree() const override { return {}; }
  Result<std::optional<std::vector<proof::Hash>>, storage::Error> tile(std::uint8_t, std::uint64_t) const override {
    return std::nullopt;
  }
  Result<void, storage::Error> scan(Position, const std::function<bool(Position, BytesView)>&) const override {
    return {};
  }
  Statistics statistics() const override { return {}; }
  void stop() override {}

 private:
  std::atomic<std::uint64_t> position_{0};
};

actors::CommandRequest submission(Instant now) {
  SubmitReport submit;
  submit.title = "Lampu jalan padam";
  submit.text = "Lampu jalan padam.";
  submit.occurred_on = *parse_iso_date("2026-11-18");
  submit.institution = "kota-35.78";
  actors::CommandRequest request;
  request.command = Command{now, {Role::reporter, PersonId{7}, ""}, Channel::web, "benchmark", std::move(submit)};
  return request;
}

double heap_in_use() {
  const auto info = mallinfo2();
  return static_cast<double>(info.uordblks + info.hblkhd);
}

/// Submits `count` reports, at most a thousand under way, and waits for all.
void fill(actors::Engine& engine, std::size_t count, Instant now) {
  for (std::size_t done = 0; done < count;) {
    const std::size_t round = std::min<std::size_t>(1'000, count - done);
    std::promise<void> finished;
    std::atomic<std::size_t> open{round};
    for (std::size_t i = 0; i < round; ++i)
      engine.send(submission(now), [&](actors::Outcome outcome) {
        if (!std::holds_alternative<actors::Standing>(outcome)) give_up("a submission of the memory measure failed");
        if (--open == 0) finished.set_value();
      });
    finished.get_future().wait();
    done += round;
  }
}

}  // namespace

void measure_residents(const Bench& bench) {
  constexpr std::size_t count = 200'000;
  ForgetfulJournal journal;
  actors::SystemClock clock;
  actors::EngineOptions options;
  options.max_resident = count * 2;
  actors::Rulebooks rulebooks(bench.rules);
  actors::Engine engine(options, journal, bench.vault, rulebooks, clock);
  fill(engine, 1'000, clock.now());
  const double before = heap_in_use();
  fill(engine, count, clock.now());
  const double each = (heap_in_use() - before) / static_cast<double>(count);
  const auto resident = engine.statistics().resident;
  engine.stop();
  if (resident < count) give_up("only " + std::to_string(resident) + " reports stayed resident");
  print_row("memory of a resident report", each, "bytes", "<= 2000", each <= 2'000);
}

}  // namespace lapor::benchmark
