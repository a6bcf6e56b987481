#include "tools/api_client.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <charconv>

namespace lapor::tools {
namespace {

std::optional<std::chrono::seconds> seconds_in(std::string_view text) {
  unsigned seconds{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return std::chrono::seconds{seconds};
}

std::string member(const boost::json::object& object, std::string_view name) {
  const boost::json::value* value = object.if_contains(name);
  return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string{};
}

ApiReply to_api_reply(HttpReply reply) {
  ApiReply result;
  result.status = reply.status;
  result.retry_after = seconds_in(reply.header("retry-after"));
  result.body = std::move(reply.body);
  return result;
}

}  // namespace

bool ApiReply::is_worth_another_try() const {
  return status == 429 || status == 408 || status >= 500;
}

std::string ApiReply::reason() const {
  const std::string fallback = "the service answered " + std::to_string(status);
  boost::json::error_code error;
  const auto value = boost::json::parse(body, error);
  if (error || !value.is_object()) return fallback;
  std::string text = member(value.get_object(), "title");
  if (text.empty()) return fallback;
  if (const auto detail = member(value.get_object(), "detail"); !detail.empty()) text += ": " + detail;
  if (const auto name = member(value.get_object(), "field"); !name.empty()) text += " (field `" + name + "`)";
  return text;
}

ApiClient::ApiClient(const NetworkAddress& server, std::string token)
    : url_(to_url(server)), token_(std::move(token)), http_(server.host, server.port) {}

Result<ApiReply, std::string> ApiClient::get(std::string_view target) {
  return send("GET", target, {}, {});
}

Result<ApiReply, std::string> ApiClient::post(std::string_view target, std::string_view body, std::string_view key) {
  return send("POST", target, body, key);
}

Result<ApiReply, std::string> ApiClient::send(std::string_view method, std::string_view target, std::string_view body,
                                              std::string_view key) {
  std::vector<std::pair<std::string, std::string>> headers;
  if (!token_.empty()) headers.emplace_back("Authorization", "Bearer " + token_);
  if (method == "POST") headers.emplace_back("Content-Type", "application/json");
  if (!key.empty()) headers.emplace_back("Idempotency-Key", key);
  auto reply = http_.request(std::string(method), std::string(target), headers, std::string(body));
  if (!reply) return fail(url_ + ": " + reply.error());
  return to_api_reply(std::move(*reply));
}

}  // namespace lapor::tools
