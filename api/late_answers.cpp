#include "api/late_answers.hpp"

#include <utility>

namespace lapor::api {

LateAnswers::Clock::time_point next_beat(LateAnswers::Clock::time_point begun, LateAnswers::Clock::time_point now) {
  const auto passed = now - begun;
  const auto steps = passed / LateAnswers::step + 1;
  return begun + steps * LateAnswers::step;
}

LateAnswers::LateAnswers() : thread_([this] { run(); }) {}

LateAnswers::~LateAnswers() {
  {
    const std::lock_guard lock{mutex_};
    stopping_ = true;
  }
  changed_.notify_one();
  thread_.join();
}

void LateAnswers::give(Clock::time_point begun, std::function<void()> answer) {
  {
    const std::lock_guard lock{mutex_};
    if (!stopping_ && waiting_.size() < most_waiting) {
      waiting_.emplace(next_beat(begun, Clock::now()), std::move(answer));
      changed_.notify_one();
      return;
    }
  }
  answer();
}

void LateAnswers::run() {
  std::unique_lock lock{mutex_};
  while (!stopping_ || !waiting_.empty()) {
    if (waiting_.empty()) {
      changed_.wait(lock);
      continue;
    }
    const auto due = waiting_.begin()->first;
    if (!stopping_ && Clock::now() < due) {
      changed_.wait_until(lock, due);
      continue;
    }
    const auto next = waiting_.extract(waiting_.begin());
    lock.unlock();
    next.mapped()();
    lock.lock();
  }
}

}  // namespace lapor::api
