#include "api/service.hpp"

#include "api/access.hpp"
#include "api/dispatch.hpp"
#include "api/handlers/handlers.hpp"
#include "api/report_view.hpp"
#include "api/request_head.hpp"
#include "api/web/document.hpp"

namespace lapor::api {
namespace {

constexpr std::size_t run_length = 8;

}  // namespace

Service::Service(ServiceOptions options, actors::Engine& engine, storage::Journal& journal, const storage::Vault& vault,
                 const actors::Rulebooks& rulebooks, const actors::Clock& clock, const TokenBook& tokens,
                 Identity& identity, ReportsView& reports, std::function<http::ServerStatistics()> server)
    : reports_(reports),
      live_(reports,
            [&rulebooks](const ReportRow& row, const Principal& caller) {
              const Rulebook& rules = rulebooks.now();
              std::string card;
              render_card(card, row.state, row.page, Sights(caller, row.state, rules.institutions), rules);
              return card;
            }),
      context_{engine,
               journal,
               vault,
               rulebooks,
               reference_,
               clock,
               tokens,
               identity,
               reports,
               live_,
               pages_,
               options.rebuild,
               options.attachments,
               options.keeper,
               options.log,
               options.web,
               searches_,
               log_reads_,
               audits_,
               std::move(server),
               std::move(options.on_error),
               {},
               {},
               {},
               CrossOrigin(options.allowed_origins),
               security_fields(identity.options.secure_cookies),
               web::page_security_fields(identity.options.secure_cookies)},
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
  lapor::api::dispatch(context_, call);
}

std::string Service::new_request_id() {
  return run_ + '-' + std::to_string(++requests_);
}

}  // namespace lapor::api
