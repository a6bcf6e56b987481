#include "events/deadline_account.hpp"

#include <map>

#include "scenario.hpp"
#include "tests/events/random_life.hpp"

/// Which deadlines ran on a report, from when to when, and how each ended.
using namespace lapor;
using namespace lapor::scenario;

namespace {

const Party surabaya = coordinator_of("kota-35.78");
const DeadlineReached verification{DeadlineKind::verification};
const DeadlineReached follow_up{DeadlineKind::follow_up};

/// `verification met, follow_up running`
std::string ends(const std::vector<DeadlineAccount>& accounts) {
  std::string text;
  for (const DeadlineAccount& account : accounts)
    text += (text.empty() ? "" : ", ") + std::string(to_word(account.kind)) + ' ' + std::string(to_word(account.end));
  return text;
}

std::vector<DeadlineAccount> accounts_of(const Scenario& story) {
  return deadlines_of(story.history(), RulebookHistory{rules()});
}

std::string ends(const Scenario& story) {
  return ends(accounts_of(story));
}

Scenario late_verification() {
  return submitted().on("2026-11-26T00:00:00+07:00").given(timer(), verification);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(deadline_account)

BOOST_AUTO_TEST_CASE(a_running_deadline_has_its_start_its_rule_and_no_end) {
  const auto account = accounts_of(submitted()).at(0);
  BOOST_TEST(to_word(account.kind) == "verification");
  BOOST_TEST(to_word(account.end) == "running");
  BOOST_TEST((account.set_at == at("2026-11-20T09:00:00+07:00")));
  BOOST_TEST(number(account.set_by) == 1U);
  BOOST_TEST((account.due == at("2026-11-26T00:00:00+07:00")));
  BOOST_TEST(account.working_days == 3);
  BOOST_TEST((account.policy_from == rules().policies.on(*parse_iso_date("2026-11-20")).effective_from));
  BOOST_TEST((account.zone == Zone::wib));
  BOOST_TEST(!account.provisional);
  BOOST_TEST(!account.ended_at.has_value());
  BOOST_TEST(account.escalations.empty());
}

BOOST_AUTO_TEST_CASE(the_policy_is_the_one_in_force_when_the_deadline_was_set) {
  Rulebook changed = rules();
  DeadlinePolicy later;
  later.effective_from = *parse_iso_date("2026-11-20");
  later.verification = 4;
  changed.policies = PolicyBook{{DeadlinePolicy{}, later}};
  const auto account = deadlines_of(submitted().history(), RulebookHistory{changed}).at(0);
  BOOST_TEST((account.policy_from == later.effective_from));
  BOOST_TEST(account.working_days == 4);
}

BOOST_AUTO_TEST_CASE(the_zone_is_that_of_whoever_must_act) {
  const auto jayapura = Scenario{}.given(reporter(), complaint_for("kota-91.71"));
  BOOST_TEST((accounts_of(jayapura).at(0).zone == Zone::wit));
  const auto makassar = submitted().given(national_admin(), verified_for("kota-73.71"));
  BOOST_TEST((accounts_of(makassar).at(1).zone == Zone::wita));
  const auto back = Scenario{makassar}.given(coordinator_of("kota-73.71"), DeclineReport{});
  BOOST_TEST((accounts_of(back).at(2).zone == Zone::wib));
}

BOOST_AUTO_TEST_CASE(what_is_done_in_time_is_met) {
  BOOST_TEST(ends(forwarded()) == "verification met, follow_up running");
  BOOST_TEST(ends(held()) == "verification met, completion running");
  BOOST_TEST(ends(held().given(reporter(), CompleteReport{})) ==
             "verification met, completion met, verification running");
  BOOST_TEST(ends(archived()) == "verification met");
  BOOST_TEST(ends(merged()) == "verification met");
  BOOST_TEST(ends(in_progress()) == "verification met, follow_up met, auto_close running");
  BOOST_TEST(ends(replied()) == "verification met, follow_up met, auto_close met, follow_up running");
  BOOST_TEST(ends(closed()) == "verification met, follow_up met, auto_close met");
}

BOOST_AUTO_TEST_CASE(the_end_is_told_with_its_instant_and_its_record) {
  const auto account =
      accounts_of(submitted().on("2026-11-23T10:00:00+07:00").given(national_admin(), HoldReport{}))[0];
  BOOST_TEST((account.ended_at == at("2026-11-23T10:00:00+07:00")));
  BOOST_TEST(number(account.ended_by) == 2U);
}

BOOST_AUTO_TEST_CASE(what_became_pointless_in_time_lapses) {
  BOOST_TEST(ends(submitted().given(reporter(), WithdrawReport{})) == "verification lapsed");
  BOOST_TEST(ends(held().given(national_admin(), ArchiveReport{})) == "verification met, completion lapsed");
  BOOST_TEST(ends(declined()) == "verification met, follow_up lapsed, verification running");
  BOOST_TEST(ends(forwarded().given(national_admin(), ForwardReport{"kota-33.74", "", {}})) ==
             "verification met, follow_up lapsed, follow_up running");
  BOOST_TEST(ends(in_progress().given(surabaya, PostFollowUp{})) ==
             "verification met, follow_up met, auto_close lapsed, auto_close running");
}

BOOST_AUTO_TEST_CASE(a_declined_report_that_is_forwarded_again_met_its_verification) {
  BOOST_TEST(ends(declined().given(national_admin(), ForwardReport{"kota-33.74", "", {}})) ==
             "verification met, follow_up lapsed, verification met, follow_up running");
}

BOOST_AUTO_TEST_CASE(handing_on_within_an_institution_leaves_its_clock) {
  const auto story = forwarded().given(surabaya, ForwardReport{"kota-35.78/dishub", "", {}});
  BOOST_TEST(ends(story) == "verification met, follow_up running");
}

BOOST_AUTO_TEST_CASE(what_the_system_does_at_the_instant_is_enforced) {
  BOOST_TEST(ends(held().on("2026-12-05T00:00:00+07:00").given(timer(), DeadlineReached{DeadlineKind::completion})) ==
             "verification met, completion enforced");
  BOOST_TEST(
      ends(in_progress().on("2026-12-05T00:00:00+07:00").given(timer(), DeadlineReached{DeadlineKind::auto_close})) ==
      "verification met, follow_up met, auto_close enforced");
}

BOOST_AUTO_TEST_CASE(one_millisecond_decides_between_met_and_missed) {
  auto story = submitted();
  Scenario early{story};
  early.on("2026-11-25T23:59:59.999+07:00").given(national_admin(), verified_for("kota-35.78"));
  BOOST_TEST(ends(early) == "verification met, follow_up running");
  Scenario late{story};
  late.on("2026-11-26T00:00:00+07:00").given(national_admin(), verified_for("kota-35.78"));
  BOOST_TEST(ends(late) == "verification missed, follow_up running");
}

BOOST_AUTO_TEST_CASE(a_missed_deadline_runs_on_and_tells_its_levels) {
  auto story = late_verification();
  story.on("2026-12-03T00:00:00+07:00").given(timer(), verification);
  const auto account = accounts_of(story).at(0);
  BOOST_TEST(to_word(account.end) == "missed");
  BOOST_TEST(!account.ended_at.has_value());
  BOOST_REQUIRE_EQUAL(account.escalations.size(), 2U);
  BOOST_TEST((account.escalations[0] == Escalation{1, at("2026-11-26T00:00:00+07:00"), Position{2}}));
  BOOST_TEST((account.escalations[1] == Escalation{2, at("2026-12-03T00:00:00+07:00"), Position{3}}));
  story.given(national_admin(), verified_for("kota-35.78"));
  BOOST_TEST(ends(story) == "verification missed, follow_up running");
  BOOST_TEST(number(accounts_of(story).at(0).ended_by) == 4U);
}

BOOST_AUTO_TEST_CASE(even_a_withdrawal_leaves_a_missed_deadline_missed) {
  BOOST_TEST(ends(late_verification().given(reporter(), WithdrawReport{})) == "verification missed");
}

BOOST_AUTO_TEST_CASE(a_moved_deadline_tells_where_to_and_its_successor_keeps_day_zero) {
  const auto story = forwarded()
                         .on("2026-11-24T09:00:00+07:00")
                         .given(national_admin(), RescheduleDeadline{at("2026-12-01T00:00:00+07:00"), false, ""});
  const auto accounts = accounts_of(story);
  BOOST_TEST(ends(accounts) == "verification met, follow_up moved, follow_up running");
  BOOST_TEST((accounts.at(1).moved_to == at("2026-12-01T00:00:00+07:00")));
  BOOST_TEST((accounts.at(2).due == at("2026-12-01T00:00:00+07:00")));
  BOOST_TEST(accounts.at(2).rescheduled);
  BOOST_TEST((accounts.at(2).set_at == at("2026-11-24T09:00:00+07:00")));
  BOOST_TEST((accounts.at(2).counted_from == at("2026-11-20T09:00:00+07:00")));
}

BOOST_AUTO_TEST_CASE(a_deadline_moved_after_it_was_missed_stays_missed_and_tells_where_to) {
  const auto accounts = accounts_of(
      late_verification().given(national_admin(), RescheduleDeadline{at("2026-12-01T00:00:00+07:00"), false, ""}));
  BOOST_TEST(ends(accounts) == "verification missed, verification running");
  BOOST_TEST((accounts.at(0).moved_to == at("2026-12-01T00:00:00+07:00")));
  BOOST_TEST(accounts.at(1).escalations.empty());
}

BOOST_AUTO_TEST_CASE(an_erasure_leaves_the_clock_running) {
  BOOST_TEST(ends(erased_report()) == "verification met, follow_up running");
}

BOOST_AUTO_TEST_CASE(a_reopened_or_restored_report_runs_a_new_clock) {
  BOOST_TEST(ends(closed().given(reporter(), ReopenReport{})) ==
             "verification met, follow_up met, auto_close met, follow_up running");
  BOOST_TEST(ends(archived().given(reporter(), RestoreReport{})) == "verification met, verification running");
}

BOOST_AUTO_TEST_CASE(the_arithmetic_of_an_account_ends_at_its_due_instant) {
  const auto account = accounts_of(submitted()).at(0);
  BOOST_TEST(readable(counted(account, rules().calendar)) ==
             "Fri 2026-11-20 (day 0); skipped Sat 2026-11-21 saturday; skipped Sun 2026-11-22 sunday; "
             "Mon 2026-11-23 (1); Tue 2026-11-24 (2); Wed 2026-11-25 (3); due at 24:00 of Wed 2026-11-25 WIB");
}

BOOST_AUTO_TEST_SUITE_END()

/// Whatever happens to a report, its account has every deadline that its records set, and the rules' arithmetic.
BOOST_AUTO_TEST_SUITE(deadline_accounts_of_random_lives)

namespace {

std::size_t deadlines_in(const std::vector<PlacedFacts>& history) {
  std::size_t count = 0;
  for (const auto& placed : history)
    for (const Event& event : placed.facts.events)
      count += std::visit(
          [](const auto& alternative) -> std::size_t {
            if constexpr (requires { alternative.deadline.due; }) return 1;
            if constexpr (requires { alternative.deadline->due; }) return alternative.deadline ? 1 : 0;
            return 0;
          },
          event);
  return count;
}

void check(const std::vector<PlacedFacts>& history, std::map<DeadlineEnd, int>& seen) {
  const auto accounts = deadlines_of(history, RulebookHistory{random_life::rules()});
  BOOST_TEST(accounts.size() == deadlines_in(history));
  ReportState state;
  std::vector<ReportState> befores;
  for (const auto& placed : history) {
    befores.push_back(state);
    state = evolve(std::move(state), placed.facts);
  }
  for (std::size_t i = 0; i < accounts.size(); ++i) {
    const DeadlineAccount& account = accounts[i];
    ++seen[account.end];
    BOOST_TEST(account.ended_at.has_value() == (i + 1 < accounts.size() || !state.has_running_deadline));
    if (!account.provisional && !account.rescheduled)
      BOOST_TEST((counted(account, random_life::rules().calendar).due == account.due));
    if (!account.ended_at) continue;
    const auto& ender = history.at(number(account.ended_by) - 1).facts;
    const bool verifies = std::holds_alternative<ReportVerified>(ender.events.front());
    const bool in_time = befores.at(number(account.ended_by) - 1).missed_level == 0 && ender.at < account.due;
    if (verifies) BOOST_TEST((account.end == (in_time ? DeadlineEnd::met : DeadlineEnd::missed)));
  }
}

}  // namespace

BOOST_AUTO_TEST_CASE(every_deadline_is_accounted_for_once_with_its_arithmetic) {
  std::map<DeadlineEnd, int> seen;
  for (unsigned seed = 1; seed <= 200; ++seed) BOOST_TEST_CONTEXT("seed " << seed) {
      std::vector<PlacedFacts> history;
      for (Record& record : random_life::without_keys(random_life::live(seed)))
        history.push_back({Position{history.size() + 1}, std::move(record)});
      check(history, seen);
    }
  for (const auto& word : words<DeadlineEnd>) BOOST_TEST(seen[word.value] > 0, word.word << " never happened");
}

BOOST_AUTO_TEST_SUITE_END()
