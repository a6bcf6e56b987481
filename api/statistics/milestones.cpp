#include "api/statistics/milestones.hpp"

#include <algorithm>

#include "events/working_time.hpp"

namespace lapor::api {
namespace {

/// One overload an event that counts; the state is the one before its record.
class Collector {
 public:
  Collector(std::vector<Milestone>& milestones, const ReportState& before, const Record& record, const Rulebook& rules)
      : milestones_(milestones), before_(before), record_(record), rules_(rules) {}

  void operator()(const ReportSubmitted& event) { add({MilestoneKind::received, record_.at, event.institution}); }
  void operator()(const ReportVerified&) { add({MilestoneKind::verified, record_.at, {}, in_time()}); }
  void operator()(const ReportForwarded& event) {
    if (event.to != before_.desk()) add({MilestoneKind::moved, record_.at, event.to});
  }
  void operator()(const ReportDeclined&) { add({MilestoneKind::declined, record_.at}); }
  void operator()(const FollowUpPosted&) {
    if (!before_.first_follow_up_at) add(first_follow_up());
  }
  void operator()(const ReportClosed& event) {
    add({MilestoneKind::closed, record_.at, {}, static_cast<std::uint8_t>(event.initiator)});
  }
  void operator()(const ReportArchived& event) {
    add({MilestoneKind::archived, record_.at, {}, static_cast<std::uint8_t>(event.initiator)});
  }
  void operator()(const ReportMerged&) { add({MilestoneKind::merged, record_.at}); }
  void operator()(const ReportReopened&) { add({MilestoneKind::reopened, record_.at}); }
  void operator()(const ReportRestored&) { add({MilestoneKind::restored, record_.at}); }
  void operator()(const ReportRated& event) {
    std::erase_if(milestones_, [](const Milestone& each) { return each.kind == MilestoneKind::rated; });
    add({MilestoneKind::rated, record_.at, {}, static_cast<std::uint8_t>(event.score)});
  }

  void operator()(const ReportHeld&) {}
  void operator()(const ReportCompleted&) {}
  void operator()(const InformationAdded&) {}
  void operator()(const ReplyPosted&) {}
  void operator()(const VisibilityChanged&) {}
  void operator()(const TextRedacted&) {}
  void operator()(const SupportAdded&) {}
  void operator()(const SupportWithdrawn&) {}
  void operator()(const CommentAdded&) {}
  void operator()(const CommentHidden&) {}
  void operator()(const NoteAdded&) {}
  void operator()(const DeadlineRescheduled&) {}
  void operator()(const IdentityRevealed&) {}
  void operator()(const ReporterErased&) {}
  void operator()(const DeadlineMissed&) {}
  void operator()(const LegalHoldPlaced&) {}
  void operator()(const LegalHoldLifted&) {}

 private:
  void add(Milestone milestone) { milestones_.push_back(std::move(milestone)); }

  [[nodiscard]] std::uint8_t in_time() const { return before_.missed_level == 0 ? 1 : 0; }

  [[nodiscard]] Milestone first_follow_up() const {
    const Instant since = came_to_institution();
    const Zone zone = rules_.institutions.zone_of(before_.holder);
    const auto time = working_time(since, record_.at, zone, rules_.calendar, rules_.policies);
    return {MilestoneKind::followed_up,
            record_.at,
            {},
            in_time(),
            since,
            static_cast<std::uint32_t>(std::max<std::int64_t>(0, time.count()))};
  }

  /// Units of one institution hand on within its time.
  [[nodiscard]] Instant came_to_institution() const {
    const Slug institution = rules_.institutions.root_of(before_.holder);
    Instant since = before_.submitted_at;
    for (auto at = milestones_.rbegin(); at != milestones_.rend(); ++at) {
      if (at->kind != MilestoneKind::moved && at->kind != MilestoneKind::received) continue;
      if (rules_.institutions.root_of(at->desk) != institution) break;
      since = at->at;
    }
    return since;
  }

  std::vector<Milestone>& milestones_;
  const ReportState& before_;
  const Record& record_;
  const Rulebook& rules_;
};

}  // namespace

void add_milestones(std::vector<Milestone>& milestones, const ReportState& before, const Record& record,
                    const Rulebook& rules) {
  for (const Event& event : record.events) std::visit(Collector{milestones, before, record, rules}, event);
}

}  // namespace lapor::api
