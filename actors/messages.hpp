#pragma once

#include <caf/actor.hpp>
#include <caf/allowed_unsafe_message_type.hpp>
#include <cstdint>
#include <memory>

#include "actors/completion.hpp"
#include "actors/engine.hpp"
#include "actors/projection.hpp"
#include "storage/journal.hpp"

/// Every message that the actors of this folder send, and nothing else. CAF copies messages, so what can only be moved
/// travels behind a shared pointer; it still has one holder at a time. None of them ever leaves the process.
namespace lapor::actors {

/// A command on its way with the right to its answer. `new_report`: the id was given out just now, there is no past to
/// load. `from_timer`: one of the few that a timer has out at a time; never turned away for want of room.
struct Task {
  CommandRequest request;
  Completion<Outcome> completion;
  bool new_report{};
  bool from_timer{};
};
using TaskPtr = std::shared_ptr<Task>;

struct DossierTask {
  ReportId report{};
  Completion<DossierOutcome> completion;
};
using DossierTaskPtr = std::shared_ptr<DossierTask>;

/// One request on a person.
struct ReadPerson {
  PersonKey who;
  Completion<PersonDossierOutcome> completion;
};
struct CommandPerson {
  PersonRequest request;
  Completion<PersonOutcome> completion;
};
using PersonTask = std::variant<ReadPerson, CommandPerson>;
using PersonTaskPtr = std::shared_ptr<PersonTask>;

/// One event of the log with the right to be told its position.
struct LogTask {
  LogRequest request;
  Completion<LogOutcome> completion;
};
using LogTaskPtr = std::shared_ptr<LogTask>;

/// One change of the rulebook.
struct RulebookTask {
  RulebookRequest request;
  Completion<RulebookOutcome> completion;
};
using RulebookTaskPtr = std::shared_ptr<RulebookTask>;

/// Somebody who waits for a projection.
struct FoldTask {
  Position wanted{};
  std::chrono::milliseconds patience{};
  WaitCompletion completion;
};
using FoldTaskPtr = std::shared_ptr<FoldTask>;

using FoldResult = Result<void, ProjectionFault>;
using HistoryResult = Result<storage::StreamHistory, storage::Error>;

// --- engine -> shard
// --------------------------------------------------------------------------------------------------

/// A marked submission: gets an id unless its request key is known.
struct Submit {
  TaskPtr task;
};

// --- engine, shard, timer -> shard -> report
// --------------------------------------------------------------------------

/// A command for the report that its request names.
struct Handle {
  TaskPtr task;
};

// --- shard -> report
// --------------------------------------------------------------------------------------------------

/// Finish what is in hand, then go. The shard keeps later commands until the report is gone.
struct Leave {};

// --- engine -> people
// -----------------------------------------------------------------------------------------------------

struct ServePerson {
  PersonTaskPtr task;
};

// --- engine -> log keeper
// -----------------------------------------------------------------------------------------------------

struct KeepLog {
  LogTaskPtr task;
};

// --- engine -> rulebook keeper
// ------------------------------------------------------------------------------------------------

struct ChangeRulebook {
  RulebookTaskPtr task;
};

// --- journal -> log keeper
// -----------------------------------------------------------------------------------------------------

struct LogWritten {
  Stream stream;
  std::shared_ptr<const storage::AppendResult> result;
};

// --- person -> itself
// -----------------------------------------------------------------------------------------------------

/// An actor must not end before it has its behavior.
struct BeginRequest {};

// --- journal -> report, person, rulebook keeper
// ------------------------------------------------------------------------------------------------

struct HistoryLoaded {
  std::shared_ptr<const HistoryResult> result;
};

struct RecordWritten {
  std::shared_ptr<const storage::AppendResult> result;
};

// --- report -> shard
// --------------------------------------------------------------------------------------------------

/// The past is folded: another report may be loaded.
struct Recovered {
  ReportId report{};
};

/// There is no such report: its actor need not be kept.
struct Superfluous {
  ReportId report{};
};

/// The last word of every report actor, orderly or not.
struct Departed {
  ReportId report{};
  bool crashed{};
};

// --- shard -> itself
// --------------------------------------------------------------------------------------------------

struct SweepIdle {};

// --- timer
// ------------------------------------------------------------------------------------------------------------

/// The timer's alarm clock; a ring of an older generation is void.
struct Ring {
  std::uint64_t generation{};
};

/// What became of an alarm. `enforced`: a record was written for it.
struct AlarmAnswered {
  Alarm alarm;
  bool enforced{};
};

/// Time keeper -> timer: enforce what is due by now, then tell `asker` with `Settled`.
struct EnforceDue {
  caf::actor asker;
};
struct Settled {};

// --- engine -> time keeper
// --------------------------------------------------------------------------------------------

struct Advance {
  Instant target{};
  std::shared_ptr<void> done;  // letting it go tells the caller
};

// --- anyone -> history reader
// -----------------------------------------------------------------------------------------

struct ReadDossier {
  DossierTaskPtr task;
};

/// Answer a repeated request from the record it made.
struct Recall {
  TaskPtr task;
  Position position{};
};

/// Journal -> history reader.
struct HistoryRead {
  std::uint64_t ticket{};
  std::shared_ptr<const HistoryResult> result;
};

// --- journal, engine, projections' thread, projection runner -> projection runner
// --------------------------------------------------------------------------------------

/// There are records behind the checkpoint.
struct FeedGrew {};

/// The rest is over.
struct FoldNow {};

struct PortionFolded {
  std::shared_ptr<const FoldResult> result;
};

struct AwaitFold {
  FoldTaskPtr task;
};

struct GiveUpWaiting {
  std::uint64_t ticket{};
};

}  // namespace lapor::actors

CAF_ALLOW_UNSAFE_MESSAGE_TYPE(lapor::actors::Submit)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(lapor::actors::Handle)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(lapor::actors::Leave)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(lapor::actors::ServePerson)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(lapor::actors::KeepLog)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(lapor::actors::ChangeRulebook)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(lapor::actors::LogWritten)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(lapor::actors::BeginRequest)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(lapor::actors::HistoryLoaded)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(lapor::actors::RecordWritten)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(lapor::actors::Recovered)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(lapor::actors::Superfluous)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(lapor::actors::Departed)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(lapor::actors::SweepIdle)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(lapor::actors::Ring)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(lapor::actors::AlarmAnswered)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(lapor::actors::EnforceDue)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(lapor::actors::Settled)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(lapor::actors::Advance)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(lapor::actors::ReadDossier)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(lapor::actors::Recall)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(lapor::actors::HistoryRead)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(lapor::actors::FeedGrew)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(lapor::actors::FoldNow)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(lapor::actors::PortionFolded)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(lapor::actors::AwaitFold)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(lapor::actors::GiveUpWaiting)
