#pragma once

#include <caf/event_based_actor.hpp>
#include <vector>

#include "actors/deadline_plan.hpp"
#include "actors/messages.hpp"
#include "actors/services.hpp"

namespace lapor::actors {

/// Enforces the deadlines of one shard: reads what is due from the journal's index and sends `DeadlineReached` to the
/// reports, whose rules judge. So a lost, early or doubled ring does no harm, and after a start whatever was missed is
/// simply due.
///
/// Rings every second and looks at the clock each time. Limits end at midnight of a working day, so a second is early
/// enough; in return nothing of the future is kept in memory, reports need not tell their timer of new alarms, none can
/// be overlooked, and a wall clock that jumps is noticed. An idle ring costs one range read.
class DeadlineTimer final : public caf::event_based_actor {
 public:
  DeadlineTimer(caf::actor_config& config, Services* services, std::size_t shard);

  caf::behavior make_behavior() override;
  void on_exit() override;

 private:
  void ring(std::uint64_t generation);
  void enforce_due(const EnforceDue& wish);
  void answered(const AlarmAnswered& answer);

  void begin_round();
  void go_on();
  [[nodiscard]] bool read_page();
  void send_taken();
  void send(const Alarm& alarm);
  void finish_round();
  void schedule_ring();

  Services* services_;
  std::size_t shard_;
  DeadlinePlan plan_;
  std::vector<caf::actor>
      asked_before_round_;  // told when a round that began after they asked finds nothing more to do
  std::vector<caf::actor> asked_in_round_;
  std::uint64_t generation_{};
};

}  // namespace lapor::actors
