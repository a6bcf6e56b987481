#include "api/http/timer_wheel.hpp"

#include <algorithm>

namespace lapor::api::http {

Alarm::~Alarm() {
  if (wheel_ != nullptr) wheel_->disarm(*this);
}

void Alarm::unlink() {
  previous_->next_ = next_;
  next_->previous_ = previous_;
  previous_ = next_ = this;
}

void Alarm::link_before(Alarm& other) {
  previous_ = other.previous_;
  next_ = &other;
  previous_->next_ = this;
  other.previous_ = this;
}

TimerWheel::TimerWheel(std::chrono::milliseconds tick, LoopTime now)
    : tick_{tick}, ticks_{static_cast<std::uint64_t>(now / tick)}, slots_{} {}

void TimerWheel::arm(Alarm& alarm, LoopTime due) {
  alarm.due_ = due;
  const auto passes_in_time = alarm.is_linked() && tick_ * static_cast<std::int64_t>(alarm.visit_) <= due;
  if (!passes_in_time) place(alarm);
}

void TimerWheel::disarm(Alarm& alarm) {
  if (!alarm.is_linked()) return;
  alarm.unlink();
  alarm.wheel_ = nullptr;
  --size_;
}

/// Into the slot of the first tick that is not before the alarm's time, or for a far one into the last slot of this
/// round.
void TimerWheel::place(Alarm& alarm) {
  disarm(alarm);
  const auto due_tick = static_cast<std::uint64_t>((alarm.due_ + tick_ - std::chrono::milliseconds{1}) / tick_);
  alarm.visit_ = std::clamp(due_tick, ticks_ + 1, ticks_ + slots - 1);
  alarm.link_before(slots_[alarm.visit_ % slots]);
  alarm.wheel_ = this;
  ++size_;
}

void TimerWheel::advance(LoopTime now) {
  const auto until = static_cast<std::uint64_t>(now / tick_);
  for (auto left = std::min<std::uint64_t>(until - std::min(until, ticks_), slots); left > 0; --left) {
    ticks_ = until - left + 1;
    visit(slots_[ticks_ % slots], now);
  }
}

/// `place` never uses the slot of the present tick, so this ends.
void TimerWheel::visit(Alarm& slot, LoopTime now) {
  while (slot.is_linked()) {
    auto& alarm = *slot.next_;
    if (alarm.due_ > now) {
      place(alarm);
    } else {
      disarm(alarm);
      alarm.ring_();
    }
  }
}

}  // namespace lapor::api::http
