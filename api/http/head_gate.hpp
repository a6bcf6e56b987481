#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "api/http/message.hpp"
#include "api/http/refusal.hpp"

namespace lapor::api::http {

/// Stands in front of llhttp and judges the bytes of one request head line by line, as RFC 9112 writes them and no
/// other way: CR LF ends a line, neither stands alone, one space between the parts of the request line, a field name is
/// a token directly before its colon, no folded lines, no control characters. What two parsers could read in two ways
/// is refused here, before either reads it. A verdict depends on the bytes only, never on how they were cut into reads.
class HeadGate {
 public:
  explicit HeadGate(const Limits& limits) : limits_{&limits} {}

  /// Goes on where the last look ended. `head` is everything from the first byte of the request line, and may run on
  /// into the body.
  [[nodiscard]] std::optional<Refusal> look(std::string_view head);

  /// Size of the head with its empty line; 0 while that has not come.
  [[nodiscard]] std::size_t end() const { return end_; }
  /// Known once the first line has passed.
  [[nodiscard]] Method method() const { return method_; }

 private:
  std::optional<Refusal> judge_size(std::size_t size) const;
  std::optional<Refusal> judge_line(std::string_view line);
  std::optional<Refusal> judge_request_line(std::string_view line);
  std::optional<Refusal> judge_method(std::string_view word);

  const Limits* limits_;
  std::size_t scanned_{0};
  std::size_t line_start_{0};
  std::size_t lines_{0};
  std::size_t end_{0};
  Method method_{Method::get};
};

}  // namespace lapor::api::http
