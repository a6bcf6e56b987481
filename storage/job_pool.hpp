#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace lapor::storage {

/// A few threads that carry out jobs which block, begun in the order in which they came. Any thread may call.
class JobPool {
 public:
  using Job = std::function<void()>;

  /// `background` threads get what the others leave: little while the machine is busy, everything while it is not.
  /// `low` ones give way, too, but are never starved: about a thirtieth of a busy processor.
  enum class Priority { normal, low, background };

  JobPool(std::size_t threads, std::size_t max_waiting, Priority priority = Priority::normal);
  ~JobPool();
  JobPool(const JobPool&) = delete;
  JobPool& operator=(const JobPool&) = delete;

  enum class Admission { accepted, full, stopped };
  /// Never blocks. Jobs must not throw.
  Admission post(Job job);

  /// Carries out what was accepted and ends the threads. Idempotent.
  void stop();

 private:
  void run(Priority priority);

  const std::size_t max_waiting_;
  std::mutex mutex_;  // guards the next three
  std::condition_variable work_;
  std::deque<Job> waiting_;
  bool stopping_{};

  std::mutex stop_mutex_;
  std::vector<std::thread> threads_;
};

/// While it lives, a background thread runs like any other: for the moments in which it holds what others wait for.
/// A system that does not allow it costs speed, nothing else.
class UrgentSection {
 public:
  UrgentSection();
  ~UrgentSection();
  UrgentSection(const UrgentSection&) = delete;
  UrgentSection& operator=(const UrgentSection&) = delete;

 private:
  int policy_;  // to go back to
};

}  // namespace lapor::storage
