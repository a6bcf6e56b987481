#include "api/context.hpp"

#include <algorithm>

namespace lapor::api {
namespace {

bool is_shareable(const Call& call, const http::Response& response) {
  return call.caller.is_public() && !call.has_receipt && response.status < 400 &&
         (call.request.method == http::Method::get || call.request.method == http::Method::head);
}

bool has(const http::Response& response, std::string_view name) {
  return std::ranges::find(response.headers, name, &http::Header::first) != response.headers.end();
}

}  // namespace

std::string name_of_receipt(ReportId report) {
  return "receipt:" + std::to_string(number(report));
}

void answer(Context& context, const Call& call, http::Response response) {
  response.headers.emplace_back("X-Content-Type-Options", "nosniff");
  if (!has(response, "Cache-Control"))
    response.headers.emplace_back("Cache-Control", is_shareable(call, response) ? "no-cache" : "no-store");
  response.headers.emplace_back("Vary", "Authorization, Cookie, Lapor-Receipt");
  response.headers.emplace_back("X-Request-Id", call.request_id);
  context.cross_origin.open(call.request, response);
  if (response.fixed_fields.empty()) response.fixed_fields = context.security_fields;
  context.metrics.count(call.route, response.status, std::chrono::steady_clock::now() - call.begun);
  call.respond(std::move(response));
}

void answer(Context& context, const Call& call, const Problem& problem) {
  answer(context, call, to_response(problem));
}

void answer_hidden(Context& context, const CallPtr& call) {
  context.late.give(call->begun, [&context, call] { answer(context, *call, report_not_found()); });
}

std::string security_fields(bool behind_tls) {
  std::string fields =
      "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'\r\n"
      "Cross-Origin-Resource-Policy: same-origin\r\n"
      "Permissions-Policy: camera=(), geolocation=(), microphone=()\r\n"
      "Referrer-Policy: no-referrer\r\n"
      "X-Frame-Options: DENY\r\n";
  if (behind_tls) fields += "Strict-Transport-Security: max-age=31536000; includeSubDomains\r\n";
  return fields;
}

http::Response json_response(std::string body) {
  return {200, {}, "application/json", std::move(body)};
}

std::string name_of_caller(const Call& call) {
  return call.has_receipt ? name_of_receipt(call.report) : call.caller.name;
}

Principal receipt_holder(const ReportState& state) {
  return {{Role::reporter, state.reporter, ""}, name_of_receipt(state.id)};
}

}  // namespace lapor::api
