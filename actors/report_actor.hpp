#pragma once

#include <caf/event_based_actor.hpp>
#include <list>
#include <memory>
#include <optional>

#include "actors/messages.hpp"
#include "actors/services.hpp"
#include "storage/vault.hpp"

namespace lapor::actors {

/// One report, alive. Serves its commands one after another in the order in which they came, each in the five steps of
/// the actor shell: decide; refuse and reply; append with the expected version; fold and install only after success;
/// reply. Loads itself; commands wait while it loads or while an append is in flight.
///
/// Kept small, for there may be a million: what only a busy report needs lies in `Work`, which an idle one does not
/// have.
class ReportActor final : public caf::event_based_actor {
 public:
  enum class Past { to_be_loaded, none };

  ReportActor(caf::actor_config& config, Services* services, ReportId id, Past past);

  caf::behavior make_behavior() override;
  void on_exit() override;

 private:
  enum class Phase : std::uint8_t { loading, ready, writing };

  /// `attempts` counts conflicts of the command in hand; `next` is the state once its append is durable.
  struct Work {
    std::list<TaskPtr> waiting;
    TaskPtr in_hand;
    ReportState next;
    int attempts{};
  };

  void load(storage::HistoryUse use);
  void install(const HistoryResult& result);
  void give_up(const std::string& what);

  void accept(TaskPtr task);
  void proceed();
  void rest();
  void serve(TaskPtr task);
  [[nodiscard]] bool was_done_before(const TaskPtr& task);
  [[nodiscard]] bool is_stale(const Task& task) const;
  void decide_on(TaskPtr task);
  void write(TaskPtr task, Events events, Version rulebook);
  [[nodiscard]] storage::Append make_append(const Record& record, const Task& task);
  [[nodiscard]] Seal seal() const;

  void conclude(const storage::AppendResult& result);
  void installed(Task& task, Position position);
  void not_written(TaskPtr task, const storage::AppendFailure& failure);
  void decide_again(TaskPtr task);

  [[nodiscard]] Stream stream() const { return stream_of(id_); }

  Services* services_;
  ReportId id_;
  std::unique_ptr<Work> work_;
  ReportState state_;
  std::optional<storage::Key> key_;
  Phase phase_;
  bool leaving_{};
  bool crashed_{};
};

}  // namespace lapor::actors
