#pragma once

#include <caf/event_based_actor.hpp>
#include <deque>
#include <unordered_map>
#include <vector>

#include "actors/messages.hpp"
#include "actors/residents.hpp"
#include "actors/services.hpp"

namespace lapor::actors {

/// Owns the report actors of its share of the ids: finds or spawns one, hands commands on, sends the idle and the least
/// recently used away. Decides nothing about reports.
///
/// Two promises: at most `max_recoveries` reports are loaded at once, the others wait; and a command never meets an
/// actor that was told to go: it is kept until the actor is gone and is then handed to its successor.
class Shard final : public caf::event_based_actor {
 public:
  Shard(caf::actor_config& config, Services* services);

  caf::behavior make_behavior() override;
  void on_exit() override;

 private:
  void give_id(const TaskPtr& task);

  void hand_on(const TaskPtr& task);
  void admit(ReportId report, Resident& resident, const TaskPtr& task);
  void recover(ReportId report, Resident& resident);
  void recover_waiting();
  void become_ready(Resident& resident);
  void keep(ReportId report, const TaskPtr& task);
  void send_kept(ReportId report, Resident& resident);
  [[nodiscard]] bool has_room_for(const Task& task) const;
  static void turn_away(Task& task);

  void recovered(ReportId report);
  void superfluous(ReportId report);
  void departed(const Departed& message);

  void make_room();
  void send_away(Resident& resident);
  void sweep_idle();
  void schedule_sweep();
  void publish_size();

  Services* services_;
  Residents residents_;
  std::unordered_map<ReportId, std::vector<TaskPtr>> kept_;  // commands of reports that wait or leave
  std::size_t kept_count_{};
  std::deque<ReportId> waiting_;
  std::size_t recovering_{};
  std::size_t published_size_{};
};

}  // namespace lapor::actors
