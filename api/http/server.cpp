#include "api/http/server.hpp"

#include <unistd.h>

#include <algorithm>
#include <mutex>
#include <vector>

#include "api/http/connection.hpp"
#include "api/http/listener.hpp"
#include "api/http/loop.hpp"
#include "api/http/outbox.hpp"
#include "api/http/peer.hpp"

namespace lapor::api::http {
namespace {

Result<void, std::string> make_canonical(std::vector<std::string>& addresses) {
  for (auto& address : addresses) {
    auto canonical = canonical_address(address);
    if (!canonical) return fail("the trusted proxy \"" + address + "\" is not a numeric address");
    address = std::move(*canonical);
  }
  return {};
}

}  // namespace

class Server::Parts {
 public:
  Parts(ServerOptions options, Handler handler) : options_{std::move(options)}, handler_{std::move(handler)} {}

  Result<void, std::string> start() {
    const auto listener = open_listener(options_.address, options_.port);
    if (!listener) return fail(listener.error());
    port_ = listener->port;
    if (auto started = start_loops(); !started) {
      ::close(listener->socket);
      return started;
    }
    Listen listen{listener->socket, {}};
    for (const auto& loop : loops_) listen.loops.push_back(loop->outbox());
    loops_.front()->outbox()->post(std::move(listen));
    return {};
  }

  void stop(std::chrono::milliseconds patience) {
    const std::lock_guard lock{stopping_};
    for (const auto& loop : loops_) loop->outbox()->post(Stop{patience});
    for (const auto& loop : loops_) loop->join();
  }

  [[nodiscard]] std::uint16_t port() const { return port_; }
  [[nodiscard]] const Counters& counters() const { return counters_; }

 private:
  Result<void, std::string> start_loops() {
    for (std::size_t i = 0; i < std::max<std::size_t>(options_.loops, 1); ++i) {
      auto loop = Loop::start(options_, handler_, counters_);
      if (!loop) return fail(std::move(loop.error()));
      loops_.push_back(std::move(*loop));
    }
    return {};
  }

  const ServerOptions options_;
  const Handler handler_;
  Counters counters_;
  std::uint16_t port_{0};
  std::mutex stopping_;
  std::vector<std::unique_ptr<Loop>> loops_;  // last: their threads use the others
};

Result<std::unique_ptr<Server>, std::string> Server::start(ServerOptions options, Handler handler) {
  if (auto known = make_canonical(options.trusted_proxies); !known) return fail(std::move(known.error()));
  auto parts = std::make_unique<Parts>(std::move(options), std::move(handler));
  if (auto started = parts->start(); !started) return fail(std::move(started.error()));
  return std::unique_ptr<Server>{new Server{std::move(parts)}};
}

Server::Server(std::unique_ptr<Parts> parts) : parts_{std::move(parts)} {}

Server::~Server() {
  stop(std::chrono::milliseconds{0});
}

std::uint16_t Server::port() const {
  return parts_->port();
}

ServerStatistics Server::statistics() const {
  const auto& counters = parts_->counters();
  return {counters.connections, counters.accepted,  counters.requests, counters.refused,
          counters.in_flight,   counters.timed_out, counters.streams};
}

void Server::stop(std::chrono::milliseconds patience) {
  parts_->stop(patience);
}

}  // namespace lapor::api::http
