#pragma once

#include <uv.h>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "api/http/connection.hpp"
#include "api/http/outbox.hpp"
#include "events/result.hpp"

namespace lapor::api::http {

struct ListeningSocket {
  int socket{-1};        // owned by the caller
  std::uint16_t port{};  // the one that was given, also when any was asked for
};

/// Binds and listens; the text of an error says what to do. `address` is numeric, IPv4 or IPv6.
[[nodiscard]] Result<ListeningSocket, std::string> open_listener(const std::string& address, std::uint16_t port);

/// Accepts, on one loop, for all loops: each connection goes to the next loop in turn. Owns the socket. Loop thread;
/// after `close` it must live until the loop has ended.
class Listener {
 public:
  Listener(uv_loop_t& uv, Listen listen, const Limits& limits, Counters& counters);
  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;

  void close();

 private:
  void watch();
  void accept_waiting();
  bool accept_one();
  void pause();

  const int socket_;
  const std::vector<std::shared_ptr<Outbox>> loops_;
  const Limits& limits_;
  Counters& counters_;
  std::size_t next_{0};
  uv_poll_t poll_{};
  uv_timer_t pause_{};
};

}  // namespace lapor::api::http
