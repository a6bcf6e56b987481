#pragma once

#include <caf/event_based_actor.hpp>
#include <memory>
#include <optional>

#include "actors/messages.hpp"
#include "actors/services.hpp"
#include "storage/vault.hpp"

namespace lapor::actors {

/// Serves one request on one person and goes: loads the history, answers a reader or decides a command in the five
/// steps of the actor shell. Two commands on one person at the same time meet at the journal, which takes one of them
/// at each version; the other decides again.
class PersonActor final : public caf::event_based_actor {
 public:
  PersonActor(caf::actor_config& config, Services* services, PersonTaskPtr task);

  caf::behavior make_behavior() override;
  void on_exit() override;

 private:
  void begin();
  void load(PersonId person);
  void loaded(const HistoryResult& result);
  void decide_on();
  void write(PersonEvents events, const Rulebook& rules);
  [[nodiscard]] storage::Append make_append(const PersonRecord& record, const PersonState& after,
                                            const Rulebook& rules);
  void written(const storage::AppendResult& result);
  void not_written(const storage::AppendFailure& failure);

  void give_up(const std::string& what);

  Services* services_;
  PersonTaskPtr task_;
  PersonId person_{};
  PersonState state_;
  PersonState next_;
  std::optional<storage::Key> key_;
  int attempts_{};
};

/// Makes an actor for each request on a person. Others cannot: a thread that spawns keeps a hold on the actor system
/// (its logger, in CAF 0.17), which then waits for that thread when it ends.
class People final : public caf::event_based_actor {
 public:
  People(caf::actor_config& config, Services* services);

  caf::behavior make_behavior() override;
  void on_exit() override;

 private:
  Services* services_;
};

}  // namespace lapor::actors
