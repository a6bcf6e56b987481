#include "tools/stop_signal.hpp"

#include <pthread.h>
#include <signal.h>

namespace lapor::tools {
namespace {

/// SIGUSR1 ends the receiving thread; nobody else sends it.
sigset_t received_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  for (int signal : {SIGTERM, SIGINT, SIGUSR1}) sigaddset(&signals, signal);
  return signals;
}

}  // namespace

StopSignal::StopSignal() {
  const sigset_t signals = received_signals();
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  receiver_ = std::thread([this] { receive(); });
}

StopSignal::~StopSignal() {
  pthread_kill(receiver_.native_handle(), SIGUSR1);
  receiver_.join();
}

void StopSignal::receive() {
  const sigset_t signals = received_signals();
  for (int signal = 0; sigwait(&signals, &signal) == 0 && signal != SIGUSR1;) stop(std::nullopt);
}

void StopSignal::stop(std::optional<std::string> reason) {
  const std::lock_guard lock(mutex_);
  if (stopped_) return;
  stopped_ = true;
  failure_ = std::move(reason);
  changed_.notify_all();
}

void StopSignal::fail(std::string reason) {
  stop(std::move(reason));
}

std::optional<std::string> StopSignal::wait() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return stopped_; });
  return failure_;
}

}  // namespace lapor::tools
