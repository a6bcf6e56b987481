#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

#include "api/http/message.hpp"
#include "events/result.hpp"

namespace lapor::api::http {

struct ServerOptions {
  std::string address{"127.0.0.1"};  // numeric IPv4 or IPv6
  std::uint16_t port{8080};          // 0: any free one
  std::size_t loops{1};
  Limits limits;
  PlanBody plan_body{};  // none: every body is gathered in its request
};

struct ServerStatistics {
  std::uint64_t connections{};  // open now
  std::uint64_t accepted{};
  std::uint64_t requests{};
  std::uint64_t refused{};  // malformed, by the gate
  std::uint64_t in_flight{};
  std::uint64_t timed_out{};
  std::uint64_t streams{};  // bodies being made while they are sent, now
};

/// HTTP/1.1 over libuv: owns its loop threads. Responses may be given from any thread.
class Server {
 public:
  /// Binds and listens; the text of an error says what to do.
  [[nodiscard]] static Result<std::unique_ptr<Server>, std::string> start(ServerOptions options, Handler handler);
  ~Server();

  [[nodiscard]] std::uint16_t port() const;
  [[nodiscard]] ServerStatistics statistics() const;
  /// Stops accepting, lets requests in flight finish within `patience`, closes, joins the threads. Idempotent.
  void stop(std::chrono::milliseconds patience);

 private:
  class Parts;
  explicit Server(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace lapor::api::http
