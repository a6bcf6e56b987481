#include "api/cross_origin.hpp"

#include <algorithm>

namespace lapor::api {
namespace {

constexpr std::string_view request_fields =
    "Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match, Lapor-Position, Lapor-Proof-Of-Work, "
    "Lapor-Receipt, Last-Event-ID, Prefer, X-Request-Id";
constexpr std::string_view response_fields = "ETag, Lapor-Position, Link, Location, Retry-After, X-Request-Id";
constexpr std::string_view remembered_for = "600";  // seconds; browsers cap it themselves

}  // namespace

CrossOrigin::CrossOrigin(std::string_view allowed) {
  while (!allowed.empty()) {
    const auto comma = allowed.find(',');
    allowed_.emplace_back(allowed.substr(0, comma));
    allowed = comma == std::string_view::npos ? std::string_view{} : allowed.substr(comma + 1);
  }
}

bool CrossOrigin::is_allowed(std::string_view origin) const {
  return !origin.empty() && std::ranges::find(allowed_, origin) != allowed_.end();
}

void CrossOrigin::open(const http::Request& request, http::Response& response) const {
  if (allowed_.empty()) return;
  response.headers.emplace_back("Vary", "Origin");
  const std::string_view origin = request.header("origin");
  if (!is_allowed(origin)) return;
  response.headers.emplace_back("Access-Control-Allow-Origin", origin);
  response.headers.emplace_back("Access-Control-Expose-Headers", response_fields);
}

http::Response CrossOrigin::preflight(const http::Request& request, const std::string& allow) const {
  http::Response response{204, {{"Allow", allow}}, "", ""};
  if (!is_allowed(request.header("origin"))) return response;
  response.headers.emplace_back("Access-Control-Allow-Methods", allow);
  response.headers.emplace_back("Access-Control-Allow-Headers", request_fields);
  response.headers.emplace_back("Access-Control-Max-Age", remembered_for);
  return response;
}

}  // namespace lapor::api
