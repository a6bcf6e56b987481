#include "api/handlers/outcomes.hpp"

#include "api/access.hpp"
#include "api/handlers/reading.hpp"
#include "api/json_values.hpp"
#include "api/people/reporter_contact.hpp"
#include "api/receipts.hpp"
#include "api/report_view.hpp"
#include "api/request_head.hpp"

namespace lapor::api {
namespace {

std::string path_of(ReportId report) {
  return "/v1/reports/" + std::to_string(number(report));
}

http::Response with_etag(int status, Version version) {
  return {status, {{"ETag", etag_of(version)}}, "application/json", ""};
}

/// The members of a standing, then those that `more` adds.
template <class More>
std::string standing_body(const Context& context, const actors::Standing& standing, More more) {
  std::string body;
  body.reserve(320);
  JsonWriter json(body);
  json.begin_object();
  write_standing(json, standing.state, standing.position, context.rulebooks.now().institutions);
  more(json);
  json.end_object();
  return body;
}

bool submits(const Call& call) {
  return call.report == ReportId{};
}

bool may_know(const Context& context, const Call& call, const ReportState& state) {
  return submits(call) || Sights(call.caller, state, context.rulebooks.now().institutions).may(Sight::existence);
}

Problem refused(const Refusal& refusal) {
  const bool has_state = refusal.state != Status::none;
  return {kind_of(refusal.reason), refusal.detail, "", has_state ? std::string(to_word(refusal.state)) : ""};
}

/// One overload for each outcome.
class OutcomeAnswer {
 public:
  OutcomeAnswer(Context& context, const CallPtr& call, AnswerStanding success)
      : context_(context), call_(call), success_(success) {}

  void operator()(const actors::Standing& standing) const {
    context_.pages.forget(standing.state.id);
    if (!may_know(context_, *call_, standing.state)) return hide();
    success_(context_, call_, standing);
  }

  void operator()(const actors::StaleVersion& stale) const {
    const ReportState& state = stale.standing.state;
    if (!may_know(context_, *call_, state)) return hide();
    http::Response response = to_response({ProblemKind::stale_version, "Read the report again; ETag has its version.",
                                           "", std::string(to_word(state.status))});
    response.headers.emplace_back("ETag", etag_of(state.version));
    answer(context_, *call_, std::move(response));
  }

  void operator()(const actors::RefusedWith& refused_with) const {
    const bool unknown = refused_with.refusal.reason == RefusalReason::unknown_report;
    if (unknown || !may_know(context_, *call_, refused_with.state)) return hide();
    answer(context_, *call_, refused(refused_with.refusal));
  }

  void operator()(const actors::RequestKeyReused&) const {
    answer(context_, *call_,
           Problem{ProblemKind::request_key_reused, "Use a new Idempotency-Key for a new request.", "", ""});
  }

  void operator()(const actors::Unavailable& unavailable) const {
    const std::string advice =
        unavailable.maybe_written ? " It may have been carried out: repeat it with the same Idempotency-Key." : "";
    answer(context_, *call_, Problem{ProblemKind::unavailable, unavailable.what + advice, "", ""});
  }

 private:
  void hide() const { answer_hidden(context_, call_); }

  Context& context_;
  const CallPtr& call_;
  AnswerStanding success_;
};

}  // namespace

void answer_submission(Context& context, const CallPtr& call, const actors::Standing& standing) {
  const ReportId report = standing.state.id;
  http::Response response = with_etag(call->route->success, standing.state.version);
  response.headers.emplace_back("Location", path_of(report));
  response.body = standing_body(context, standing,
                                [&](JsonWriter& json) { json.member("receipt", receipt_of(report, context.vault)); });
  answer(context, *call, std::move(response));
}

void answer_command(Context& context, const CallPtr& call, const actors::Standing& standing) {
  const bool made = standing.position && call->route->success == 201;
  http::Response response = with_etag(made ? 201 : 200, standing.state.version);
  if (made) response.headers.emplace_back("Location", path_of(call->report) + "/timeline");
  response.body = standing_body(context, standing, [](JsonWriter&) {});
  answer(context, *call, std::move(response));
}

void answer_publishing(Context& context, const CallPtr& call, const actors::Standing& standing) {
  http::Response response = with_etag(200, standing.state.version);
  response.body = standing_body(context, standing, [&](JsonWriter& json) {
    json.begin_array("masked");
    for (const auto& [field, finding] : call->masked) write_finding(json, finding, field);
    json.end_array();
  });
  answer(context, *call, std::move(response));
}

void answer_identity(Context& context, const CallPtr& call, const actors::Standing& standing) {
  read_own_dossier(context, call, [&context, call, standing](const DossierPtr& dossier, const Sights&) {
    with_reporter_contact(context, call, dossier, true, [&context, call, standing](const ReportPage& page) {
      http::Response response = with_etag(200, standing.state.version);
      response.body = standing_body(context, standing,
                                    [&](JsonWriter& json) { json.raw("identity", render_identity(page.original)); });
      answer(context, *call, std::move(response));
    });
  });
}

void answer_outcome(Context& context, const CallPtr& call, actors::Outcome outcome, AnswerStanding success) {
  std::visit(OutcomeAnswer{context, call, success}, outcome);
}

}  // namespace lapor::api
