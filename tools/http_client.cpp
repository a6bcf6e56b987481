#include "tools/http_client.hpp"

#include <fcntl.h>
#include <netdb.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <memory>

namespace lapor::tools {
namespace {

using Clock = std::chrono::steady_clock;

std::string error_text(int error) {
  return std::strerror(error);
}

/// Waits until the socket is ready. False: the time is up.
bool wait_for(int socket, short what, Clock::time_point deadline) {
  for (;;) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now()).count();
    pollfd waiting{socket, what, 0};
    const int ready = ::poll(&waiting, 1, static_cast<int>(std::clamp<std::int64_t>(left, 0, 3'600'000)));
    if (ready > 0) return true;
    if (ready == 0 && left <= 0) return false;
    if (ready < 0 && errno != EINTR) return true;  // the next call on the socket tells the error
  }
}

bool would_block(int error) {
  return error == EAGAIN || error == EWOULDBLOCK || error == EINTR;
}

/// 0, or the error number.
int finish_connecting(int socket, const addrinfo& address, Clock::time_point deadline) {
  if (::connect(socket, address.ai_addr, address.ai_addrlen) == 0) return 0;
  if (errno != EINPROGRESS) return errno;
  if (!wait_for(socket, POLLOUT, deadline)) return ETIMEDOUT;
  int error = 0;
  socklen_t size = sizeof error;
  return ::getsockopt(socket, SOL_SOCKET, SO_ERROR, &error, &size) == 0 ? error : errno;
}

Result<int, int> connect_to(const addrinfo& address, Clock::time_point deadline) {
  const int socket = ::socket(address.ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (socket < 0) return fail(int{errno});
  if (const int error = finish_connecting(socket, address, deadline); error != 0) {
    ::close(socket);
    return fail(int{error});
  }
  const int on = 1;
  ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  return socket;
}

bool is_idempotent(std::string_view method) {
  constexpr std::array<std::string_view, 5> methods{"GET", "HEAD", "PUT", "DELETE", "OPTIONS"};
  return std::find(methods.begin(), methods.end(), method) != methods.end();
}

bool has_key(const HttpClient::Headers& headers) {
  return std::any_of(headers.begin(), headers.end(), [](const auto& field) {
    return field.first.size() == std::strlen("idempotency-key") &&
           ::strcasecmp(field.first.c_str(), "idempotency-key") == 0;
  });
}

/// What would let a value run on into the next line or part of the request.
bool is_one_line(std::string_view text) {
  return std::none_of(text.begin(), text.end(), [](unsigned char c) { return (c < 0x20 && c != '\t') || c == 0x7f; });
}

bool is_one_word(std::string_view text) {
  return !text.empty() && text.find_first_of(" \t") == std::string_view::npos && is_one_line(text);
}

bool is_sendable(std::string_view method, std::string_view target, const HttpClient::Headers& headers) {
  return is_one_word(method) && is_one_word(target) &&
         std::all_of(headers.begin(), headers.end(),
                     [](const auto& field) { return is_one_word(field.first) && is_one_line(field.second); });
}

std::string to_bytes(std::string_view method, std::string_view target, const std::string& host,
                     const HttpClient::Headers& headers, std::string_view body) {
  std::string bytes;
  bytes.append(method).append(" ").append(target).append(" HTTP/1.1\r\nHost: ").append(host).append("\r\n");
  for (const auto& [name, value] : headers) bytes.append(name).append(": ").append(value).append("\r\n");
  const bool has_length = !body.empty() || method == "POST" || method == "PUT" || method == "PATCH";
  if (has_length) bytes.append("Content-Length: ").append(std::to_string(body.size())).append("\r\n");
  return bytes.append("\r\n").append(body);
}

}  // namespace

HttpClient::HttpClient(std::string host, std::uint16_t port, HttpClientOptions options)
    : host_{std::move(host)}, port_{port}, options_{options} {}

HttpClient::~HttpClient() {
  close();
}

HttpClient::HttpClient(HttpClient&& other) noexcept
    : host_{std::move(other.host_)},
      port_{other.port_},
      options_{other.options_},
      socket_{std::exchange(other.socket_, -1)} {}

HttpClient& HttpClient::operator=(HttpClient&& other) noexcept {
  std::swap(host_, other.host_);
  std::swap(port_, other.port_);
  std::swap(options_, other.options_);
  std::swap(socket_, other.socket_);
  return *this;
}

