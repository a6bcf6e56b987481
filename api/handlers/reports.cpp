#include "api/handlers/handlers.hpp"
#include "api/handlers/reading.hpp"
#include "api/people/reporter_contact.hpp"
#include "api/report_view.hpp"
#include "api/request_head.hpp"
#include "api/timeline.hpp"

namespace lapor::api {
namespace {

/// `body` is only called for a client that does not have this version yet.
template <class Body>
void answer_version(Context& context, const Call& call, Version version, Body body) {
  http::Response response{304, {{"ETag", etag_of(version)}}, "", ""};
  if (!is_known_to_client(call.request, version)) {
    response.status = 200;
    response.content_type = "application/json";
    response.body = body();
  }
  answer(context, call, std::move(response));
}

void answer_page_from_journal(Context& context, const CallPtr& call) {
  read_own_dossier(context, call, [&context, call](const DossierPtr& dossier, const Sights& sights) {
    with_reporter_contact(
        context, call, dossier, sights.may(Sight::identity), [&context, call, dossier, sights](const ReportPage& page) {
          answer_version(context, *call, dossier->state.version,
                         [&] { return render_report(dossier->state, page, sights, context.rulebooks.now()); });
        });
  });
}

bool is_of_the_public(const Call& call) {
  return call.caller.is_public() && !call.has_receipt;
}

void answer_page(Context& context, const Call& call, const PublicPages::Page& page) {
  answer_version(context, call, page.version, [&] { return page.body; });
}

/// Kept first: whoever has the answer finds it kept.
void keep_and_answer(Context& context, const Call& call, Position as_of, PublicPages::Page page) {
  const auto kept = std::make_shared<const PublicPages::Page>(std::move(page));
  if (context.journal.change_bound(stream_of(call.report)) <= as_of) context.pages.keep(call.report, as_of, kept);
  answer_page(context, call, *kept);
}

/// Folds the report's records, and keeps the page for those who ask next.
void answer_public_page_from_journal(Context& context, const CallPtr& call) {
  const Position as_of = context.journal.last_position();
  read_own_dossier(context, call, [&context, call, as_of](const DossierPtr& dossier, const Sights& sights) {
    ++context.page_counters.from_journal;
    const Rulebook& rules = context.rulebooks.now();
    keep_and_answer(context, *call, as_of,
                    {dossier->state.version, render_report(*dossier, sights, rules), rules.version});
  });
}

/// What was rendered before, else the view's row, else the journal. A row may lack comments.
void answer_public_page(Context& context, const CallPtr& call) {
  const Position bound = context.journal.change_bound(stream_of(call->report));
  if (const auto page = context.pages.find(call->report, bound, context.rulebooks.now().version)) {
    ++context.page_counters.from_memory;
    return answer_page(context, *call, *page);
  }
  const auto known = context.reports.public_row(call->report, bound);
  if (std::holds_alternative<ReportsView::NotPublic>(known)) return answer_hidden(context, call);
  const auto* found = std::get_if<ReportsView::PublicRow>(&known);
  if (found == nullptr || found->row.lacks_comments) return answer_public_page_from_journal(context, call);
  ++context.page_counters.from_view;
  const auto& [state, texts, milestones, lacks_comments] = found->row;
  const Rulebook& rules = context.rulebooks.now();
  const Sights sights(call->caller, state, rules.institutions);
  keep_and_answer(context, *call, found->as_of,
                  {state.version, render_report(state, texts, sights, rules), rules.version});
}

}  // namespace

void handle_report(Context& context, const CallPtr& call) {
  is_of_the_public(*call) ? answer_public_page(context, call) : answer_page_from_journal(context, call);
}

void handle_timeline(Context& context, const CallPtr& call) {
  read_own_dossier(context, call, [&context, call](const DossierPtr& dossier, const Sights& sights) {
    answer_version(context, *call, dossier->state.version,
                   [&] { return render_timeline(*dossier, sights, context.rulebooks.now()); });
  });
}

}  // namespace lapor::api
