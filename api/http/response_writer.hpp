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
};

/// Appends the bytes of a response. Date, Content-Length and Connection are made here; such fields of the response's
/// own, and fields that hold control characters (response splitting), are left out.
void append_response(std::string& out, const Response& response, Framing framing, std::string_view date_line);

}  // namespace lapor::api::http
