#pragma once

#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

#include "events/deadline_account.hpp"
#include "events/decide.hpp"
#include "events/evolve.hpp"

/// given / when / then over the pure rules, with a small country: two cities in Java, one in Makassar, one in Jayapura.
namespace lapor::scenario {

/// Names and words only, so that a failed check says what happened.
std::string describe(const Events& events);

/// Calendar of November and December 2026 and of March 2026 (decree 2025), other years undecreed. Reports are kept for
/// five years, Makassar's for two.
const Rulebook& rules();

/// `2026-11-20T09:00:00+07:00` and the like; aborts on a typing error.
Instant at(const char* rfc3339);

inline const PersonId ani{11};   // the reporter
inline const PersonId budi{12};  // another person

Party reporter();
Party another_person();
Party national_admin();
Party supervisor();
Party auditor();
Party data_officer();
Party timer();
Party coordinator_of(const char* slug);
Party officer_of(const char* slug);

SubmitReport complaint();
SubmitReport complaint_for(const char* institution);
VerifyReport verified_for(const char* institution);

/// One report's story. Every record of it is reduced to what can be read without keys and must stand before an auditor
/// (events/judge.hpp). Times default to Friday 2026-11-20 09:00 WIB and stand still until `on` moves them.
class Scenario {
 public:
  Scenario& on(const char* rfc3339);
  /// Runs a command that must be accepted; the past of the test.
  Scenario& given(const Party& by, CommandBody body);
  /// Runs the command under test.
  Scenario& when(const Party& by, CommandBody body);

  /// Exactly these events, by name, happened: "report_verified report_forwarded"; "" for nothing to do.
  Scenario& then(const std::string& names);
  Scenario& then_refused(RefusalReason reason);
  Scenario& then_state(Status status);
  /// The running deadline after `when`.
  Scenario& then_due(DeadlineKind kind, const char* rfc3339);
  Scenario& then_no_deadline();

  template <class E>
  [[nodiscard]] const E& event(std::size_t index = 0) const {
    return std::get<E>(result_->at(index));
  }
  [[nodiscard]] const ReportState& state() const { return state_; }
  /// Its records without keys, stand-ins in them; positions are 1, 2, 3, ...
  [[nodiscard]] const std::vector<PlacedFacts>& history() const { return history_; }

 private:
  Result<Events, Refusal> run(const Party& by, CommandBody body);

  void judge_as_auditor(const Record& record);

  Instant now_{at("2026-11-20T09:00:00+07:00")};
  ReportState state_;
  ReportState state_without_keys_;
  std::vector<PlacedFacts> history_;
  Result<Events, Refusal> result_{Events{}};
};

/// Reports in each state, submitted on 2026-11-20 09:00 WIB for Surabaya (`kota-35.78`).
Scenario submitted();
Scenario held();
Scenario forwarded();
Scenario declined();
Scenario in_progress();
Scenario replied();
Scenario closed();
Scenario archived();
Scenario merged();
Scenario erased_report();

}  // namespace lapor::scenario
