#include "actors/counters.hpp"

namespace lapor::actors {

void Counters::count(const Outcome& outcome) {
  if (std::holds_alternative<Standing>(outcome))
    ++accepted;
  else if (!std::holds_alternative<Unavailable>(outcome))
    ++refused;
}

EngineStatistics Counters::figures() const {
  return {.resident = resident,
          .in_flight = in_flight,
          .recoveries = recoveries,
          .passivations = passivations,
          .crashes = crashes,
          .alarms_read = alarms_read,
          .alarms_armed = alarms_armed,
          .alarms_enforced = alarms_enforced,
          .alarms_deferred = alarms_deferred,
          .accepted = accepted,
          .refused = refused};
}

bool Counters::take_permit(std::atomic<std::uint64_t>& permits, std::uint64_t limit) {
  if (permits.fetch_add(1) < limit) return true;
  --permits;
  return false;
}

void Counters::end_one(std::atomic<std::uint64_t>& count) {
  if (--count != 0 || !watched_) return;
  const std::lock_guard lock{mutex_};
  quiet_.notify_all();
}

bool Counters::wait_for_quiet(std::chrono::steady_clock::time_point deadline, bool with_actors) {
  watched_ = true;
  std::unique_lock lock{mutex_};
  return quiet_.wait_until(lock, deadline, [&] { return untold_ == 0 && (!with_actors || alive_ == 0); });
}

}  // namespace lapor::actors
