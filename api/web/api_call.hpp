#pragma once

#include <functional>
#include <string>
#include <vector>

#include "api/context.hpp"
#include "api/web/pages.hpp"

namespace lapor::api::web {

/// What a page asks of the API, for somebody who reads it.
struct ApiRequest {
  http::Method method{http::Method::get};
  std::string path;
  std::string query{};
  std::string body{};
  std::vector<http::Header> headers{};  // a receipt, an Idempotency-Key
};

/// Asks the API within this program, the whole way from the table of routes on: a page knows nothing and does nothing
/// that the API would not let its reader. Neither cookie nor token goes along, so pages never have the authority of a
/// session; the network's limits count. `next` may run on any thread, once; what it throws is answered with a page.
void ask_api(Context& context, const VisitPtr& visit, ApiRequest request, std::function<void(http::Response)> next);

/// Asks several things at once and goes on with all answers, in the order of the requests.
void ask_api(Context& context, const VisitPtr& visit, std::vector<ApiRequest> requests,
             std::function<void(std::vector<http::Response>)> next);

/// What an answer of the API means for a whole page: false, and the visit answered, when it is not a success. Unknown
/// and hidden reports are one and the same page.
[[nodiscard]] bool is_success(Context& context, const VisitPtr& visit, const http::Response& response);

}  // namespace lapor::api::web
