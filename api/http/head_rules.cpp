#include "api/http/head_rules.hpp"

#include <algorithm>

#include "api/http/text.hpp"

namespace lapor::api::http {
namespace {

bool is_host_character(char character) {
  constexpr std::string_view punctuation = "-._~";
  return (character >= '0' && character <= '9') || (character >= 'a' && character <= 'z') ||
         (character >= 'A' && character <= 'Z') || punctuation.find(character) != std::string_view::npos;
}

bool is_address_character(char character) {
  constexpr std::string_view allowed = "0123456789abcdefABCDEF:.";
  return allowed.find(character) != std::string_view::npos;
}

/// host [":" port], where host is a name, an IPv4 address, or an IPv6 address in brackets.
bool is_host(std::string_view text) {
  const bool bracketed = text.starts_with('[');
  const auto name_end = bracketed ? text.find(']') : std::min(text.find(':'), text.size());
  if (name_end == std::string_view::npos) return false;
  const auto name = text.substr(bracketed ? 1 : 0, bracketed ? name_end - 1 : name_end);
  const auto rest = text.substr(bracketed ? name_end + 1 : name_end);
  const bool good_port = rest.empty() || (rest.front() == ':' && rest.size() <= 6 && is_digits(rest.substr(1)));
  return !name.empty() && good_port &&
         std::all_of(name.begin(), name.end(), bracketed ? is_address_character : is_host_character);
}

std::optional<Refusal> judge_host(const Request& request) {
  if (request.count("host") != 1) return malformed("A request must have exactly one Host.");
  if (!is_host(request.header("host"))) return malformed("Host must be a name or an address, and perhaps a port.");
  return std::nullopt;
}

std::optional<Refusal> judge_content_length(const Request& request) {
  if (request.count("content-length") > 1) return malformed("Content-Length must be given only once.");
  if (!is_digits(request.header("content-length"))) return malformed("Content-Length must be digits.");
  return std::nullopt;
}

std::optional<Refusal> judge_length(const Request& request) {
  const auto encodings = request.count("transfer-encoding");
  const bool has_length = request.count("content-length") > 0;
  if (encodings == 0) return has_length ? judge_content_length(request) : std::nullopt;
  if (has_length) return malformed("Transfer-Encoding and Content-Length must not come together.");
  if (encodings > 1) return malformed("Transfer-Encoding must be given only once.");
  if (equals_ignoring_case(request.header("transfer-encoding"), "chunked")) return std::nullopt;
  return Refusal{501,
                 "encoding-not-implemented",
                 "Transfer coding not implemented",
                 "The only transfer coding known here is chunked.",
                 {},
                 {}};
}

std::optional<Refusal> judge_expectation(const Request& request) {
  const auto expectations = request.count("expect");
  if (expectations == 0) return std::nullopt;
  if (expectations == 1 && equals_ignoring_case(request.header("expect"), "100-continue")) return std::nullopt;
  return Refusal{417, "expectation-failed", "Expectation failed", "The only expectation met here is 100-continue.", {},
                 {}};
}

std::optional<Refusal> judge_upgrade(const Request& request) {
  if (request.count("upgrade") == 0) return std::nullopt;
  return Refusal{501,
                 "upgrade-not-implemented",
                 "Upgrade not implemented",
                 "No other protocol is spoken here: send the request without Upgrade.",
                 {},
                 {}};
}

}  // namespace

Refusal body_too_large(std::size_t limit) {
  return {
      413, "body-too-large", "Body too large", "The body exceeds the limit of " + std::to_string(limit) + " bytes.", {},
      {}};
}

std::optional<Refusal> judge_fields(const Request& request) {
  if (auto refusal = judge_host(request)) return refusal;
  if (auto refusal = judge_upgrade(request)) return refusal;
  if (auto refusal = judge_expectation(request)) return refusal;
  return judge_length(request);
}

}  // namespace lapor::api::http
