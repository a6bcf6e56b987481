#pragma once

#include <uv.h>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>

namespace lapor::api::http {

/// The sending side of one connection. Answers are gathered in `buffer` and leave in one write; what the kernel does
/// not take at once is sent in the background. Loop thread; must live until the stream's close callback.
class Outgoing {
 public:
  /// `sent` is called when a background write has ended; its argument is false if the connection broke.
  Outgoing(uv_stream_t* stream, std::function<void(bool)> sent);
  Outgoing(const Outgoing&) = delete;
  Outgoing& operator=(const Outgoing&) = delete;

  [[nodiscard]] std::string& buffer() { return buffer_; }
  /// Sends what is in the buffer, unless an earlier write is still going on. False: the connection broke.
  [[nodiscard]] bool flush();
  /// Bytes the kernel has not taken.
  [[nodiscard]] std::size_t unsent() const;
  /// Bytes the kernel has taken, ever.
  [[nodiscard]] std::uint64_t sent() const;

 private:
  bool send_in_background(std::size_t already_sent);
  void forget_large_buffer();
  [[nodiscard]] std::size_t unsent_in_background() const;

  uv_stream_t* stream_;
  std::function<void(bool)> sent_;
  std::string buffer_;
  std::string in_background_;  // owned by the write under way
  uv_write_t write_{};
  std::uint64_t flushed_{0};  // bytes that have left the buffer, ever
  bool writing_{false};
};

}  // namespace lapor::api::http
