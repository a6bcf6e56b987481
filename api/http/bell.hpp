#pragma once

#include <memory>

namespace lapor::api::http {

/// Wakes a sleeping loop from any thread: an event counter of the kernel that the loop polls. Used instead of libuv's
/// own `uv_async_t`, whose reader spins while a sender is preempted in mid-send; on two busy cores that cost the loop
/// 8 % of its time.
class Bell {
 public:
  /// Null when the process has no file descriptor left.
  [[nodiscard]] static std::shared_ptr<Bell> make();
  ~Bell();
  Bell(const Bell&) = delete;
  Bell& operator=(const Bell&) = delete;

  /// Any thread, as long as somebody holds the bell; also after the loop has gone.
  void ring() const;
  /// The loop's thread: takes back all rings, so that it can sleep again.
  void silence() const;
  [[nodiscard]] int descriptor() const { return descriptor_; }

 private:
  explicit Bell(int descriptor) : descriptor_{descriptor} {}
  const int descriptor_;
};

}  // namespace lapor::api::http
