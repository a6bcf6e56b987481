#pragma once

#include <uv.h>

#include <cstdint>
#include <memory>
#include <string>
#include <thread>
#include <unordered_map>
#include <vector>

#include "api/http/bell.hpp"
#include "api/http/connection.hpp"
#include "api/http/listener.hpp"
#include "api/http/message.hpp"
#include "api/http/outbox.hpp"
#include "events/result.hpp"

namespace lapor::api::http {

struct ServerOptions;

/// One libuv loop on a thread of its own, with its connections. Everything reaches it through its outbox; its thread
/// blocks all signals, so that a broken pipe harms nobody and SIGTERM goes to the program's main thread.
class Loop {
 public:
  /// Starts the thread. What is referred to must outlive the loop.
  [[nodiscard]] static Result<std::unique_ptr<Loop>, std::string> start(const ServerOptions& options,
                                                                        const Handler& handler, Counters& counters);
  /// Stops without patience.
  ~Loop();

  [[nodiscard]] const std::shared_ptr<Outbox>& outbox() const { return parts_.outbox; }
  /// Waits for the end that a `Stop` letter brings. Not from the loop's own thread.
  void join();

 private:
  Loop(const ServerOptions& options, const Handler& handler, Counters& counters, std::shared_ptr<Bell> bell);
  [[nodiscard]] int prepare();
  void run();

  void receive(Letter letter);
  void accept(Answer answer);
  void accept(PulledChunk pulled);
  void accept(Drained drained);
  void accept(Newcomer newcomer);
  void accept(Listen listen);
  void accept(Stop stop);
  void settle(std::uint64_t number, Connection& connection);
  void revisit(std::uint64_t number);
  void collect();
  void forget(std::uint64_t number);
  void close_connections();
  void end_when_empty();

  uv_loop_t uv_{};
  std::shared_ptr<Bell> bell_;
  uv_poll_t rung_{};
  uv_timer_t tick_{};
  uv_timer_t patience_{};
  TimerWheel wheel_;
  DateLine date_;
  std::vector<char> read_buffer_;
  LoopParts parts_;
  std::unique_ptr<Listener> listener_;
  std::unordered_map<std::uint64_t, std::unique_ptr<Connection>> connections_;
  std::uint64_t next_number_{0};
  bool collecting_{false};
  std::vector<std::uint64_t> touched_;   // connections that got answers or chunks in this collection
  std::vector<std::uint64_t> revisits_;  // connections that asked for another turn
  bool stopping_{false};
  bool ended_{false};
  std::thread thread_;
};

}  // namespace lapor::api::http
