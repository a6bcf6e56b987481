#include "api/people/cookies.hpp"

namespace lapor::api {
namespace {

/// With the prefix `__Host-` a browser takes the cookie only from this very host, over TLS, for all paths.
std::string_view name_of_cookie(bool secure) {
  return secure ? "__Host-lapor_session" : "lapor_session";
}

std::string cookie(std::string_view value, std::int64_t seconds, bool secure) {
  return std::string(name_of_cookie(secure)) + "=" + std::string(value) +
         "; Path=/; Max-Age=" + std::to_string(seconds) + "; HttpOnly; SameSite=Strict" + (secure ? "; Secure" : "");
}

std::string_view without_blanks(std::string_view text) {
  const auto first = text.find_first_not_of(' ');
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

}  // namespace

std::string session_cookie(const Secret& token, std::chrono::milliseconds lifetime, bool secure) {
  return cookie(token.reveal(), std::chrono::duration_cast<std::chrono::seconds>(lifetime).count(), secure);
}

std::string ended_cookie(bool secure) {
  return cookie("", 0, secure);
}

std::string_view token_in_cookies(const http::Request& request, bool secure) {
  std::string_view rest = request.header("cookie");
  while (!rest.empty()) {
    const auto end = rest.find(';');
    const std::string_view pair = without_blanks(rest.substr(0, end));
    rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
    const auto equals = pair.find('=');
    if (equals != std::string_view::npos && pair.substr(0, equals) == name_of_cookie(secure))
      return pair.substr(equals + 1);
  }
  return {};
}

}  // namespace lapor::api
