#include "actors/time_keeper.hpp"

#include <limits>

#include "actors/stop_on_exception.hpp"

namespace lapor::actors {
namespace {

/// Sorts after every alarm of `instant` and before those of later ones.
Alarm end_of(Instant instant) {
  return {instant, ReportId{std::numeric_limits<std::uint64_t>::max()},
          DeadlineKind{std::numeric_limits<std::uint8_t>::max()}};
}

}  // namespace

TimeKeeper::TimeKeeper(caf::actor_config& config, Services* services, SimulatedClock* clock)
    : event_based_actor(config), services_(services), clock_(clock) {
  services_->counters.actor_begins();
  stop_on_exception(*this, "time keeper");
}

caf::behavior TimeKeeper::make_behavior() {
  return {
      [this](const Advance& wish) {
        wishes_.push_back(wish);
        if (wishes_.size() == 1) settle();
      },
      [this](const Settled&) { settled(); },
  };
}

void TimeKeeper::on_exit() {
  wishes_.clear();
  services_->counters.actor_ends();
}

void TimeKeeper::settle() {
  unsettled_ = services_->timers.size();
  for (const auto& timer : services_->timers) caf::anon_send(timer, EnforceDue{caf::actor_cast<caf::actor>(this)});
}

void TimeKeeper::settled() {
  if (--unsettled_ == 0) move_on();
}

/// All that is due now has been enforced. An alarm that could not be is left behind rather than waited for.
void TimeKeeper::move_on() {
  const Instant target = wishes_.front().target;
  const auto later = services_->journal.alarms(end_of(clock_->now()), target, 1);
  if (!later || later->empty()) return finish();
  clock_->move_to(later->front().at);
  settle();
}

void TimeKeeper::finish() {
  clock_->move_to(wishes_.front().target);
  wishes_.pop_front();
  if (!wishes_.empty()) settle();
}

}  // namespace lapor::actors
