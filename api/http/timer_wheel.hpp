#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>

namespace lapor::api::http {

/// A point in time as milliseconds of the loop's own clock, which never goes back.
using LoopTime = std::chrono::milliseconds;

class TimerWheel;

/// Something that rings once, at or shortly after its time. Owned by whoever is to be woken; disarms itself when it
/// dies.
class Alarm {
 public:
  explicit Alarm(std::function<void()> ring) : ring_{std::move(ring)} {}
  ~Alarm();
  Alarm(const Alarm&) = delete;
  Alarm& operator=(const Alarm&) = delete;

 private:
  friend class TimerWheel;
  Alarm() = default;  // the head of a list
  [[nodiscard]] bool is_linked() const { return next_ != this; }
  void unlink();
  void link_before(Alarm& other);

  std::function<void()> ring_;
  LoopTime due_{};
  std::uint64_t visit_{};  // the tick at which the wheel comes by
  TimerWheel* wheel_{nullptr};
  Alarm* previous_{this};
  Alarm* next_{this};
};

/// All time-outs of one loop: a hashed wheel (Varghese and Lauck, 1987, scheme 6). Arming costs the same however many
/// alarms there are; moving an alarm to a later time costs a store, because the wheel looks at the time again when it
/// comes by. Has no clock: whoever owns it tells the time. One thread.
class TimerWheel {
 public:
  TimerWheel(std::chrono::milliseconds tick, LoopTime now);

  /// Sets the alarm, or moves it. It rings never before `due`, and at most one tick after it.
  void arm(Alarm& alarm, LoopTime due);
  void disarm(Alarm& alarm);

  /// Rings what is due. A ring may arm and disarm any alarm and destroy any other.
  void advance(LoopTime now);

  [[nodiscard]] std::size_t size() const { return size_; }

 private:
  static constexpr std::size_t slots = 256;

  void place(Alarm& alarm);
  void visit(Alarm& slot, LoopTime now);

  std::chrono::milliseconds tick_;
  std::uint64_t ticks_;  // the last tick that was visited
  std::size_t size_{0};
  std::array<Alarm, slots> slots_;
};

}  // namespace lapor::api::http
