#pragma once

#include <llhttp.h>

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "events/result.hpp"

namespace lapor::tools {

/// What a server answered. Header names are lower-case.
struct HttpReply {
  int status{};
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;

  /// The value of the first field with this lower-case name, or empty.
  [[nodiscard]] std::string_view header(std::string_view name) const;
};

/// Makes one reply of the bytes of a connection, without I/O, on top of llhttp. Interim replies (1xx) are skipped. Does
/// not move, because llhttp keeps its address.
class HttpReplyParser {
 public:
  /// `head_only`: the reply answers HEAD and has no body, whatever its length says.
  HttpReplyParser(bool head_only, std::size_t largest_body);
  HttpReplyParser(const HttpReplyParser&) = delete;
  HttpReplyParser& operator=(const HttpReplyParser&) = delete;

  /// True once the reply is whole; the error says what is wrong with the bytes.
  [[nodiscard]] Result<bool, std::string> feed(std::string_view bytes);
  /// The connection has ended. True if that ends the reply too (RFC 9112, 6.3, rule 8).
  [[nodiscard]] bool end();

  /// The connection may serve another request. Known once the reply is whole.
  [[nodiscard]] bool keeps_connection() const { return keep_alive_; }
  [[nodiscard]] HttpReply take() { return std::move(reply_); }

 private:
  static const llhttp_settings_t& callbacks();
  static HttpReplyParser& self(llhttp_t* parser) { return *static_cast<HttpReplyParser*>(parser->data); }
  void restart();
  void append_name(std::string_view part);
  int take_headers();
  int append_body(std::string_view part);

  bool head_only_;
  std::size_t largest_body_;
  llhttp_t llhttp_{};
  HttpReply reply_;
  bool value_began_{true};  // the last field has bytes of its value
  bool keep_alive_{false};
  bool complete_{false};
  bool too_large_{false};
};

}  // namespace lapor::tools