void HttpClient::limit(std::chrono::milliseconds timeout) {
  options_.connect_timeout = timeout;
  options_.reply_timeout = timeout;
}

std::string HttpClient::address() const {
  const bool is_ipv6 = host_.find(':') != std::string::npos;
  return (is_ipv6 ? "[" + host_ + "]" : host_) + ":" + std::to_string(port_);
}

Result<HttpReply, std::string> HttpClient::request(std::string_view method, std::string_view target,
                                                   const Headers& headers, std::string_view body) {
  if (!is_sendable(method, target, headers)) {
    return fail(std::string{"the request holds a space or control character where none may be"});
  }
  const auto bytes = to_bytes(method, target, address(), headers, body);
  const bool kept = is_connected();
  if (!kept) {
    if (auto connected = connect(); !connected) return fail(std::move(connected.error()));
  }
  auto reply = exchange(bytes, method == "HEAD");
  if (!reply && kept && reply.error().connection_ended && (is_idempotent(method) || has_key(headers))) {
    if (auto connected = connect(); !connected) return fail(std::move(connected.error()));
    reply = exchange(bytes, method == "HEAD");
  }
  if (!reply) return fail(std::move(reply.error().reason));
  return std::move(*reply);
}

Result<void, std::string> HttpClient::connect() {
  addrinfo wanted{};
  wanted.ai_family = AF_UNSPEC;
  wanted.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  const int error = ::getaddrinfo(host_.c_str(), std::to_string(port_).c_str(), &wanted, &found);
  if (error != 0) return fail("cannot find " + host_ + ": " + ::gai_strerror(error));
  const std::unique_ptr<addrinfo, void (*)(addrinfo*)> addresses{found, ::freeaddrinfo};
  const auto deadline = Clock::now() + options_.connect_timeout;
  int reason = 0;
  for (const addrinfo* each = found; each != nullptr; each = each->ai_next) {
    if (const auto connected = connect_to(*each, deadline)) {
      socket_ = *connected;
      return {};
    } else {
      reason = connected.error();
    }
  }
  return fail("cannot connect to " + address() + ": " + error_text(reason));
}

/// A kept connection on which something has come meanwhile has been ended by the server, or is out of step.
bool HttpClient::is_connected() {
  if (socket_ < 0) return false;
  pollfd waiting{socket_, POLLIN, 0};
  if (::poll(&waiting, 1, 0) == 0) return true;
  close();
  return false;
}

Result<HttpReply, HttpClient::Failure> HttpClient::exchange(std::string_view bytes, bool head_only) {
  const auto deadline = Clock::now() + options_.reply_timeout;
  auto sent = send(bytes, deadline);
  // A server may refuse before it has read everything: its reply counts more than the broken connection.
  auto reply = sent || sent.error().connection_ended ? receive(head_only, deadline)
                                                     : Result<HttpReply, Failure>{fail(std::move(sent.error()))};
  if (!reply) close();
  return reply;
}

Result<void, HttpClient::Failure> HttpClient::send(std::string_view bytes, Deadline deadline) {
  while (!bytes.empty()) {
    const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent >= 0) {
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    } else if (!would_block(errno)) {
      return fail(Failure{"the connection to " + address() + " broke: " + error_text(errno), true});
    } else if (!wait_for(socket_, POLLOUT, deadline)) {
      return fail(Failure{address() + " did not take the request in time"});
    }
  }
  return {};
}

Result<HttpReply, HttpClient::Failure> HttpClient::receive(bool head_only, Deadline deadline) {
  HttpReplyParser parser{head_only, options_.largest_reply};
  std::array<char, 65'536> bytes;
  for (bool nothing_came = true;;) {
    if (!wait_for(socket_, POLLIN, deadline)) return fail(Failure{"no reply from " + address() + " in time"});
    const auto size = ::recv(socket_, bytes.data(), bytes.size(), 0);
    if (size < 0 && would_block(errno)) continue;
    if (size == 0 && parser.end()) break;
    if (size <= 0) return fail(Failure{address() + " closed the connection before its reply was whole", nothing_came});
    nothing_came = false;
    const auto whole = parser.feed({bytes.data(), static_cast<std::size_t>(size)});
    if (!whole) return fail(Failure{whole.error()});
    if (*whole) break;
  }
  if (!parser.keeps_connection()) close();
  return parser.take();
}

void HttpClient::close() {
  if (socket_ >= 0) ::close(std::exchange(socket_, -1));
}

}  // namespace lapor::tools
