#include "api/http/listener.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "api/http/peer.hpp"

namespace lapor::api::http {
namespace {

constexpr int backlog = 1'024;
/// Connections accepted before others get their turn.
constexpr int most_at_once = 64;
/// Beyond the limit so many are told why; further ones are closed without a word.
constexpr std::size_t turned_away_politely = 64;
/// How long to wait when the process has no file descriptor left.
constexpr std::uint64_t pause_ms = 100;

union Address {
  sockaddr any;
  sockaddr_in v4;
  sockaddr_in6 v6;
};

bool parse_address(const std::string& text, std::uint16_t port, Address& address) {
  return uv_ip4_addr(text.c_str(), port, &address.v4) == 0 || uv_ip6_addr(text.c_str(), port, &address.v6) == 0;
}

socklen_t size_of(const Address& address) {
  return address.any.sa_family == AF_INET6 ? sizeof(address.v6) : sizeof(address.v4);
}

std::string advice(int error, const std::string& address, std::uint16_t port) {
  const auto number = std::to_string(port);
  switch (error) {
    case EADDRINUSE:
      return "is in use: stop the program that holds it (`ss -ltnp 'sport = " + number +
             "'` names it) or listen elsewhere";
    case EADDRNOTAVAIL:
      return "is not an address of this machine: listen on one of its own, or on 0.0.0.0 or :: for all";
    case EACCES:
      return "may not be used by this account: choose a port from 1024 on, or grant the program CAP_NET_BIND_SERVICE";
    case EMFILE:
    case ENFILE:
      return "cannot be opened: no file descriptor is left; raise the limit (ulimit -n)";
    default:
      return "cannot be listened on: " + std::string{std::strerror(error)} + " (" + address + ")";
  }
}

bool bind_and_listen(int socket, const Address& address) {
  const int on = 1;
  return ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == 0 &&
         ::bind(socket, &address.any, size_of(address)) == 0 && ::listen(socket, backlog) == 0;
}

std::uint16_t port_of(int socket) {
  Address bound{};
  socklen_t size = sizeof bound;
  ::getsockname(socket, &bound.any, &size);
  return ntohs(bound.any.sa_family == AF_INET6 ? bound.v6.sin6_port : bound.v4.sin_port);
}

}  // namespace

Result<ListeningSocket, std::string> open_listener(const std::string& address, std::uint16_t port) {
  Address parsed{};
  if (!parse_address(address, port, parsed)) {
    return fail("\"" + address + "\" is not a numeric address: give one such as 127.0.0.1, 0.0.0.0 or ::1");
  }
  const int socket = ::socket(parsed.any.sa_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (socket >= 0 && bind_and_listen(socket, parsed)) return ListeningSocket{socket, port_of(socket)};
  const int error = errno;
  if (socket >= 0) ::close(socket);
  return fail(address + " port " + std::to_string(port) + " " + advice(error, address, port));
}

Listener::Listener(uv_loop_t& uv, Listen listen, const Limits& limits, Counters& counters)
    : socket_{listen.socket}, loops_{std::move(listen.loops)}, limits_{limits}, counters_{counters} {
  uv_poll_init(&uv, &poll_, socket_);
  uv_timer_init(&uv, &pause_);
  poll_.data = pause_.data = this;
  watch();
}

void Listener::watch() {
  uv_poll_start(&poll_, UV_READABLE,
                [](uv_poll_t* poll, int, int) { static_cast<Listener*>(poll->data)->accept_waiting(); });
}

void Listener::accept_waiting() {
  for (int i = 0; i < most_at_once && accept_one(); ++i) {
  }
}

bool Listener::accept_one() {
  Address from{};
  socklen_t size = sizeof from;
  const int socket = ::accept4(socket_, &from.any, &size, SOCK_NONBLOCK | SOCK_CLOEXEC);
  if (socket < 0) {
    if (errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM) pause();
    return errno == ECONNABORTED || errno == EINTR;
  }
  ++counters_.accepted;
  const auto open = counters_.connections.fetch_add(1);
  const bool known =
      open < limits_.connections + turned_away_politely &&
      loops_[next_++ % loops_.size()]->post(Newcomer{socket, open >= limits_.connections, address_of(from.any)});
  if (!known) {
    --counters_.connections;
    ::close(socket);
  }
  return true;
}

/// The waiting client would wake the loop again and again; look again when some connection may have ended.
void Listener::pause() {
  uv_poll_stop(&poll_);
  uv_timer_start(
      &pause_, [](uv_timer_t* timer) { static_cast<Listener*>(timer->data)->watch(); }, pause_ms, 0);
}

void Listener::close() {
  const auto on_closed = [](uv_handle_t* handle) { ::close(static_cast<Listener*>(handle->data)->socket_); };
  uv_close(reinterpret_cast<uv_handle_t*>(&poll_), on_closed);
  uv_close(reinterpret_cast<uv_handle_t*>(&pause_), nullptr);
}

}  // namespace lapor::api::http
