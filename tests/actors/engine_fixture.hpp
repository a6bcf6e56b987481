#pragma once

#include <boost/test/unit_test.hpp>
#include <future>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "actors/engine.hpp"
#include "storage/memory_journal.hpp"

/// An engine on a journal without a disk, in simulated time, with two cities and their officers. Nothing here sleeps: a
/// test waits for an answer, and an answer that never comes fails it.
namespace lapor::actors::testing {

[[nodiscard]] Instant at(const char* rfc3339);
[[nodiscard]] const Rulebook& rules();

inline const PersonId ani{11};
inline const PersonId budi{12};

[[nodiscard]] Party reporter(PersonId person = ani);
[[nodiscard]] Party national_admin();
[[nodiscard]] Party officer();
[[nodiscard]] Party data_officer();

[[nodiscard]] SubmitReport complaint(std::string title = "Lampu jalan padam");
[[nodiscard]] VerifyReport verification();
[[nodiscard]] storage::RequestMark mark(int key, int fingerprint = 1);

/// Waits for an answer, half a minute at most.
template <class Answer>
[[nodiscard]] Answer wait(std::future<Answer> future) {
  BOOST_REQUIRE(future.wait_for(std::chrono::seconds{30}) == std::future_status::ready);
  return future.get();
}

/// Lets other threads run until `condition` holds, half a minute at most.
template <class Condition>
void wait_until(Condition condition) {
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds{30};
  while (!condition() && std::chrono::steady_clock::now() < deadline) std::this_thread::yield();
  BOOST_REQUIRE(condition());
}

[[nodiscard]] std::string describe(const Outcome& outcome);
/// Fails the test on any other outcome.
[[nodiscard]] Standing standing(const Outcome& outcome);
template <class Kind>
[[nodiscard]] Kind expect(const Outcome& outcome) {
  BOOST_REQUIRE_MESSAGE(std::holds_alternative<Kind>(outcome), "unexpected outcome: " << describe(outcome));
  return std::get<Kind>(outcome);
}

struct EngineFixture {
  SimulatedClock clock{at("2026-11-20T09:00:00+07:00")};
  storage::MemoryJournal memory;
  storage::Vault vault{storage::Key{std::array<unsigned char, 32>{7}}};
  EngineOptions options{.shards = 2, .workers = 2};
  std::unique_ptr<Rulebooks> rulebooks;  // as the journal has them at the start
  std::unique_ptr<Engine> engine;

  ~EngineFixture() { memory.release_appends(); }

  void start() { start_on(memory); }
  void start_on(storage::Journal& journal);
  void stop() { engine.reset(); }
  void restart() {
    stop();
    start();
  }

  [[nodiscard]] CommandRequest request(ReportId report, const Party& by, CommandBody body) const;
  std::future<Outcome> send(CommandRequest request);
  std::future<Outcome> send(ReportId report, const Party& by, CommandBody body);
  Outcome command(ReportId report, const Party& by, CommandBody body) {
    return wait(send(report, by, std::move(body)));
  }
  ReportId submit();
  DossierOutcome read(ReportId report);
  std::shared_ptr<const Dossier> dossier(ReportId report);
  void advance_to(Instant target);
  void advance_to(const char* rfc3339) { advance_to(at(rfc3339)); }

  /// Names of all events of a report, in order.
  std::string story(ReportId report);
  /// All records of the journal, facts only.
  [[nodiscard]] std::vector<Record> journal_records() const;
};

}  // namespace lapor::actors::testing
