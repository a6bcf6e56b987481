#pragma once

#include <optional>
#include <span>
#include <vector>

#include "events/directory.hpp"
#include "events/events.hpp"
#include "events/report_state.hpp"
#include "events/rulebook_history.hpp"
#include "events/working_days.hpp"

namespace lapor {

/// How a deadline ended.
///
/// `met`: what the clock waits for came before `due`. `missed`: `due` passed and nothing had ended the clock; also
/// while it still runs, once a deadline_missed stands in the history. `enforced`: the system did at `due` what the
/// rules say (archived what was not completed, closed what nobody replied to), which is nobody's failure. `moved`: an
/// administrator set another instant before `due`. `lapsed`: something else made it pointless before `due`.
///
/// What a clock waits for (DOMAIN.md, the life of a report):
///
/// | clock | met by | lapses by |
/// |---|---|---|
/// | verification | verified, held, merged, archived by an administrator; after a decline: forwarded, archived |
/// withdrawn | | completion | completed | withdrawn, archived by an administrator | | follow-up | follow-up posted |
/// forwarded to another institution, declined | | auto-close | reply posted; closed by the reporter or an administrator
/// | a further follow-up (starts anew) |
///
/// The figures in api/statistics count in time what was verified or first followed up while no deadline_missed stood.
/// The account agrees wherever the system rang in time; it goes by the instants, so that what came between `due` and a
/// ring that was late is missed here and in time there.
enum class DeadlineEnd : std::uint8_t { running = 1, met = 2, missed = 3, enforced = 4, moved = 5, lapsed = 6 };

template <>
inline constexpr auto words<DeadlineEnd> = std::to_array<Word<DeadlineEnd>>({
    {DeadlineEnd::running, "running"},
    {DeadlineEnd::met, "met"},
    {DeadlineEnd::missed, "missed"},
    {DeadlineEnd::enforced, "enforced"},
    {DeadlineEnd::moved, "moved"},
    {DeadlineEnd::lapsed, "lapsed"},
});

/// Somebody was told that a deadline is missed: 1 coordinator, 2 national_admin, 3 supervisor.
struct Escalation {
  std::uint8_t level{};
  Instant at{};
  Position position{};
  bool operator==(const Escalation&) const = default;
};

/// One deadline that ran on a report. Facts of the records, but for `policy_from`, `working_days` and `zone`, which the
/// rulebook gives by which it was set.
struct DeadlineAccount {
  DeadlineKind kind{};
  DeadlineEnd end{DeadlineEnd::running};
  bool provisional{};
  bool rescheduled{};      // set by an administrator, not counted
  Zone zone{Zone::wib};    // of whoever must act
  int working_days{};      // that the policy gives; 0 where the rules know no such clock
  Date policy_from{};      // `effective_from` of the policy in force
  Instant counted_from{};  // in day 0; `set_at`, or that of the deadline which a rescheduled one replaced
  Instant set_at{};
  Position set_by{};   // the record
  Version rulebook{};  // by which that was decided
  Instant due{};
  std::optional<Instant> ended_at;  // absent while it runs
  Position ended_by{};              // the record; 0 while it runs
  std::optional<Instant> moved_to;  // the new due instant; also of one that was missed before it was moved
  std::vector<Escalation> escalations;
  bool operator==(const DeadlineAccount&) const = default;
};

/// The arithmetic of a deadline by a calendar, that of its rulebook. Its `due` is another than the account's when that
/// was rescheduled freely or is provisional and a decree has come since.
[[nodiscard]] WorkingDays counted(const DeadlineAccount& account, const WorkingCalendar& calendar);

/// Folds the records of one report, in order, into its deadlines. Holds the running one only (some 130 bytes), so that
/// a whole journal can be folded with one ledger for each report; what has ended is handed out. Facts are enough.
class DeadlineLedger {
 public:
  /// Takes the next record, decided by `rules`; `after` is the report's state with it. Gives the deadline that it
  /// ended, if it did.
  [[nodiscard]] std::optional<DeadlineAccount> add(Position position, const Record& facts, const ReportState& after,
                                                   const Rulebook& rules);

  /// The deadline that runs now; nothing before the first record and after an end.
  [[nodiscard]] const std::optional<DeadlineAccount>& running() const { return running_; }

 private:
  std::optional<DeadlineAccount> running_;
};

/// A record with its place in the journal, read without keys.
struct PlacedFacts {
  Position position{};
  Record facts;
};

/// All deadlines of one report in the order in which they were set. `records` are its history from the first on;
/// `rulebooks` has the versions by which they were decided.
[[nodiscard]] std::vector<DeadlineAccount> deadlines_of(std::span<const PlacedFacts> records,
                                                        const RulebookHistory& rulebooks);

}  // namespace lapor
