#include "api/http/head_gate.hpp"

#include <algorithm>
#include <array>

#include "api/http/text.hpp"

namespace lapor::api::http {
namespace {

constexpr std::array accepted_methods{Method::get,   Method::head, Method::post,   Method::put,
                                      Method::patch, Method::del,  Method::options};
/// Room in a request line beside its target: the longest method, two spaces, "HTTP/1.1", CR LF, and some.
constexpr std::size_t around_target = 32;

Refusal too_large(int status, std::string_view what, std::size_t limit) {
  const bool target = status == 414;
  return {status,
          target ? "target-too-long" : "head-too-large",
          target ? "Target too long" : "Request head too large",
          std::string{what} + " exceeds the limit of " + std::to_string(limit) + ".",
          {},
          {}};
}

std::optional<Refusal> judge_version(std::string_view version) {
  if (version == "HTTP/1.1") return std::nullopt;
  const bool other = version.size() == 8 && version.starts_with("HTTP/") && version[6] == '.' &&
                     is_digits(version.substr(5, 1)) && is_digits(version.substr(7, 1));
  if (!other) return malformed("The request line must be METHOD SP TARGET SP HTTP/1.1.");
  return Refusal{505, "version-not-supported", "HTTP version not supported", "Only HTTP/1.1 is spoken here.", {}, {}};
}

std::optional<Refusal> judge_field(std::string_view line) {
  if (line.front() == ' ' || line.front() == '\t') return malformed("Folded header lines are not accepted.");
  const auto colon = line.find(':');
  const auto name = line.substr(0, colon);
  if (colon == std::string_view::npos || name.empty() || !std::all_of(name.begin(), name.end(), is_token_character)) {
    return malformed("A header line must be a name, directly a colon, and a value.");
  }
  const auto value = line.substr(colon + 1);
  if (std::any_of(value.begin(), value.end(), [](char c) { return is_control(c) && c != '\t'; })) {
    return malformed("A header value must not hold control characters.");
  }
  return std::nullopt;
}

}  // namespace

std::optional<Refusal> HeadGate::look(std::string_view head) {
  if (!head.empty() && !is_token_character(head.front())) return malformed("A request must begin with its method.");
  while (end_ == 0) {
    const auto line_feed = head.find('\n', scanned_);
    scanned_ = line_feed == std::string_view::npos ? head.size() : line_feed + 1;
    if (auto refusal = judge_size(scanned_)) return refusal;
    if (line_feed == std::string_view::npos) return std::nullopt;
    if (auto refusal = judge_line(head.substr(line_start_, line_feed - line_start_))) return refusal;
    line_start_ = scanned_;
  }
  return std::nullopt;
}

std::optional<Refusal> HeadGate::judge_size(std::size_t size) const {
  if (lines_ == 0 && size > limits_->target + around_target) {
    return too_large(414, "The length of the request target in bytes", limits_->target);
  }
  if (size > limits_->header_bytes)
    return too_large(431, "The size of the request head in bytes", limits_->header_bytes);
  return std::nullopt;
}

/// `line` is without its LF but still has its CR.
std::optional<Refusal> HeadGate::judge_line(std::string_view line) {
  if (!line.ends_with('\r')) return malformed("A line of the head must end in CR LF, not in LF alone.");
  line.remove_suffix(1);
  if (line.find('\r') != std::string_view::npos) return malformed("A CR must be followed by LF.");
  if (lines_++ == 0) return judge_request_line(line);
  if (line.empty()) {
    end_ = scanned_;
    return std::nullopt;
  }
  if (lines_ - 1 > limits_->header_count) return too_large(431, "The number of header fields", limits_->header_count);
  return judge_field(line);
}

std::optional<Refusal> HeadGate::judge_request_line(std::string_view line) {
  const auto first = line.find(' ');
  const auto last = line.rfind(' ');
  if (first == std::string_view::npos || first == last) {
    return malformed("The request line must be METHOD SP TARGET SP HTTP/1.1.");
  }
  const auto method = line.substr(0, first);
  const auto target = line.substr(first + 1, last - first - 1);
  if (!std::all_of(method.begin(), method.end(), is_token_character)) return malformed("The method must be a token.");
  if (target.empty() || std::any_of(target.begin(), target.end(), [](char c) { return c == ' ' || is_control(c); })) {
    return malformed("The request target must not be empty or hold spaces or control characters.");
  }
  if (auto refusal = judge_version(line.substr(last + 1))) return refusal;
  if (target.size() > limits_->target)
    return too_large(414, "The length of the request target in bytes", limits_->target);
  return judge_method(method);
}

std::optional<Refusal> HeadGate::judge_method(std::string_view word) {
  const auto found = std::find_if(accepted_methods.begin(), accepted_methods.end(),
                                  [&](Method method) { return to_word(method) == word; });
  if (found != accepted_methods.end()) {
    method_ = *found;
    return std::nullopt;
  }
  if (word == "CONNECT" || word == "TRACE") {
    return Refusal{405,
                   "method-not-allowed",
                   "The resource does not have this method",
                   "No resource here takes " + std::string{word} + ".",
                   {},
                   {{"Allow", "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS"}}};
  }
  return Refusal{501, "method-not-implemented", "Method not implemented", "This method is not known here.", {}, {}};
}

}  // namespace lapor::api::http
