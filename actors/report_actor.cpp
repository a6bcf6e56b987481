#include "actors/report_actor.hpp"

#include <algorithm>
#include <utility>

#include "actors/history.hpp"
#include "actors/history_reader.hpp"
#include "events/decide.hpp"
#include "events/ensure.hpp"
#include "events/evolve.hpp"
#include "events/sealed_text.hpp"
#include "storage/proof/entry_bundle.hpp"

namespace lapor::actors {
namespace {

constexpr int max_attempts = 3;

bool erases(const Events& events) {
  return std::any_of(events.begin(), events.end(),
                     [](const Event& event) { return std::holds_alternative<ReporterErased>(event); });
}

Record make_record(const ReportState& state, Stream stream, const Command& command, Events events, Version rulebook) {
  Record record{stream,          next(state.version), command.now,      command.by,
                command.channel, command.request_id,  std::move(events)};
  if (!has_sealed_part(record.by, record.events)) record.salt = storage::new_salt();
  record.rulebook = rulebook;
  return record;
}

std::string text_of(const std::exception_ptr& thrown) {
  try {
    std::rethrow_exception(thrown);
  } catch (const std::exception& exception) {
    return exception.what();
  } catch (...) {
    return "unknown exception";
  }
}

}  // namespace

ReportActor::ReportActor(caf::actor_config& config, Services* services, ReportId id, Past past)
    : event_based_actor(config),
      services_(services),
      id_(id),
      phase_(past == Past::none ? Phase::ready : Phase::loading) {
  services_->counters.actor_begins();
  set_exception_handler([](caf::scheduled_actor* self, std::exception_ptr& thrown) -> caf::error {
    auto& report = *static_cast<ReportActor*>(self);
    report.crashed_ = true;
    if (report.services_->options.on_crash) report.services_->options.on_crash(report.id_, text_of(thrown));
    return caf::exit_reason::kill;
  });
}

caf::behavior ReportActor::make_behavior() {
  if (phase_ == Phase::loading) load(storage::HistoryUse::from_snapshot);
  return {
      [this](const Handle& message) { accept(message.task); },
      [this](const HistoryLoaded& message) { install(*message.result); },
      [this](const RecordWritten& message) { conclude(*message.result); },
      [this](const Leave&) {
        leaving_ = true;
        proceed();
      },
  };
}

void ReportActor::on_exit() {
  work_.reset();
  key_.reset();
  caf::anon_send(services_->shard_of(id_), Departed{id_, crashed_});
  services_->counters.actor_ends();
}

void ReportActor::load(storage::HistoryUse use) {
  phase_ = Phase::loading;
  services_->journal.load(stream(), use,
                          [gate = services_->gate, self = caf::actor_cast<caf::actor>(this)](HistoryResult result) {
                            gate->post(self, HistoryLoaded{std::make_shared<HistoryResult>(std::move(result))});
                          });
}

void ReportActor::install(const HistoryResult& result) {
  if (!result) return give_up(result.error().what);
  auto past = open_past(*result, stream(), services_->vault, Keep::state);
  if (!past && past.error().snapshot_only) return load(storage::HistoryUse::whole);
  if (!past) return give_up(past.error().what);
  state_ = std::move(past->state);
  key_ = std::move(past->key);
  phase_ = Phase::ready;
  ++services_->counters.recoveries;
  caf::anon_send(services_->shard_of(id_), Recovered{id_});
  proceed();
}

/// Not kept: the next command tries again from the journal.
void ReportActor::give_up(const std::string& what) {
  if (work_)
    for (const auto& task : work_->waiting) task->completion.tell(Unavailable{what, false});
  work_.reset();
  quit();
}

void ReportActor::accept(TaskPtr task) {
  if (!work_) work_ = std::make_unique<Work>();
  work_->waiting.push_back(std::move(task));
  proceed();
}

void ReportActor::proceed() {
  while (phase_ == Phase::ready && work_ && !work_->waiting.empty()) {
    TaskPtr task = std::move(work_->waiting.front());
    work_->waiting.pop_front();
    serve(std::move(task));
  }
  if (phase_ == Phase::ready) rest();
}

void ReportActor::rest() {
  work_.reset();
  if (leaving_)
    quit();
  else if (!state_.exists())
    caf::anon_send(services_->shard_of(id_), Superfluous{id_});
}

void ReportActor::serve(TaskPtr task) {
  if (was_done_before(task)) return;
  if (is_stale(*task)) return task->completion.tell(StaleVersion{{state_, std::nullopt}});
  decide_on(std::move(task));
}

/// The shard has looked up submissions before it gave out their id.
bool ReportActor::was_done_before(const TaskPtr& task) {
  if (!task->request.request || task->new_report) return false;
  const auto seen = services_->journal.find_request(*task->request.request);
  if (!seen)
    task->completion.tell(Unavailable{seen.error().what, false});
  else if (*seen)
    answer_repeated(*services_, task, **seen);
  return !seen || *seen;
}

bool ReportActor::is_stale(const Task& task) const {
  return state_.exists() && task.request.if_match && *task.request.if_match != state_.version;
}

void ReportActor::decide_on(TaskPtr task) {
  const Rulebook& rules = services_->rulebooks.now();
  auto events = decide(state_, task->request.command, rules);
  if (!events) return task->completion.tell(RefusedWith{std::move(events.error()), state_});
  if (events->empty()) return task->completion.tell(Standing{state_, std::nullopt});
  write(std::move(task), std::move(*events), rules.version);
}

void ReportActor::write(TaskPtr task, Events events, Version rulebook) {
  const Record record = make_record(state_, stream(), task->request.command, std::move(events), rulebook);
  work_->next = evolve(state_, record);
  storage::Append append = make_append(record, *task);
  task->completion.set_maybe_written(true);
  work_->in_hand = std::move(task);
  phase_ = Phase::writing;
  services_->journal.append(std::move(append), [gate = services_->gate, self = caf::actor_cast<caf::actor>(this)](
                                                   storage::AppendResult result) {
    gate->post(self, RecordWritten{std::make_shared<storage::AppendResult>(std::move(result))});
  });
}

storage::Append ReportActor::make_append(const Record& record, const Task& task) {
  if (!state_.exists() && !key_) key_ = services_->vault.new_data_key();
  const ReportState& after = work_->next;
  storage::Append append;
  append.stream = record.stream;
  append.expected = state_.version;
  append.record = encode(record, seal());
  ENSURE(append.record.size() <= proof::max_record_bytes, "a record that fits an entry bundle");
  if (state_.alarm() != after.alarm()) {
    append.alarm_before = state_.alarm();
    append.alarm_after = after.alarm();
  }
  append.request = task.request.request;
  append.destroy_key = erases(record.events);
  if (!state_.exists()) append.wrapped_key = services_->vault.wrap(*key_, record.stream);
  const bool snapshot_is_due = number(after.version) % services_->options.snapshot_every == 0;
  if (snapshot_is_due && key_ && !append.destroy_key) append.snapshot = encode_snapshot(after, seal());
  return append;
}

/// After an erasure there is no key, and nothing is kept that would need one.
Seal ReportActor::seal() const {
  if (key_) return storage::seal_with(*key_);
  return [](BytesView, BytesView) { return Bytes{}; };
}

void ReportActor::conclude(const storage::AppendResult& result) {
  TaskPtr task = std::move(work_->in_hand);
  task->completion.set_maybe_written(false);
  phase_ = Phase::ready;
  if (result)
    installed(*task, result->position);
  else
    not_written(std::move(task), result.error());
  proceed();
}

void ReportActor::installed(Task& task, Position position) {
  state_ = std::move(work_->next);
  work_->attempts = 0;
  if (state_.erased) key_.reset();
  task.completion.tell(Standing{state_, position});
}

void ReportActor::not_written(TaskPtr task, const storage::AppendFailure& failure) {
  if (std::holds_alternative<storage::VersionConflict>(failure)) return decide_again(std::move(task));
  work_->attempts = 0;
  if (const auto* seen = std::get_if<storage::RequestSeen>(&failure)) return answer_repeated(*services_, task, *seen);
  ENSURE(!std::holds_alternative<storage::NameTaken>(failure), "a report claims no names");
  const auto& error = std::get<storage::Error>(failure);
  task->completion.tell(Unavailable{error.what, may_be_written(error)});
}

/// Somebody else wrote to this report: look again at what it is now.
void ReportActor::decide_again(TaskPtr task) {
  if (work_->attempts++ < max_attempts) {
    work_->waiting.push_front(std::move(task));
  } else {
    work_->attempts = 0;
    task->completion.tell(Unavailable{"others keep changing this report; retry", false});
  }
  load(storage::HistoryUse::from_snapshot);
}

}  // namespace lapor::actors
