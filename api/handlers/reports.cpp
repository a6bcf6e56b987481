#include "api/handlers/handlers.hpp"
#include "api/handlers/reading.hpp"
#include "api/report_view.hpp"
#include "api/request_head.hpp"
#include "api/timeline.hpp"

namespace lapor::api {
namespace {

using Render = std::string (*)(const actors::Dossier&, const Sights&, const Rulebook&);

void answer_view(Context& context, const CallPtr& call, Render render) {
  read_own_dossier(context, call, [&context, call, render](const DossierPtr& dossier, const Sights& sights) {
    const Version version = dossier->state.version;
    http::Response response{304, {{"ETag", etag_of(version)}}, "", ""};
    if (!is_known_to_client(call->request, version)) {
      response.status = 200;
      response.content_type = "application/json";
      response.body = render(*dossier, sights, context.rules);
    }
    answer(context, *call, std::move(response));
  });
}

}  // namespace

void handle_report(Context& context, const CallPtr& call) {
  answer_view(context, call, render_report);
}

void handle_timeline(Context& context, const CallPtr& call) {
  answer_view(context, call, render_timeline);
}

}  // namespace lapor::api
