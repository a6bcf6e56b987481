#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "api/http/body_sink.hpp"
#include "api/http/body_source.hpp"

namespace lapor::api::http {

enum class Method : std::uint8_t { get, head, post, put, patch, del, options };
[[nodiscard]] std::string_view to_word(Method method);

/// One field of a message head. Request names are lower-case.
using Header = std::pair<std::string, std::string>;

/// A whole, valid request: exactly one Host, HTTP/1.1, bounded in every part. Owns its bytes.
struct Request {
  Method method{Method::get};
  std::string path;   // percent-decoded, starts with '/', no "//", no dot segments
  std::string query;  // raw, without '?'
  std::vector<Header> headers;
  std::string body;  // empty if a sink took it
  bool keep_alive{true};
  std::shared_ptr<BodySink> sink{};  // whoever took the body, now whole

  /// The value of the first field with this lower-case name, or empty.
  [[nodiscard]] std::string_view header(std::string_view name) const;
  /// How many fields have this lower-case name.
  [[nodiscard]] std::size_t count(std::string_view name) const;
};

/// With a `source` the body is made while it is sent (Transfer-Encoding: chunked), and `body` is ignored.
struct Response {
  int status{200};
  std::vector<Header> headers;
  std::string content_type{"application/json"};
  std::string body;
  std::shared_ptr<BodySource> source{};
};

/// Takes the one answer to a request; may be called from any thread, later or at once. The first call counts. When
/// every copy is gone uncalled, the server answers 503, so no request is left without an answer.
using Respond = std::function<void(Response)>;

/// Runs on a loop thread: must not block.
using Handler = std::function<void(Request, Respond)>;

/// Who takes the body of one request, and how many bytes it may have. Without a sink it is gathered in `Request::body`,
/// under `Limits::body`.
struct BodyPlan {
  std::shared_ptr<BodySink> sink{};
  std::size_t limit{};
};

/// Asked on the loop's thread when a head is whole and valid, before its body is read or asked for, also when none
/// follows: `head` has everything but the body. Must not block. What it throws is answered 500 and ends the connection.
using PlanBody = std::function<BodyPlan(const Request& head)>;

/// Limits of the gate; sizes in bytes. Defaults are those of docs/operations.md.
struct Limits {
  std::size_t target{4'096};
  std::size_t header_bytes{16'384};
  std::size_t header_count{64};
  std::size_t body{262'144};
  std::size_t chunk_extension{64};
  std::size_t pipelined{16};
  std::size_t connections{4'096};
  std::size_t write_buffer{4'194'304};
  std::uint64_t header_timeout_ms{10'000};
  std::uint64_t body_timeout_ms{30'000};
  std::uint64_t idle_timeout_ms{60'000};
  std::uint64_t request_timeout_ms{30'000};
};

}  // namespace lapor::api::http
