#pragma once

#include <atomic>

#include "events/time.hpp"

namespace lapor::actors {

/// Where `now` comes from. Passed in, so that tests and rehearsals own the time. Any thread may call.
class Clock {
 public:
  virtual ~Clock() = default;
  [[nodiscard]] virtual Instant now() const = 0;
  /// Only a simulated clock may be moved.
  [[nodiscard]] virtual bool is_simulated() const = 0;
};

class SystemClock final : public Clock {
 public:
  [[nodiscard]] Instant now() const override {
    return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
  }
  [[nodiscard]] bool is_simulated() const override { return false; }
};

/// Stands still until it is moved; never goes back.
class SimulatedClock final : public Clock {
 public:
  explicit SimulatedClock(Instant start) : now_(start) {}
  [[nodiscard]] Instant now() const override { return now_.load(); }
  [[nodiscard]] bool is_simulated() const override { return true; }
  void move_to(Instant instant) {
    for (Instant seen = now_.load(); seen < instant && !now_.compare_exchange_weak(seen, instant);) {
    }
  }

 private:
  std::atomic<Instant> now_;
};

}  // namespace lapor::actors
