#include "api/http/refusal.hpp"

namespace lapor::api::http {
namespace {

/// Of answers that no resource gives.
constexpr std::string_view security_fields =
    "Cache-Control: no-store\r\n"
    "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'\r\n"
    "X-Content-Type-Options: nosniff\r\n";

void append_escaped(std::string& out, char character) {
  constexpr char hex[] = "0123456789abcdef";
  const auto byte = static_cast<unsigned char>(character);
  if (character == '"' || character == '\\') {
    out += '\\';
    out += character;
  } else if (character == '\n') {
    out += "\\n";
  } else if (byte < 0x20) {
    out += "\\u00";
    out += hex[byte >> 4];
    out += hex[byte & 0x0f];
  } else {
    out += character;
  }
}

void append_member(std::string& out, std::string_view name, std::string_view value) {
  out += ',';
  append_json_string(out, name);
  out += ':';
  append_json_string(out, value);
}

}  // namespace

void append_json_string(std::string& out, std::string_view text) {
  out += '"';
  for (const char character : text) append_escaped(out, character);
  out += '"';
}

Response to_response(const Refusal& refusal) {
  std::string json = "{\"type\":";
  append_json_string(json, "urn:lapor:problem:" + refusal.type);
  append_member(json, "title", refusal.title);
  json += ",\"status\":" + std::to_string(refusal.status);
  append_member(json, "detail", refusal.detail);
  for (const auto& [name, value] : refusal.members) append_member(json, name, value);
  json += '}';
  Response response{refusal.status, refusal.headers, "application/problem+json", std::move(json)};
  response.fixed_fields = security_fields;
  return response;
}

Refusal malformed(std::string detail) {
  return {400, "malformed-request", "Malformed request", std::move(detail), {}, {}};
}

Refusal internal_error() {
  return {500, "internal-error", "The server made a mistake", "The request could not be handled.", {}, {}};
}

Refusal unavailable(std::string detail) {
  return {503, "unavailable", "The server cannot serve this now", std::move(detail), {}, {{"Retry-After", "1"}}};
}

}  // namespace lapor::api::http
