#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <string_view>
#include <variant>

#include "events/commands.hpp"

/// Who may do what in which state: DOMAIN.md's table, row by row. `decide` asks it first; the state diagram in docs/ is
/// generated from it.
namespace lapor {

/// In what capacity somebody acts on one particular report. One person can have several.
enum class Capacity : std::uint16_t {
  submitter = 1 << 0,    // anybody who may file a report
  reporter = 1 << 1,     // who filed this one
  verifier = 1 << 2,     // the chosen institution's coordinator, else the national admin
  coordinator = 1 << 3,  // of the institution that holds it
  officer = 1 << 4,      // of the institution or unit that holds it
  national_admin = 1 << 5,
  supervisor = 1 << 6,
  data_officer = 1 << 7,
  person = 1 << 8,  // anybody with an account
  timer = 1 << 9,   // the system itself
};

/// A set of enumerators, as bits.
template <class E, class Bits>
class Set {
 public:
  constexpr Set() = default;
  constexpr Set(std::initializer_list<E> members) {
    for (E member : members) add(member);
  }
  constexpr void add(E member) { bits_ = static_cast<Bits>(bits_ | bit(member)); }
  [[nodiscard]] constexpr bool contains(E member) const { return (bits_ & bit(member)) != 0; }
  [[nodiscard]] constexpr bool intersects(Set other) const { return (bits_ & other.bits_) != 0; }

 private:
  static constexpr Bits bit(E member) {
    if constexpr (std::is_same_v<E, Capacity>)
      return static_cast<Bits>(member);
    else
      return static_cast<Bits>(Bits{1} << static_cast<unsigned>(member));
  }
  Bits bits_{};
};

using Capacities = Set<Capacity, std::uint16_t>;
using Statuses = Set<Status, std::uint16_t>;

/// `to` equal to `Status::none` means that the state stays as it is.
struct Transition {
  std::string_view command;
  Capacities by;
  Statuses from;
  std::string_view event;
  Status to{Status::none};
};

inline constexpr Statuses any_state{Status::awaiting_verification,
                                    Status::on_hold,
                                    Status::awaiting_follow_up,
                                    Status::awaiting_reassignment,
                                    Status::in_progress,
                                    Status::replied,
                                    Status::closed,
                                    Status::archived,
                                    Status::merged};

/// In the order of `CommandBody`, so that a command's index finds its row.
inline constexpr auto transitions = [] {
  using enum Capacity;
  using S = Status;
  return std::to_array<Transition>({
      {"SubmitReport", {submitter}, {S::none}, "report_submitted", S::awaiting_verification},
      {"VerifyReport", {verifier}, {S::awaiting_verification}, "report_verified", S::awaiting_follow_up},
      {"HoldReport", {verifier}, {S::awaiting_verification}, "report_held", S::on_hold},
      {"CompleteReport", {reporter}, {S::on_hold}, "report_completed", S::awaiting_verification},
      {"AddInformation",
       {reporter},
       {S::awaiting_verification, S::awaiting_follow_up, S::awaiting_reassignment, S::replied},
       "information_added"},
      {"WithdrawReport", {reporter}, {S::awaiting_verification, S::on_hold}, "report_archived", S::archived},
      {"ForwardReport",
       {coordinator, national_admin},
       {S::awaiting_follow_up, S::awaiting_reassignment},
       "report_forwarded",
       S::awaiting_follow_up},
      {"DeclineReport", {coordinator, officer}, {S::awaiting_follow_up}, "report_declined", S::awaiting_reassignment},
      {"PostFollowUp",
       {officer, coordinator},
       {S::awaiting_follow_up, S::in_progress, S::replied},
       "follow_up_posted",
       S::in_progress},
      {"ReplyToFollowUp", {reporter, national_admin}, {S::in_progress}, "reply_posted", S::replied},
      {"CloseReport", {reporter, national_admin}, {S::in_progress, S::replied}, "report_closed", S::closed},
      {"ArchiveReport",
       {verifier},
       {S::awaiting_verification, S::on_hold, S::awaiting_reassignment},
       "report_archived",
       S::archived},
      {"MergeReport", {verifier}, {S::awaiting_verification}, "report_merged", S::merged},
      {"ReopenReport", {reporter, national_admin}, {S::closed}, "report_reopened", S::awaiting_follow_up},
      {"RestoreReport", {reporter, national_admin}, {S::archived}, "report_restored", S::awaiting_verification},
      {"RateReport", {reporter}, {S::closed}, "report_rated"},
      {"ChangeVisibility", {verifier, reporter}, any_state, "visibility_changed"},
      {"RedactText", {verifier}, any_state, "text_redacted"},
      {"AddSupport", {person}, any_state, "support_added"},
      {"WithdrawSupport", {person}, any_state, "support_withdrawn"},
      {"AddComment", {person, supervisor}, any_state, "comment_added"},
      {"HideComment", {verifier}, any_state, "comment_hidden"},
      {"AddNote", {officer, coordinator, national_admin, supervisor}, any_state, "note_added"},
      {"RescheduleDeadline", {national_admin}, any_state, "deadline_rescheduled"},
      {"RevealIdentity", {national_admin}, any_state, "identity_revealed"},
      {"EraseReporter", {data_officer}, any_state, "reporter_erased"},
      {"PlaceLegalHold", {data_officer}, any_state, "legal_hold_placed"},
      {"LiftLegalHold", {data_officer}, any_state, "legal_hold_lifted"},
      {"DeadlineReached", {timer}, any_state, "deadline_missed"},
  });
}();

static_assert(transitions.size() == std::variant_size_v<CommandBody>);

/// What the timers do by themselves, for the diagram and the tests: the states in which each clock runs and where it
/// leads.
struct ClockRule {
  DeadlineKind kind;
  Statuses in;
  std::string_view event;
  Status to{Status::none};
};

inline constexpr auto clock_rules = [] {
  using S = Status;
  return std::to_array<ClockRule>({
      {DeadlineKind::verification, {S::awaiting_verification, S::awaiting_reassignment}, "deadline_missed"},
      {DeadlineKind::follow_up, {S::awaiting_follow_up, S::replied}, "deadline_missed"},
      {DeadlineKind::completion, {S::on_hold}, "report_archived", S::archived},
      {DeadlineKind::auto_close, {S::in_progress}, "report_closed", S::closed},
  });
}();

}  // namespace lapor
