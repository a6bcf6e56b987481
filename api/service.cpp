#include "api/service.hpp"

#include "api/access.hpp"
#include "api/handlers/handlers.hpp"
#include "api/receipts.hpp"
#include "api/report_view.hpp"
#include "api/request_head.hpp"

namespace lapor::api {
namespace {

constexpr std::size_t run_length = 8;

Problem unknown_token() {
  return {ProblemKind::unknown_token, "Nobody holds this token; send a valid one, or none for the public view.", "",
          ""};
}

Problem unknown_receipt() {
  return {ProblemKind::unknown_receipt, "Check the 16 digits and the number of the report.", "", ""};
}

/// Callers without a token or receipt cannot be told from one another here; what stands in front of the server limits
/// them.
bool is_told_apart(const Call& call) {
  return call.has_receipt || !call.caller.is_public();
}

void answer_no_route(Context& context, const CallPtr& call, const std::string& allow) {
  if (allow.empty())
    return answer(context, *call,
                  Problem{ProblemKind::not_found, "No resource has this path; see /v1/openapi.json.", "", ""});
  http::Response response = to_response({ProblemKind::method_not_allowed, "Use one of: " + allow + ".", "", ""});
  response.headers.emplace_back("Allow", allow);
  answer(context, *call, std::move(response));
}

}  // namespace

Service::Service(ServiceOptions options, actors::Engine& engine, const storage::Journal& journal,
                 const storage::Vault& vault, const Rulebook& rules, const actors::Clock& clock,
                 const TokenBook& tokens, ReportsView& reports, std::function<http::ServerStatistics()> server)
    : reports_(reports),
      live_(reports,
            [&rules](const ReportRow& row, const Principal& caller) {
              std::string card;
              render_card(card, row.state, row.page, Sights(caller, row.state, rules.institutions), rules);
              return card;
            }),
      context_{engine,
               journal,
               vault,
               rules,
               clock,
               tokens,
               reports,
               live_,
               pages_,
               options.rebuild,
               options.attachments,
               options.keeper,
               searches_,
               std::move(server),
               std::move(options.on_error),
               {},
               {},
               RateLimiter(options.requests_per_second_per_caller)},
      run_(new_token().substr(0, run_length)) {
  reports_.when_grown([this] { live_.grown(); });
}

Service::~Service() {
  reports_.when_grown({});
}

http::Handler Service::handler() {
  return [this](http::Request request, http::Respond respond) { handle(std::move(request), std::move(respond)); };
}

http::PlanBody Service::plan_body() {
  return [this](const http::Request& head) -> http::BodyPlan {
    const Route* route = find_route(head.method, head.path).route;
    if (route == nullptr || route->handler != handle_upload || context_.attachments == nullptr) return {};
    return {context_.attachments->receive(), context_.attachments->limits().file_bytes};
  };
}

void Service::handle(http::Request request, http::Respond respond) {
  const auto call = std::make_shared<Call>();
  call->begun = std::chrono::steady_clock::now();
  call->request = std::move(request);
  call->respond = std::move(respond);
  guarded(context_, *call, [&] { dispatch(call); });
}

void Service::dispatch(const CallPtr& call) {
  call->request_id = new_request_id();
  if (const auto given = request_id(call->request); !given.empty()) call->request_id = given;
  Match match = find_route(call->request.method, call->request.path);
  call->route = match.route;
  call->report = match.report;
  call->ordinal = match.ordinal;
  call->file = match.file;
  if (const auto problem = identify(*call)) return answer(context_, *call, *problem);
  if (is_told_apart(*call) && !context_.limiter.allow(name_of_caller(*call), call->begun))
    return answer(context_, *call, Problem{ProblemKind::too_many_requests, "Wait a second, then go on.", "", ""});
  if (call->route == nullptr) return answer_no_route(context_, call, match.allow);
  call->route->handler(context_, call);
}

/// A token says who it is; without one a receipt can.
std::optional<Problem> Service::identify(Call& call) const {
  const auto token = bearer_token(call.request);
  if (!token) return token.error();
  if (!token->empty()) {
    auto principal = context_.tokens.find(*token);
    if (!principal) return unknown_token();
    call.caller = std::move(*principal);
    return std::nullopt;
  }
  if (call.request.count("lapor-receipt") == 0 || call.report == ReportId{}) return std::nullopt;
  if (!is_receipt_of(call.report, call.request.header("lapor-receipt"), context_.vault)) return unknown_receipt();
  call.has_receipt = true;
  return std::nullopt;
}

std::string Service::new_request_id() {
  return run_ + '-' + std::to_string(++requests_);
}

}  // namespace lapor::api
