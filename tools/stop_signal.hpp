#pragma once

#include <condition_variable>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

namespace lapor::tools {

/// Waits until the program is told to stop: by SIGTERM or SIGINT, or by a part of it that cannot go on. Make it before
/// any other thread: it blocks the two signals in the making thread and so in all threads made later, and a thread of
/// its own receives them. Further signals change nothing.
class StopSignal {
 public:
  StopSignal();
  ~StopSignal();
  StopSignal(const StopSignal&) = delete;
  StopSignal& operator=(const StopSignal&) = delete;

  /// Any thread. Only the first reason counts.
  void fail(std::string reason);
  /// Blocks. Nothing: an orderly stop was asked for; else why the program cannot go on.
  [[nodiscard]] std::optional<std::string> wait();

 private:
  void receive();
  void stop(std::optional<std::string> reason);

  std::mutex mutex_;
  std::condition_variable changed_;
  bool stopped_{};
  std::optional<std::string> failure_;
  std::thread receiver_;
};

}  // namespace lapor::tools
