#pragma once

#include <caf/event_based_actor.hpp>
#include <cstddef>
#include <deque>

#include "actors/messages.hpp"
#include "actors/services.hpp"

namespace lapor::actors {

/// Moves a simulated clock: from due instant to due instant, waiting at each until the timers have enforced everything,
/// so that a rehearsal sees the same records as a server that ran all the while. One wish after another.
class TimeKeeper final : public caf::event_based_actor {
 public:
  TimeKeeper(caf::actor_config& config, Services* services, SimulatedClock* clock);

  caf::behavior make_behavior() override;
  void on_exit() override;

 private:
  void settle();
  void settled();
  void move_on();
  void finish();

  Services* services_;
  SimulatedClock* clock_;
  std::deque<Advance> wishes_;  // the first one is being carried out
  std::size_t unsettled_{};
};

}  // namespace lapor::actors
