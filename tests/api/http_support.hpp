#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>

namespace lapor::api::http {

/// One answer as it came over the wire.
struct WireAnswer {
  int status{0};  // 0: none came
  std::string head;
  std::string body;

  [[nodiscard]] bool says(std::string_view field) const { return head.find(field) != std::string::npos; }
};

/// A client that sends exactly the bytes it is given, over a loopback socket. Waits ten seconds at most, so that a
/// fault fails a test instead of hanging it.
class WireClient {
 public:
  /// `source`: the IPv4 address that it comes from, one of 127.0.0.0/8.
  explicit WireClient(std::uint16_t port, in_addr_t source = INADDR_LOOPBACK)
      : socket_{::socket(AF_INET, SOCK_STREAM, 0)} {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(source);
    if (source != INADDR_LOOPBACK) ::bind(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address);
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const timeval patience{10, 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    ::setsockopt(socket_, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    connected_ = ::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
  }
  ~WireClient() { close(); }
  WireClient(WireClient&& other) noexcept
      : socket_{std::exchange(other.socket_, -1)}, connected_{other.connected_}, read_{std::move(other.read_)} {}
  WireClient(const WireClient&) = delete;
  WireClient& operator=(const WireClient&) = delete;

  [[nodiscard]] bool connected() const { return connected_; }

  bool send(std::string_view bytes) {
    while (!bytes.empty()) {
      const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
  }

  /// Sends what the other side takes; false when it has taken nothing for `patience_ms`.
  bool send_if_taken(std::string_view bytes, int patience_ms) {
    while (!bytes.empty()) {
      pollfd waiting{socket_, POLLOUT, 0};
      if (::poll(&waiting, 1, patience_ms) != 1) return false;
      const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
      if (sent > 0) bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
  }

  /// The next answer, its body as long as Content-Length says; without body for an answer to HEAD.
  WireAnswer read_answer(bool head_only = false) {
    std::size_t end{};
    while ((end = read_.find("\r\n\r\n")) == std::string::npos) {
      if (!read_more()) return {};
    }
    WireAnswer answer{std::atoi(read_.c_str() + std::strlen("HTTP/1.1 ")), read_.substr(0, end + 4), {}};
    const auto field = answer.head.find("Content-Length: ");
    const bool has_body = !head_only && field != std::string::npos;
    const auto size = has_body ? std::strtoul(answer.head.c_str() + field + 16, nullptr, 10) : 0;
    while (read_.size() < answer.head.size() + size) {
      if (!read_more()) return {};
    }
    answer.body = read_.substr(answer.head.size(), size);
    read_.erase(0, answer.head.size() + size);
    return answer;
  }

  /// Everything up to this text and with it; empty if it does not come.
  std::string read_until(std::string_view text) {
    std::size_t found{};
    while ((found = read_.find(text)) == std::string::npos) {
      if (!read_more()) return {};
    }
    const auto bytes = read_.substr(0, found + text.size());
    read_.erase(0, bytes.size());
    return bytes;
  }

  /// Everything up to the end of the connection. `ended` tells an orderly end from a broken or endless one.
  std::string read_to_end(bool* ended = nullptr) {
    while (read_more()) {
    }
    if (ended != nullptr) *ended = ended_;
    return std::exchange(read_, {});
  }

  /// True if the connection ends in order, with nothing more coming.
  bool is_at_end() {
    bool ended = false;
    return read_to_end(&ended).empty() && ended;
  }

  void end_sending() { ::shutdown(socket_, SHUT_WR); }
  /// Closes so that the other side sees a reset.
  void break_off() {
    const linger at_once{1, 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
    close();
  }
  void close() {
    if (socket_ >= 0) ::close(std::exchange(socket_, -1));
  }

 private:
  bool read_more() {
    char bytes[65'536];
    const auto size = ::recv(socket_, bytes, sizeof bytes, 0);
    ended_ = size == 0;
    if (size > 0) read_.append(bytes, static_cast<std::size_t>(size));
    return size > 0;
  }

  int socket_;
  bool connected_{false};
  bool ended_{false};
  std::string read_;
};

inline std::string get_request(const std::string& path, const std::string& fields = "") {
  return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + fields + "\r\n";
}

}  // namespace lapor::api::http
