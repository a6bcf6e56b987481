#include "api/web/api_call.hpp"

#include <algorithm>
#include <mutex>

#include "api/dispatch.hpp"
#include "api/web/document.hpp"

namespace lapor::api::web {
namespace {

http::Request request_of(const Visit& visit, ApiRequest&& asked) {
  http::Request request;
  request.method = asked.method;
  request.path = std::move(asked.path);
  request.query = std::move(asked.query);
  request.headers = std::move(asked.headers);
  request.body = std::move(asked.body);
  request.peer = visit.call->request.peer;
  if (!request.body.empty()) request.headers.emplace_back("content-type", "application/json");
  return request;
}

/// Answers that come in any order, on any threads.
class Gathering {
 public:
  Gathering(std::size_t count, std::function<void(std::vector<http::Response>)> next)
      : responses_(count), missing_(count), next_(std::move(next)) {}

  void put(std::size_t at, http::Response response) {
    {
      const std::lock_guard lock{mutex_};
      responses_[at] = std::move(response);
      if (--missing_ > 0) return;
    }
    next_(std::move(responses_));
  }

 private:
  std::mutex mutex_;  // guards the next two
  std::vector<http::Response> responses_;
  std::size_t missing_;
  const std::function<void(std::vector<http::Response>)> next_;
};

}  // namespace

void ask_api(Context& context, const VisitPtr& visit, ApiRequest request, std::function<void(http::Response)> next) {
  const auto call = std::make_shared<Call>();
  call->begun = visit->call->begun;
  call->request_id = visit->call->request_id;
  call->by_form = visit->call->request.method == http::Method::post;
  call->request = request_of(*visit, std::move(request));
  call->respond = [&context, visit, next = std::move(next)](http::Response response) {
    try {
      next(std::move(response));
    } catch (const std::exception& error) {
      if (context.on_error) context.on_error(visit->call->request_id, error.what());
      answer_error(context, visit, 500);
    }
  };
  guarded(context, *call, [&] { dispatch(context, call); });
}

void ask_api(Context& context, const VisitPtr& visit, std::vector<ApiRequest> requests,
             std::function<void(std::vector<http::Response>)> next) {
  const auto gathering = std::make_shared<Gathering>(requests.size(), std::move(next));
  for (std::size_t i = 0; i < requests.size(); ++i)
    ask_api(context, visit, std::move(requests[i]),
            [gathering, i](http::Response response) { gathering->put(i, std::move(response)); });
}

bool is_success(Context& context, const VisitPtr& visit, const http::Response& response) {
  if (response.status < 300) return true;
  if (response.status == 404) return answer_not_found(context, visit), false;
  const auto wait = std::ranges::find(response.headers, "Retry-After", &http::Header::first);
  answer_error(context, visit, response.status == 429 || response.status == 503 ? response.status : 500,
               wait == response.headers.end() ? "" : wait->second);
  return false;
}

}  // namespace lapor::api::web
