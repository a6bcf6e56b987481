#include "api/request_head.hpp"

#include <algorithm>
#include <charconv>

#include "api/limits.hpp"

namespace lapor::api {
namespace {

constexpr std::string_view white = " \t";

char to_lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool equals_ignoring_case(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, {}, to_lower, to_lower);
}

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(white);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(white) - first + 1);
}

/// The text before `separator`, taken off `rest` together with it, trimmed.
std::string_view take_part(std::string_view& rest, char separator) {
  const auto end = rest.find(separator);
  const std::string_view part = rest.substr(0, end);
  rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
  return trimmed(part);
}

constexpr std::uint64_t longest_wait_seconds = 10;

std::optional<std::uint64_t> whole_number(std::string_view text) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

/// `"3"` without leading zeros.
std::optional<Version> version_of(std::string_view tag) {
  if (tag.size() < 3 || tag.front() != '"' || tag.back() != '"' || (tag[1] == '0' && tag.size() > 3))
    return std::nullopt;
  tag = tag.substr(1, tag.size() - 2);
  std::uint32_t value = 0;
  const auto [end, error] = std::from_chars(tag.data(), tag.data() + tag.size(), value);
  if (error != std::errc{} || end != tag.data() + tag.size()) return std::nullopt;
  return Version{value};
}

Problem malformed(std::string detail) {
  return {ProblemKind::malformed_header, std::move(detail), "", ""};
}

bool is_visible_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c > 0x20 && c < 0x7F; });
}

std::array<std::byte, 16> first_half(const std::array<std::byte, 32>& hash) {
  std::array<std::byte, 16> half{};
  std::copy_n(hash.begin(), half.size(), half.begin());
  return half;
}

/// NUL occurs in no method and no path, so no two requests write the same text.
std::string whole_request(const http::Request& request) {
  std::string text;
  text.reserve(request.path.size() + request.body.size() + 16);
  text.append(http::to_word(request.method)).append(1, '\0').append(request.path).append(1, '\0').append(request.body);
  return text;
}

}  // namespace

Result<std::string_view, Problem> bearer_token(const http::Request& request) {
  if (request.count("authorization") == 0) return std::string_view{};
  constexpr std::string_view scheme = "bearer ";
  const std::string_view value = request.header("authorization");
  const std::string_view token =
      value.size() > scheme.size() ? trimmed(value.substr(scheme.size())) : std::string_view{};
  const bool is_bearer = equals_ignoring_case(value.substr(0, scheme.size()), scheme);
  if (request.count("authorization") > 1 || !is_bearer || token.empty())
    return fail(Problem{ProblemKind::unknown_token, "Send one field Authorization: Bearer TOKEN.", "", ""});
  return token;
}

Result<std::optional<Version>, Problem> if_match(const http::Request& request) {
  const auto count = request.count("if-match");
  if (count == 0) return std::nullopt;
  const std::string_view value = trimmed(request.header("if-match"));
  if (count == 1 && value == "*") return std::nullopt;
  const auto version = version_of(value);
  if (count > 1 || !version) return fail(malformed("Send one field If-Match with a version in quotes, like \"3\"."));
  return version;
}

Result<ViewWish, Problem> view_wish(const http::Request& request) {
  ViewWish wish;
  if (const auto times = request.count("lapor-position"); times > 0) {
    const auto position = whole_number(trimmed(request.header("lapor-position")));
    if (times > 1 || !position)
      return fail(malformed("Send one field Lapor-Position with the position that a command answered."));
    wish.at_least = Position{*position};
  }
  std::string_view rest = request.header("prefer");
  constexpr std::string_view wait = "wait=";
  while (!rest.empty()) {
    const std::string_view preference = take_part(rest, ',');
    if (!equals_ignoring_case(preference.substr(0, wait.size()), wait)) continue;
    if (const auto seconds = whole_number(preference.substr(wait.size())))
      wish.patience = std::chrono::seconds(std::min(*seconds, longest_wait_seconds));
  }
  return wish;
}

bool is_known_to_client(const http::Request& request, std::string_view etag) {
  std::string_view rest = request.header("if-none-match");
  while (!rest.empty()) {
    std::string_view tag = take_part(rest, ',');
    if (tag == "*") return true;
    if (tag.starts_with("W/")) tag.remove_prefix(2);
    if (tag == etag) return true;
  }
  return false;
}

bool is_known_to_client(const http::Request& request, Version version) {
  return is_known_to_client(request, std::string_view{etag_of(version)});
}

Result<std::optional<storage::RequestMark>, Problem> request_mark(const http::Request& request, std::string_view caller,
                                                                  const storage::Vault& vault) {
  const auto count = request.count("idempotency-key");
  if (count == 0) return std::nullopt;
  const std::string_view key = request.header("idempotency-key");
  if (count > 1 || key.empty() || key.size() > limits::idempotency_key || !is_visible_ascii(key))
    return fail(malformed("Send one field Idempotency-Key of 1 to 255 visible ASCII characters."));
  const std::string whose = std::string(caller) + '\0' + std::string(key);
  return storage::RequestMark{first_half(vault.keyed_hash("request-key", whose)),
                              first_half(vault.keyed_hash("request-fingerprint", whole_request(request)))};
}

std::optional<Problem> content_type_problem(const http::Request& request) {
  if (request.body.empty()) return std::nullopt;
  std::string_view rest = request.header("content-type");
  const std::string_view type = take_part(rest, ';');
  const std::string_view parameter = trimmed(rest);
  const bool is_utf8 = parameter.empty() || equals_ignoring_case(parameter, "charset=utf-8") ||
                       equals_ignoring_case(parameter, "charset=\"utf-8\"");
  if (request.count("content-type") == 1 && equals_ignoring_case(type, "application/json") && is_utf8)
    return std::nullopt;
  return Problem{ProblemKind::unsupported_media_type, "Send the body as application/json in UTF-8.", "", ""};
}

std::string_view request_id(const http::Request& request) {
  const std::string_view id = request.header("x-request-id");
  const auto is_plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '_' ||
           c == '-';
  };
  return id.size() <= limits::request_id && std::ranges::all_of(id, is_plain) ? id : std::string_view{};
}

std::string etag_of(Version version) {
  return '"' + std::to_string(number(version)) + '"';
}

}  // namespace lapor::api
