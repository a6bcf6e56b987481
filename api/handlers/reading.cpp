#include "api/handlers/reading.hpp"

namespace lapor::api {

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
  read_dossier(context, call, call->report, [&context, call, next = std::move(next)](const DossierPtr& dossier) {
    if (!dossier) return answer(context, *call, report_not_found());
    if (call->has_receipt) call->caller = receipt_holder(dossier->state);
    const Sights sights(call->caller, dossier->state, context.rules.institutions);
    if (!sights.may(Sight::existence)) return answer(context, *call, report_not_found());
    next(dossier, sights);
  });
}

}  // namespace lapor::api
