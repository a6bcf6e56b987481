#pragma once

#include <caf/event_based_actor.hpp>
#include <deque>
#include <map>

#include "actors/messages.hpp"
#include "actors/services.hpp"

namespace lapor::actors {

/// Writes the events of the log's own streams, one at a time on each stream. It reads no history: the journal itself
/// says at which version a stream stands when the keeper is wrong or has forgotten.
class LogKeeper final : public caf::event_based_actor {
 public:
  LogKeeper(caf::actor_config& config, Services* services);

  caf::behavior make_behavior() override;
  void on_exit() override;

 private:
  struct Line {
    Version version{};  // as far as is known
    int attempts{};
    std::deque<LogTaskPtr> waiting;  // the first one is being written
  };

  void accept(const LogTaskPtr& task);
  void write_first(Stream stream, Line& line);
  void written(const LogWritten& message);
  void answer_first(Stream stream, Line& line, LogOutcome outcome);
  void forget_idle_lines();

  Services* services_;
  std::map<Stream, Line> lines_;
};

}  // namespace lapor::actors
