#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>

#include "actors/engine.hpp"

namespace lapor::actors {

/// What the engine counts. Any thread may count; reading gives each figure as of some moment, not all of the same one.
class Counters {
 public:
  std::atomic<std::uint64_t> resident{0};
  std::atomic<std::uint64_t> in_flight{0};  // permits held by commands: given back just before the answer is told
  std::atomic<std::uint64_t> reading{0};    // the same for dossiers
  std::atomic<std::uint64_t> recoveries{0};
  std::atomic<std::uint64_t> passivations{0};
  std::atomic<std::uint64_t> crashes{0};
  std::atomic<std::uint64_t> alarms_read{0};
  std::atomic<std::uint64_t> alarms_armed{0};
  std::atomic<std::uint64_t> alarms_enforced{0};
  std::atomic<std::uint64_t> alarms_deferred{0};
  std::atomic<std::uint64_t> accepted{0};
  std::atomic<std::uint64_t> refused{0};

  void count(const Outcome& outcome);
  [[nodiscard]] EngineStatistics figures() const;

  /// Takes one of `limit` permits; false when all are out.
  [[nodiscard]] static bool take_permit(std::atomic<std::uint64_t>& permits, std::uint64_t limit);

  /// Actors that live, answers not yet told: what an orderly end waits for.
  void actor_begins() { ++alive_; }
  void actor_ends() { end_one(alive_); }
  void answer_is_due() { ++untold_; }
  void answer_is_told() { end_one(untold_); }

  /// True when nothing is untold (and, `with_actors`, no actor lives) before `deadline`.
  [[nodiscard]] bool wait_for_quiet(std::chrono::steady_clock::time_point deadline, bool with_actors);

 private:
  void end_one(std::atomic<std::uint64_t>& count);

  std::atomic<std::uint64_t> alive_{0};
  std::atomic<std::uint64_t> untold_{0};
  std::atomic<bool> watched_{false};  // somebody waits: spare the lock otherwise
  std::mutex mutex_;
  std::condition_variable quiet_;
};

}  // namespace lapor::actors
