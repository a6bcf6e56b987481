#include "actors/rulebook_keeper.hpp"

#include <utility>

#include "actors/stop_on_exception.hpp"
#include "events/codec_rulebook.hpp"
#include "storage/proof/entry_bundle.hpp"

namespace lapor::actors {
namespace {

constexpr int max_attempts = 3;

/// The version that the record at `position` made.
Result<Version, std::string> version_at(const storage::Journal& journal, Position position) {
  const auto records = journal.read(position, 1);
  if (!records) return fail(records.error().what);
  if (records->empty() || records->front().position != position) return fail(std::string{"the journal lost a record"});
  const auto record = decode_rulebook(records->front().bytes);
  if (!record) return fail(record.error().what);
  return record->version;
}

}  // namespace

RulebookKeeper::RulebookKeeper(caf::actor_config& config, Services* services)
    : event_based_actor(config), services_(services) {
  services_->counters.actor_begins();
  stop_on_exception(*this, "rulebook keeper");
}

caf::behavior RulebookKeeper::make_behavior() {
  return {
      [this](const ChangeRulebook& message) {
        waiting_.push_back(message.task);
        proceed();
      },
      [this](const RecordWritten& message) { written(*message.result); },
      [this](const HistoryLoaded& message) { catch_up(*message.result); },
  };
}

void RulebookKeeper::on_exit() {
  waiting_.clear();
  in_hand_.reset();
  services_->counters.actor_ends();
}

void RulebookKeeper::proceed() {
  while (!in_hand_ && !waiting_.empty()) {
    const RulebookTaskPtr task = std::move(waiting_.front());
    waiting_.pop_front();
    serve(task);
  }
}

void RulebookKeeper::serve(const RulebookTaskPtr& task) {
  const RulebookRequest& wish = task->request;
  const Rulebook& rules = services_->rulebooks.now();
  if (wish.request) {
    const auto seen = services_->journal.find_request(*wish.request);
    if (!seen) return task->completion.tell(Unavailable{seen.error().what, false});
    if (*seen) return answer_repeated(*task, **seen);
  }
  if (wish.if_match && *wish.if_match != rules.version) return task->completion.tell(StaleRulebook{rules.version});
  auto events = decide_rulebook(rules, wish.command);
  if (!events) return task->completion.tell(RulebookRefusedWith{std::move(events.error()), rules.version});
  if (events->empty()) return task->completion.tell(RulebookStanding{rules.version, std::nullopt});
  write(task, std::move(*events));
}

void RulebookKeeper::answer_repeated(RulebookTask& task, const storage::RequestSeen& seen) {
  if (!seen.same_request) return task.completion.tell(RulebookKeyReused{});
  const auto version = version_at(services_->journal, seen.position);
  if (!version) return task.completion.tell(Unavailable{version.error(), true});
  task.completion.tell(RulebookStanding{*version, seen.position});
}

void RulebookKeeper::write(const RulebookTaskPtr& task, RulebookEvents events) {
  const RulebookCommand& command = task->request.command;
  const Version before = services_->rulebooks.now().version;
  record_ = {rulebook_stream, next(before),       command.now,      command.by,
             command.channel, command.request_id, std::move(events)};
  record_.salt = storage::new_salt();
  storage::Append append;
  append.stream = rulebook_stream;
  append.expected = before;
  append.record = encode(record_);
  append.request = task->request.request;
  if (append.record.size() > proof::max_record_bytes)
    return task->completion.tell(RulebookRefusedWith{
        {RulebookRefusalReason::too_many, "", "This is too long for one record; shorten its names."}, before});
  task->completion.set_maybe_written(true);
  in_hand_ = task;
  services_->journal.append(std::move(append), [gate = services_->gate, self = caf::actor_cast<caf::actor>(this)](
                                                   storage::AppendResult result) {
    gate->post(self, RecordWritten{std::make_shared<storage::AppendResult>(std::move(result))});
  });
}

void RulebookKeeper::written(const storage::AppendResult& result) {
  in_hand_->completion.set_maybe_written(false);
  if (!result) return not_written(result.error());
  services_->rulebooks.add(record_);
  attempts_ = 0;
  const RulebookTaskPtr task = std::exchange(in_hand_, nullptr);
  task->completion.tell(RulebookStanding{record_.version, result->position});
  proceed();
}

/// Should somebody else have written to the rulebook, its new versions are read and the command is decided again.
void RulebookKeeper::not_written(const storage::AppendFailure& failure) {
  if (std::holds_alternative<storage::VersionConflict>(failure) && attempts_++ < max_attempts)
    return services_->journal.load(
        rulebook_stream, storage::HistoryUse::whole,
        [gate = services_->gate, self = caf::actor_cast<caf::actor>(this)](HistoryResult result) {
          gate->post(self, HistoryLoaded{std::make_shared<HistoryResult>(std::move(result))});
        });
  attempts_ = 0;
  const RulebookTaskPtr task = std::exchange(in_hand_, nullptr);
  if (const auto* seen = std::get_if<storage::RequestSeen>(&failure))
    answer_repeated(*task, *seen);
  else if (const auto* error = std::get_if<storage::Error>(&failure))
    task->completion.tell(Unavailable{error->what, may_be_written(*error)});
  else
    task->completion.tell(Unavailable{"others keep changing the rulebook; retry", false});
  proceed();
}

void RulebookKeeper::catch_up(const HistoryResult& result) {
  const RulebookTaskPtr task = std::exchange(in_hand_, nullptr);
  const auto added =
      result ? services_->rulebooks.add_all(*result) : Result<void, std::string>{fail(result.error().what)};
  added ? serve(task) : task->completion.tell(Unavailable{added.error(), false});
  proceed();
}

}  // namespace lapor::actors
