#pragma once

#include <ctime>
#include <string>
#include <string_view>

#include "api/http/message.hpp"

namespace lapor::api::http {

/// "Not Found" for 404; "Unknown" for a status that RFC 9110 and RFC 6585 do not name.
[[nodiscard]] std::string_view reason_phrase(int status);

/// The Date field, written anew only when the second changes. One thread.
class DateLine {
 public:
  /// "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n"; valid until the next call.
  [[nodiscard]] std::string_view at(std::time_t now);
  [[nodiscard]] std::string_view now() { return at(std::time(nullptr)); }

 private:
  std::time_t second_{-1};
  std::string line_;
};

struct Framing {
  bool head_only{false};  // the answer to HEAD: the length of the body, but not the body
  bool close{false};      // tells the client that this is the last answer
  bool chunked{false};    // the body follows in chunks of its own
};

/// False for the statuses whose answers never have one (RFC 9110, 6.4.1).
[[nodiscard]] bool may_have_body(int status);

/// Appends the bytes of a response, without body when that is to follow in chunks. Date, the fields that tell how long
/// the body is, and Connection are made here; such fields of the response's
/// own, and fields that hold control characters (response splitting), are left out.
void append_response(std::string& out, const Response& response, Framing framing, std::string_view date_line);

/// Appends bytes of a body as one chunk (RFC 9112, 7.1); nothing for no bytes, because an empty chunk ends the body.
void append_chunk(std::string& out, std::string_view bytes);
void append_last_chunk(std::string& out);

}  // namespace lapor::api::http
