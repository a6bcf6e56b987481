#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "events/result.hpp"
#include "tools/http_client.hpp"
#include "tools/network_address.hpp"

namespace lapor::tools {

/// What the service answered.
struct ApiReply {
  int status{};
  std::string body;
  std::optional<std::chrono::seconds> retry_after;

  [[nodiscard]] bool is_success() const { return status >= 200 && status < 300; }
  /// The service could not serve now; the same request may succeed later.
  [[nodiscard]] bool is_worth_another_try() const;
  /// One line for people: the problem's title, detail and field, or the status when there is no problem document.
  [[nodiscard]] std::string reason() const;
};

/// Speaks JSON with one service as one caller. Blocking; one thread at a time. The connection is kept between calls.
class ApiClient {
 public:
  ApiClient(const NetworkAddress& server, std::string token);

  /// The error says that and why nothing came back: the request may or may not have been carried out.
  [[nodiscard]] Result<ApiReply, std::string> get(std::string_view target);
  /// `key` is the Idempotency-Key; empty: none.
  [[nodiscard]] Result<ApiReply, std::string> post(std::string_view target, std::string_view body,
                                                   std::string_view key);

 private:
  [[nodiscard]] Result<ApiReply, std::string> send(std::string_view method, std::string_view target,
                                                   std::string_view body, std::string_view key);

  std::string url_;
  std::string token_;
  HttpClient http_;
};

}  // namespace lapor::tools
