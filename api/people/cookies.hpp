#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "api/http/message.hpp"
#include "api/identity/secret.hpp"

/// The one cookie of this service (RFC 6265): the session of a browser. Scripts cannot read it, other sites cannot make
/// a browser send it, and behind TLS it never leaves in clear.
namespace lapor::api {

/// The value of Set-Cookie for a session that lasts so long.
[[nodiscard]] std::string session_cookie(const Secret& token, std::chrono::milliseconds lifetime, bool secure);
/// The one that makes a browser forget it.
[[nodiscard]] std::string ended_cookie(bool secure);

/// The session's token in a request's cookies; empty when there is none.
[[nodiscard]] std::string_view token_in_cookies(const http::Request& request, bool secure);

}  // namespace lapor::api
