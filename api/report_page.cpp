#include "api/report_page.hpp"

#include "api/personal_data.hpp"

namespace lapor::api {
namespace {

/// One overload for each event.
class PageFold {
 public:
  PageFold(ReportPage& page, const Record& record) : page_(page), record_(record) {}

  void operator()(const ReportSubmitted& event) {
    page_.original = {event.title,       event.text,        event.category,     event.classification,
                      event.occurred_on, event.place,       event.display_name, event.contact,
                      event.attachments, record_.by.person, record_.channel};
  }

  void operator()(const ReportCompleted& event) {
    OriginalReport& original = page_.original;
    original.text += (original.text.empty() ? "" : "\n\n") + event.text;
    if (!event.title.empty()) original.title = event.title;
    if (!event.category.empty()) original.category = event.category;
    if (event.occurred_on) original.occurred_on = *event.occurred_on;
    if (event.place) original.place = *event.place;
    original.attachments.insert(original.attachments.end(), event.attachments.begin(), event.attachments.end());
  }

  void operator()(const ReportVerified& event) {
    page_.verified = true;
    page_.title = event.title;
    page_.public_text = event.public_text;
    page_.category = event.category;
    page_.tags = event.tags;
  }

  void operator()(const TextRedacted& event) {
    if (!event.title.empty()) page_.title = event.title;
    page_.public_text = event.public_text;
  }

  void operator()(const CommentAdded& event) { page_.comments[event.comment] = {record_.at, record_.by, event.text}; }
  void operator()(const ReportRated& event) { page_.rating_text = event.text; }
  void operator()(const ReportArchived& event) { page_.archive_reason = event.reason; }
  void operator()(const ReportRestored&) { page_.archive_reason.reset(); }

  // Nothing of these stands on the page beside what the state has.
  void operator()(const ReportForwarded&) {}
  void operator()(const ReportHeld&) {}
  void operator()(const InformationAdded&) {}
  void operator()(const ReportDeclined&) {}
  void operator()(const FollowUpPosted&) {}
  void operator()(const ReplyPosted&) {}
  void operator()(const ReportClosed&) {}
  void operator()(const ReportMerged&) {}
  void operator()(const ReportReopened&) {}
  void operator()(const VisibilityChanged&) {}
  void operator()(const SupportAdded&) {}
  void operator()(const SupportWithdrawn&) {}
  void operator()(const CommentHidden&) {}
  void operator()(const NoteAdded&) {}
  void operator()(const DeadlineRescheduled&) {}
  void operator()(const IdentityRevealed&) {}
  void operator()(const ReporterErased&) {}
  void operator()(const DeadlineMissed&) {}
  void operator()(const LegalHoldPlaced&) {}
  void operator()(const LegalHoldLifted&) {}

 private:
  ReportPage& page_;
  const Record& record_;
};

}  // namespace

std::string ReportPage::public_title() const {
  return title.empty() ? masked(original.title, Role::reporter) : title;
}

void fold(ReportPage& page, const Record& record) {
  for (const Event& event : record.events) std::visit(PageFold{page, record}, event);
}

ReportPage fold_page(const actors::Dossier& dossier) {
  ReportPage page;
  for (const actors::PlacedRecord& placed : dossier.records) fold(page, placed.decoded.record);
  return page;
}

}  // namespace lapor::api
