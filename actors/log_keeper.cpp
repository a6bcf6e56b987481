#include "actors/log_keeper.hpp"

#include <utility>

#include "actors/stop_on_exception.hpp"
#include "events/codec_log.hpp"

namespace lapor::actors {
namespace {

constexpr int max_attempts = 3;
constexpr std::size_t max_lines = 1'000;  // some hundred bytes each

LogRecord record_of(const LogRequest& request, Version version) {
  LogRecord record{request.stream,     version,        request.now, request.by, request.channel,
                   request.request_id, {request.event}};
  record.salt = storage::new_salt();
  return record;
}

}  // namespace

LogKeeper::LogKeeper(caf::actor_config& config, Services* services) : event_based_actor(config), services_(services) {
  services_->counters.actor_begins();
  stop_on_exception(*this, "log keeper");
}

caf::behavior LogKeeper::make_behavior() {
  return {
      [this](const KeepLog& message) { accept(message.task); },
      [this](const LogWritten& message) { written(message); },
  };
}

void LogKeeper::on_exit() {
  lines_.clear();
  services_->counters.actor_ends();
}

void LogKeeper::accept(const LogTaskPtr& task) {
  const Stream stream = task->request.stream;
  if (lines_.size() >= max_lines) forget_idle_lines();
  Line& line = lines_[stream];
  line.waiting.push_back(task);
  if (line.waiting.size() == 1) write_first(stream, line);
}

void LogKeeper::write_first(Stream stream, Line& line) {
  LogTask& task = *line.waiting.front();
  storage::Append append;
  append.stream = stream;
  append.expected = line.version;
  append.record = encode(record_of(task.request, next(line.version)));
  task.completion.set_maybe_written(true);
  services_->journal.append(
      std::move(append),
      [stream, gate = services_->gate, self = caf::actor_cast<caf::actor>(this)](storage::AppendResult result) {
        gate->post(self, LogWritten{stream, std::make_shared<storage::AppendResult>(std::move(result))});
      });
}

void LogKeeper::written(const LogWritten& message) {
  Line& line = lines_.at(message.stream);
  line.waiting.front()->completion.set_maybe_written(false);
  const storage::AppendResult& result = *message.result;
  if (result) {
    line.version = next(line.version);
    return answer_first(message.stream, line, result->position);
  }
  if (const auto* conflict = std::get_if<storage::VersionConflict>(&result.error());
      conflict && ++line.attempts < max_attempts) {
    line.version = conflict->actual;
    return write_first(message.stream, line);
  }
  const auto* error = std::get_if<storage::Error>(&result.error());
  answer_first(message.stream, line,
               error ? Unavailable{error->what, may_be_written(*error)}
                     : Unavailable{"others keep writing to this history; retry", false});
}

void LogKeeper::answer_first(Stream stream, Line& line, LogOutcome outcome) {
  const LogTaskPtr task = std::move(line.waiting.front());
  line.waiting.pop_front();
  line.attempts = 0;
  task->completion.tell(std::move(outcome));
  if (!line.waiting.empty()) write_first(stream, line);
}

void LogKeeper::forget_idle_lines() {
  std::erase_if(lines_, [](const auto& each) { return each.second.waiting.empty(); });
}

}  // namespace lapor::actors
