#pragma once

#include <caf/event_based_actor.hpp>
#include <deque>

#include "actors/messages.hpp"
#include "actors/services.hpp"

namespace lapor::actors {

/// The only writer of `rulebook/1`: serves changes one after another in the five steps of the actor shell. A version is
/// in force (`Rulebooks::now`) when its record is durable and before its command is answered.
class RulebookKeeper final : public caf::event_based_actor {
 public:
  RulebookKeeper(caf::actor_config& config, Services* services);

  caf::behavior make_behavior() override;
  void on_exit() override;

 private:
  void proceed();
  void serve(const RulebookTaskPtr& task);
  void answer_repeated(RulebookTask& task, const storage::RequestSeen& seen);
  void write(const RulebookTaskPtr& task, RulebookEvents events);
  void written(const storage::AppendResult& result);
  void not_written(const storage::AppendFailure& failure);
  void catch_up(const HistoryResult& result);

  Services* services_;
  std::deque<RulebookTaskPtr> waiting_;
  RulebookTaskPtr in_hand_;  // what is being written
  RulebookRecord record_;    // its record
  int attempts_{};           // conflicts of the one in hand
};

}  // namespace lapor::actors
