#include "api/handlers/reading.hpp"

#include "api/request_head.hpp"

namespace lapor::api {
namespace {

/// After a start the rows of a small installation are read sooner than a client would ask again.
constexpr std::chrono::milliseconds patience_with_loading{2'000};

/// Who must see everything waits longer than who looks at a list.
constexpr std::chrono::milliseconds patience_for_all{20'000};

Problem not_there_yet(const Context& context, Position wanted, actors::FoldWait outcome) {
  const bool loading = !context.reports.is_readable() && outcome == actors::FoldWait::too_slow;
  const std::string stands = loading ? "The view reports is being made ready"
                                     : "The view reports stands at position " +
                                           std::to_string(number(context.reports.checkpoint())) + ", you asked for " +
                                           std::to_string(number(wanted));
  const std::string advice = outcome == actors::FoldWait::stopped
                                 ? "; it has stopped, see /readyz."
                                 : "; ask again, or with Prefer: wait=SECONDS for longer.";
  return {ProblemKind::unavailable, stands + advice, "", ""};
}

/// What the view knows without reading: nobody makes the server read a long history that he may not see, or tells by
/// the time it takes that there is one.
bool is_hidden_for_sure(const Context& context, const Call& call) {
  if (!call.caller.is_public() || call.has_receipt) return false;
  const Position bound = context.journal.change_bound(stream_of(call.report));
  return std::holds_alternative<ReportsView::NotPublic>(context.reports.public_row(call.report, bound));
}

void wait_for_reports(Context& context, const CallPtr& call, Position wanted, std::chrono::milliseconds patience,
                      std::function<void()> next) {
  context.engine.when_folded(ReportsView::view_name, wanted, patience,
                             [&context, call, wanted, next = std::move(next)](auto outcome) {
                               guarded(context, *call, [&] {
                                 if (outcome == actors::FoldWait::reached) return next();
                                 answer(context, *call, not_there_yet(context, wanted, outcome));
                               });
                             });
}

}  // namespace

void read_dossier(Context& context, const CallPtr& call, ReportId report, std::function<void(DossierPtr)> next) {
  context.engine.dossier(report, [&context, call, next = std::move(next)](actors::DossierOutcome outcome) {
    guarded(context, *call, [&] {
      if (const auto* unavailable = std::get_if<actors::Unavailable>(&outcome))
        return answer(context, *call, Problem{ProblemKind::unavailable, unavailable->what, "", ""});
      const auto* dossier = std::get_if<DossierPtr>(&outcome);
      next(dossier == nullptr ? nullptr : *dossier);
    });
  });
}

void read_own_dossier(Context& context, const CallPtr& call, std::function<void(DossierPtr, const Sights&)> next) {
  if (is_hidden_for_sure(context, *call)) return answer_hidden(context, call);
  read_dossier(context, call, call->report, [&context, call, next = std::move(next)](const DossierPtr& dossier) {
    if (!dossier) return answer_hidden(context, call);
    if (call->has_receipt) call->caller = receipt_holder(dossier->state);
    const Sights sights(call->caller, dossier->state, context.rulebooks.now().institutions);
    if (!sights.may(Sight::existence)) return answer_hidden(context, call);
    next(dossier, sights);
  });
}

void when_reports_can_be_read(Context& context, const CallPtr& call, std::function<void()> next) {
  const auto wish = view_wish(call->request);
  if (!wish) return answer(context, *call, wish.error());
  const bool is_readable = context.reports.is_readable();
  if (is_readable && context.reports.checkpoint() >= wish->at_least) return next();
  const auto patience = is_readable ? wish->patience : std::max(wish->patience, patience_with_loading);
  wait_for_reports(context, call, wish->at_least, patience, std::move(next));
}

void when_reports_are_all_there(Context& context, const CallPtr& call, std::function<void()> next) {
  wait_for_reports(context, call, context.journal.last_position(), patience_for_all, std::move(next));
}

}  // namespace lapor::api
