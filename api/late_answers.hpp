#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <functional>
#include <map>
#include <mutex>
#include <thread>

namespace lapor::api {

/// Gives answers not before a whole number of steps after their requests came, so that how long they take does not tell
/// what was looked at. "There is no report with this id, or you may not see it" takes a read of the journal in one case
/// and none in the other: both are given on the same beat. Any thread.
class LateAnswers {
 public:
  using Clock = std::chrono::steady_clock;

  /// Longer than nearly all reads; whoever asks for what is not there can wait so long.
  static constexpr std::chrono::milliseconds step{5};
  /// Beyond so many that wait, answers are given at once: who asks so often learns nothing from the time.
  static constexpr std::size_t most_waiting = 20'000;

  LateAnswers();
  /// Gives all that wait at once.
  ~LateAnswers();
  LateAnswers(const LateAnswers&) = delete;
  LateAnswers& operator=(const LateAnswers&) = delete;

  /// Calls `answer` on a thread of its own, or at once when too many wait. `begun`: when the request came.
  void give(Clock::time_point begun, std::function<void()> answer);

 private:
  void run();

  std::mutex mutex_;                                                 // guards the next two
  std::multimap<Clock::time_point, std::function<void()>> waiting_;  // by when they are due
  bool stopping_{};
  std::condition_variable changed_;
  std::thread thread_;
};

/// The first beat after `now`.
[[nodiscard]] LateAnswers::Clock::time_point next_beat(LateAnswers::Clock::time_point begun,
                                                       LateAnswers::Clock::time_point now);

}  // namespace lapor::api
