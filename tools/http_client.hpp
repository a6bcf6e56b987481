#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "events/result.hpp"
#include "tools/http_reply.hpp"

namespace lapor::tools {

struct HttpClientOptions {
  std::chrono::milliseconds connect_timeout{5'000};
  std::chrono::milliseconds reply_timeout{60'000};  // from the first byte sent to the last received
  std::size_t largest_reply{268'435'456};           // bytes of a reply's body
};

/// An HTTP/1.1 client of one server: blocking, one request at a time, the connection is kept from one to the next. One
/// thread at a time. A request may have been carried out although no reply came, so it is sent a second time only when
/// that does no harm: the server had closed the kept connection before any byte of a reply, and the method is
/// idempotent (RFC 9110, 9.2.2) or the request carries an Idempotency-Key.
class HttpClient {
 public:
  using Headers = std::vector<std::pair<std::string, std::string>>;

  /// `host` is a name or a numeric address, IPv6 without brackets. Connects when the first request is made.
  HttpClient(std::string host, std::uint16_t port, HttpClientOptions options = {});
  ~HttpClient();
  HttpClient(HttpClient&& other) noexcept;
  HttpClient& operator=(HttpClient&& other) noexcept;

  /// From the next request on: no step of it takes longer.
  void limit(std::chrono::milliseconds timeout);

  /// `target` as it stands in the request line: "/v1/reports?state=closed". Host and Content-Length are added. The
  /// error is a sentence about why no reply came.
  [[nodiscard]] Result<HttpReply, std::string> request(std::string_view method, std::string_view target,
                                                       const Headers& headers, std::string_view body);

 private:
  using Deadline = std::chrono::steady_clock::time_point;
  struct Failure {
    std::string reason;
    bool connection_ended{false};  // before any byte of a reply
  };

  [[nodiscard]] Result<void, std::string> connect();
  [[nodiscard]] Result<HttpReply, Failure> exchange(std::string_view bytes, bool head_only);
  [[nodiscard]] Result<void, Failure> send(std::string_view bytes, Deadline deadline);
  [[nodiscard]] Result<HttpReply, Failure> receive(bool head_only, Deadline deadline);
  [[nodiscard]] bool is_connected();
  void close();
  [[nodiscard]] std::string address() const;

  std::string host_;
  std::uint16_t port_;
  HttpClientOptions options_;
  int socket_{-1};
};

}  // namespace lapor::tools
