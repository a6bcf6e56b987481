#include "events/evolve.hpp"

#include <algorithm>

namespace lapor {
namespace {

template <class T>
void insert_sorted(std::vector<T>& sorted, const T& value) {
  const auto place = std::ranges::lower_bound(sorted, value);
  if (place == sorted.end() || *place != value) sorted.insert(place, value);
}

template <class T>
void erase_sorted(std::vector<T>& sorted, const T& value) {
  const auto place = std::ranges::lower_bound(sorted, value);
  if (place != sorted.end() && *place == value) sorted.erase(place);
}

void remember(std::vector<Slug>& slugs, const Slug& slug) {
  if (!slug.empty() && std::ranges::find(slugs, slug) == slugs.end()) slugs.push_back(slug);
}

/// One overload an event: what it changes in the state, and nothing else.
class Fold {
 public:
  Fold(ReportState& state, const Record& record) : state_(state), record_(record) {}

  void operator()(const ReportSubmitted& event) {
    state_.id = ReportId{record_.stream.id};
    state_.status = Status::awaiting_verification;
    state_.classification = event.classification;
    state_.anonymous = event.anonymous;
    state_.confidential = event.confidential;
    state_.reporter = record_.by.person;
    state_.chosen = event.institution;
    state_.submitted_at = record_.at;
    run(event.deadline);
  }

  void operator()(const ReportVerified& event) {
    state_.classification = event.classification;
    state_.anonymous = event.anonymous;
    state_.confidential = event.confidential;
    state_.published = true;
    state_.verified_at = record_.at;
    state_.resolution_target = event.resolution_target;
  }

  void operator()(const ReportForwarded& event) {
    if (event.to != state_.holder) remember(state_.earlier_holders, state_.holder);
    state_.holder = event.to;
    for (const Slug& copy : event.copies) remember(state_.copies, copy);
    state_.status = Status::awaiting_follow_up;
    if (event.deadline) run(*event.deadline);
  }

  void operator()(const ReportHeld& event) {
    state_.status = Status::on_hold;
    run(event.deadline);
  }

  void operator()(const ReportCompleted& event) {
    state_.status = Status::awaiting_verification;
    run(event.deadline);
  }

  void operator()(const InformationAdded&) {}

  void operator()(const ReportArchived& event) { end(Status::archived, event.initiator, event.appeal_until); }

  void operator()(const ReportDeclined& event) {
    state_.status = Status::awaiting_reassignment;
    ++state_.bounces;
    run(event.deadline);
  }

  void operator()(const FollowUpPosted& event) {
    state_.status = Status::in_progress;
    if (!state_.first_follow_up_at) state_.first_follow_up_at = record_.at;
    run(event.deadline);
  }

  void operator()(const ReplyPosted& event) {
    state_.status = Status::replied;
    run(event.deadline);
  }

  void operator()(const ReportClosed& event) { end(Status::closed, event.initiator, event.reopen_until); }

  void operator()(const ReportMerged& event) {
    end(Status::merged, Initiator::administrator, std::nullopt);
    state_.merged_into = event.into;
  }

  void operator()(const ReportReopened& event) {
    if (event.initiator == Initiator::reporter) state_.reopened = true;
    revive(Status::awaiting_follow_up, event.deadline);
  }

  void operator()(const ReportRestored& event) {
    if (event.initiator == Initiator::reporter) state_.appealed = true;
    revive(Status::awaiting_verification, event.deadline);
  }

  void operator()(const ReportRated& event) { state_.rating = static_cast<std::uint8_t>(event.score); }

  void operator()(const VisibilityChanged& event) {
    state_.anonymous = event.anonymous;
    state_.confidential = event.confidential;
  }

  void operator()(const TextRedacted&) {}

  void operator()(const SupportAdded&) {
    if (record_.by.person) insert_sorted(state_.supporters, *record_.by.person);
  }

  void operator()(const SupportWithdrawn&) {
    if (record_.by.person) erase_sorted(state_.supporters, *record_.by.person);
  }

  void operator()(const CommentAdded& event) { state_.comments = std::max(state_.comments, event.comment); }
  void operator()(const CommentHidden& event) { insert_sorted(state_.hidden_comments, event.comment); }
  void operator()(const NoteAdded&) {}

  void operator()(const DeadlineRescheduled& event) { run(event.deadline); }

  void operator()(const IdentityRevealed&) {}

  /// A hold ends with what it kept: only a court's order erases in spite of it.
  void operator()(const ReporterErased&) {
    state_.erased = true;
    state_.legal_hold = false;
    state_.reporter.reset();
    state_.supporters.clear();
  }

  void operator()(const LegalHoldPlaced&) { state_.legal_hold = true; }
  void operator()(const LegalHoldLifted&) { state_.legal_hold = false; }

  void operator()(const DeadlineMissed& event) {
    state_.missed_level = event.level;
    state_.next_alarm = event.next_level_at;
  }

 private:
  void run(const Deadline& deadline) {
    state_.deadline = deadline;
    state_.has_running_deadline = true;
    state_.missed_level = 0;
    state_.next_alarm = deadline.due;
  }

  void end(Status status, Initiator initiator, std::optional<Instant> window_until) {
    state_.status = status;
    state_.closed_by = initiator;
    state_.ended_at = record_.at;
    state_.window_until = window_until;
    state_.has_running_deadline = false;
    state_.deadline = {};
    state_.missed_level = 0;
    state_.next_alarm.reset();
  }

  void revive(Status status, const Deadline& deadline) {
    state_.status = status;
    state_.ended_at.reset();
    state_.window_until.reset();
    state_.closed_by = {};
    run(deadline);
  }

  ReportState& state_;
  const Record& record_;
};

}  // namespace

ReportState evolve(ReportState state, const Record& record) {
  for (const Event& event : record.events) std::visit(Fold{state, record}, event);
  state.version = record.version;
  return state;
}

}  // namespace lapor
