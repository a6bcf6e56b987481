#pragma once

#include <atomic>
#include <mutex>
#include <shared_mutex>

namespace lapor::api {

/// A shared mutex under which readers that come after a waiting writer wait for it: `std::shared_mutex` of this
/// library lets readers in as long as there is one, so that two busy ones keep a writer out for ever.
class FairMutex {
 public:
  void lock() {
    ++waiting_writers_;
    const std::lock_guard turn{turnstile_};
    mutex_.lock();
    --waiting_writers_;
  }
  void unlock() { mutex_.unlock(); }

  void lock_shared() {
    if (waiting_writers_ > 0) const std::lock_guard turn{turnstile_};
    mutex_.lock_shared();
  }
  /// Fails only when a writer has it or waits for it.
  bool try_lock_shared() { return waiting_writers_ == 0 && mutex_.try_lock_shared(); }
  void unlock_shared() { mutex_.unlock_shared(); }

 private:
  std::atomic<int> waiting_writers_{};
  std::mutex turnstile_;  // held by a writer while it waits
  std::shared_mutex mutex_;
};

}  // namespace lapor::api
