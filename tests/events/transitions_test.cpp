#include "events/transitions.hpp"

#include <set>

#include "scenario.hpp"

/// The table against the code: a command is accepted in a state exactly when its row says so.
using namespace lapor;
using namespace lapor::scenario;

namespace {

struct Asked {
  Party by;
  CommandBody body;
};

/// For each command somebody who may give it, and a body that is never "already so".
std::vector<Asked> one_of_each() {
  const Party admin = national_admin();
  const Party holder = coordinator_of("kota-35.78");
  return {{reporter(), complaint()},
          {admin, verified_for("kota-35.78")},
          {admin, HoldReport{}},
          {reporter(), CompleteReport{}},
          {reporter(), AddInformation{"x", {}}},
          {reporter(), WithdrawReport{}},
          {admin, ForwardReport{"kota-33.74", "", {}}},
          {holder, DeclineReport{}},
          {holder, PostFollowUp{"x", {}}},
          {reporter(), ReplyToFollowUp{"x", {}}},
          {reporter(), CloseReport{}},
          {admin, ArchiveReport{}},
          {admin, MergeReport{ReportId{1000009}}},
          {reporter(), ReopenReport{}},
          {reporter(), RestoreReport{}},
          {reporter(), RateReport{5, "x"}},
          {data_officer(), PlaceLegalHold{"x"}}};
}

struct Reached {
  Status status;
  Scenario story;
};

std::vector<Reached> one_in_each_state() {
  return {{Status::none, Scenario{}},
          {Status::awaiting_verification, submitted()},
          {Status::on_hold, held()},
          {Status::awaiting_follow_up, forwarded()},
          {Status::awaiting_reassignment, declined()},
          {Status::in_progress, in_progress()},
          {Status::replied, replied()},
          {Status::closed, closed()},
          {Status::archived, archived()},
          {Status::merged, merged()}};
}

bool is_quiet(const CommandBody& body, Status status) {
  const auto name = transitions[body.index()].command;
  return (name == "HoldReport" && status == Status::on_hold) || (name == "CloseReport" && status == Status::closed) ||
         ((name == "ArchiveReport" || name == "WithdrawReport") && status == Status::archived);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(transition_table)

BOOST_AUTO_TEST_CASE(every_state_is_reached_by_the_story_named_after_it) {
  for (const auto& [status, story] : one_in_each_state()) BOOST_TEST(to_word(story.state().status) == to_word(status));
}

BOOST_AUTO_TEST_CASE(a_command_is_accepted_exactly_where_its_row_says) {
  for (const Asked& asked : one_of_each())
    for (const auto& [status, story] : one_in_each_state()) {
      const Transition& row = transitions[asked.body.index()];
      const auto decided = decide(
          story.state(), Command{at("2026-11-20T10:00:00+07:00"), asked.by, Channel::api, "t", asked.body}, rules());
      BOOST_TEST_CONTEXT(row.command << " in " << to_word(status)) {
        if (is_quiet(asked.body, status)) {
          BOOST_TEST((decided && decided->empty()));
        } else if (row.from.contains(status)) {
          BOOST_REQUIRE(decided);
          BOOST_TEST(name_of(decided->front()) == row.event);
          const auto after =
              evolve(story.state(), Record{stream_of(ReportId{1000001}), next(story.state().version),
                                           at("2026-11-20T10:00:00+07:00"), asked.by, Channel::api, "t", *decided});
          BOOST_TEST(to_word(after.status) == to_word(row.to == Status::none ? status : row.to));
        } else {
          BOOST_TEST(!decided);
        }
      }
    }
}

BOOST_AUTO_TEST_CASE(a_clock_runs_exactly_in_the_states_of_its_rule) {
  for (const auto& [status, story] : one_in_each_state())
    for (const ClockRule& rule : clock_rules) {
      const bool runs = story.state().has_running_deadline && story.state().deadline.kind == rule.kind;
      BOOST_TEST(runs == rule.in.contains(status), to_word(rule.kind) << " in " << to_word(status));
    }
}

BOOST_AUTO_TEST_SUITE_END()

/// All sequences of four commands by a cast of callers: whatever is asked in whatever order, what holds always holds.
BOOST_AUTO_TEST_SUITE(command_sequences)

namespace {

void check_invariants(const ReportState& state) {
  const bool ended =
      state.status == Status::closed || state.status == Status::archived || state.status == Status::merged;
  BOOST_TEST(state.has_running_deadline == !ended);
  BOOST_TEST((state.ended_at.has_value() == ended));
  BOOST_TEST((!state.is_public() || !state.confidential));
  BOOST_TEST((state.status == Status::awaiting_verification || state.status == Status::on_hold ||
              state.status == Status::archived || state.status == Status::merged || !state.holder.empty()));
}

void explore(const ReportState& state, int depth, std::size_t& seen) {
  check_invariants(state);
  ++seen;
  if (depth == 0) return;
  for (const Asked& asked : one_of_each()) {
    const Instant now = at("2026-11-20T10:00:00+07:00");
    const auto decided = decide(state, Command{now, asked.by, Channel::api, "t", asked.body}, rules());
    if (!decided || decided->empty()) continue;
    explore(evolve(state, Record{stream_of(ReportId{1000001}), next(state.version), now, asked.by, Channel::api, "t",
                                 *decided}),
            depth - 1, seen);
  }
}

}  // namespace

BOOST_AUTO_TEST_CASE(every_sequence_of_six_commands_keeps_the_invariants) {
  std::size_t seen = 0;
  explore(submitted().state(), 6, seen);
  BOOST_TEST(seen > 1000U);
}

BOOST_AUTO_TEST_SUITE_END()
