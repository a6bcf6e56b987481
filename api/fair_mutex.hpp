#pragma once

#include <mutex>
#include <shared_mutex>

namespace lapor::api {

/// A shared mutex under which readers that come after a waiting writer wait for it: `std::shared_mutex` of this
/// library lets readers in as long as there is one, so that two busy ones keep a writer out for ever.
class FairMutex {
 public:
  void lock() {
    const std::lock_guard turn{turnstile_};
    mutex_.lock();
  }
  void unlock() { mutex_.unlock(); }

  void lock_shared() {
    const std::lock_guard turn{turnstile_};
    mutex_.lock_shared();
  }
  bool try_lock_shared() {
    const std::unique_lock turn{turnstile_, std::try_to_lock};
    return turn && mutex_.try_lock_shared();
  }
  void unlock_shared() { mutex_.unlock_shared(); }

 private:
  std::mutex turnstile_;  // held while waiting, never while reading or writing
  std::shared_mutex mutex_;
};

}  // namespace lapor::api
