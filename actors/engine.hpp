#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "actors/clock.hpp"
#include "actors/log.hpp"
#include "actors/people.hpp"
#include "actors/projection.hpp"
#include "actors/rulebook_calls.hpp"
#include "actors/rulebooks.hpp"
#include "actors/unavailable.hpp"
#include "events/codec.hpp"
#include "events/commands.hpp"
#include "events/refusal.hpp"
#include "events/report_state.hpp"
#include "storage/journal.hpp"
#include "storage/vault.hpp"

namespace lapor::actors {

/// Where a report stands after a command (or stood when one was refused): the state, and the record's position when one
/// was written or found again.
struct Standing {
  ReportState state;
  std::optional<Position> position;
};

/// The caller's If-Match does not fit.
struct StaleVersion {
  Standing standing;
};

struct RefusedWith {
  Refusal refusal;
  ReportState state;
};

/// The Idempotency-Key was used for another request.
struct RequestKeyReused {};

/// Told to whoever asked, exactly once.
using Outcome = std::variant<Standing, StaleVersion, RefusedWith, RequestKeyReused, Unavailable>;
using OutcomeDone = std::function<void(Outcome)>;

/// One command on its way. For `SubmitReport` the engine gives out the id.
struct CommandRequest {
  ReportId report{};
  Command command;
  std::optional<Version> if_match;
  std::optional<storage::RequestMark> request;
};

/// A decoded record with its place in the journal.
struct PlacedRecord {
  Position position{};
  DecodedRecord decoded;
};

/// A report with its whole past, opened for reading.
struct Dossier {
  ReportState state;
  std::vector<PlacedRecord> records;
};

using DossierOutcome = std::variant<std::shared_ptr<const Dossier>, NotFound, Unavailable>;
using DossierDone = std::function<void(DossierOutcome)>;

struct EngineOptions {
  std::size_t shards{4};
  std::size_t workers{1};             // CAF threads; on two cores one is faster than two (docs/decisions.md)
  std::size_t max_resident{200'000};  // reports kept in memory, over all shards
  std::size_t max_recoveries{64};     // concurrent loads per shard
  std::size_t max_in_flight{8'192};   // commands accepted and not yet answered, over all callers
  std::chrono::milliseconds idle_after{std::chrono::minutes{10}};
  std::uint32_t snapshot_every{32};  // records of one report between snapshots
  /// No new report gets a number up to this one, also when the journal knows of none of them (events/log_events.hpp).
  ReportId last_report_given{before_first_report};
  /// Told on an actor thread when a report's actor died of an exception; for the log. May be empty.
  std::function<void(ReportId, const std::string&)> on_crash{};
  /// Told on an actor thread after each portion that a projection folded, and when it stopped; for the log. May be
  /// empty.
  std::function<void(const ProjectionStatus&)> on_projection{};
  /// Told on an actor thread after each record of a person became durable, before anybody is answered: whoever keeps
  /// sessions in memory forgets them. May be empty.
  std::function<void(PersonId)> on_person_changed{};
};

/// `resident` and `in_flight` are of this moment, the others counts since the engine was made.
struct EngineStatistics {
  std::uint64_t resident{};         // reports in memory
  std::uint64_t in_flight{};        // commands accepted and not yet answered
  std::uint64_t recoveries{};       // reports folded from the journal
  std::uint64_t passivations{};     // reports sent away because idle or because there were too many
  std::uint64_t crashes{};          // report actors that died of an exception
  std::uint64_t alarms_read{};      // read from the index of due times; each timer reads those of all shards
  std::uint64_t alarms_armed{};     // due alarms that timers sent to their reports
  std::uint64_t alarms_enforced{};  // of these, those for which a record was written
  std::uint64_t alarms_deferred{};  // of these, those that came to nothing and are tried again later
  std::uint64_t accepted{};         // callers' commands answered with a standing
  std::uint64_t refused{};          // answered with a refusal, a stale version or a reused key
};

/// The actor system behind one door: shards of report actors and their deadline timers, on a journal. Any thread may
/// call. Callbacks run on an actor thread, or on the caller's when there is no permit or the engine is stopped: they
/// must be quick, must not throw and must not wait for the engine.
class Engine {
 public:
  /// All arguments must outlive the engine; `rulebooks` must have what the journal says. Starts the actors and arms the
  /// deadlines before it returns.
  Engine(EngineOptions options, storage::Journal& journal, const storage::Vault& vault, Rulebooks& rulebooks,
         Clock& clock);
  ~Engine();
  Engine(const Engine&) = delete;
  Engine& operator=(const Engine&) = delete;

  /// Beyond `max_in_flight` answers `Unavailable` at once.
  void send(CommandRequest request, OutcomeDone done);
  /// The state and whole history of a report, decoded and opened. Bounded like commands, by permits of its own.
  void dossier(ReportId report, DossierDone done);
  /// A command on a person's account. Beyond its share of permits answers `Unavailable` at once.
  void send(PersonRequest request, PersonDone done);
  /// Somebody with the whole past, decoded and opened.
  void person(PersonKey who, PersonDossierDone done);
  /// Writes an event of the log and tells its position once it is durable. Bounded as persons are.
  void record(LogRequest request, LogDone done);
  /// A change of the rulebook; in force before `done` is told of it. Bounded as persons are.
  void send(RulebookRequest request, RulebookDone done);
  /// Simulated clock only: moves the clock through every due instant up to `target` and tells `done` when all are
  /// enforced, or when the engine stops first. A bug on any other clock.
  void advance_to(Instant target, std::function<void()> done);

  /// Keeps these projections at the journal's end from now on. Once, at most; they must outlive the engine.
  void project(const std::vector<Projection*>& projections);
  [[nodiscard]] std::vector<ProjectionStatus> projections() const;
  /// Lets them look whether there is something to do, also when the journal rests.
  void wake_projections();
  /// Tells `done` when the projection of that name has folded `wanted`, has stopped, or `patience` is over. A name that
  /// is not projected has stopped.
  void when_folded(std::string_view projection, Position wanted, std::chrono::milliseconds patience,
                   std::function<void(FoldWait)> done);

  [[nodiscard]] EngineStatistics statistics() const;

  /// Refuses new commands, lets accepted ones finish within `patience`, stops the actors. Idempotent, never hangs.
  void stop(std::chrono::milliseconds patience = std::chrono::seconds{10});

 private:
  class Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace lapor::actors
