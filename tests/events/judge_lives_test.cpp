#include <functional>
#include <set>

#include "events/judge.hpp"
#include "scenario.hpp"
#include "tests/events/random_life.hpp"

/// An auditor's judgement of whole lives: all that was decided stands, every field that was falsified is found.
using namespace lapor;
using namespace lapor::scenario;

namespace {

using std::chrono::days;
using std::chrono::milliseconds;

using Falsify = std::function<void(Record&)>;

}  // namespace

BOOST_AUTO_TEST_SUITE(judging_random_lives)

namespace {

constexpr std::string_view other_slug = "kota-99.99";

/// Every way to falsify one field of this record that the rules determine; `before` is the state before it.
std::vector<std::pair<std::string, Record>> falsified(const Record& record, const ReportState& before) {
  std::vector<std::pair<std::string, Record>> result;
  const auto with = [&](const std::string& what, const Falsify& change) {
    Record copy = record;
    change(copy);
    if (!(copy == record)) result.emplace_back(what, std::move(copy));
  };
  with("version + 1", [](Record& r) { r.version = next(r.version); });
  with("role", [](Record& r) { r.by = {Role::auditor, PersonId{3}, ""}; });
  if (record.by.role == Role::officer || record.by.role == Role::coordinator)
    with("institution", [](Record& r) { r.by.institution = other_slug; });
  if (record.by.role == Role::system) with("early", [&](Record& r) { r.at = *before.next_alarm - milliseconds{1}; });
  for (std::size_t i = 0; i < record.events.size(); ++i)
    std::visit(
        [&](const auto& event) {
          using E = std::decay_t<decltype(event)>;
          const auto at_event = [&](const std::string& what, const std::function<void(E&)>& change) {
            with(what, [&](Record& r) { change(std::get<E>(r.events[i])); });
          };
          if constexpr (!std::is_same_v<E, DeadlineRescheduled>) {
            if constexpr (requires(E & e) { e.deadline.due; }) {
              at_event("due", [](E& e) { e.deadline.due += days{e.deadline.provisional ? 90 : 1}; });
              at_event("kind", [](E& e) {
                e.deadline.kind =
                    e.deadline.kind == DeadlineKind::completion ? DeadlineKind::follow_up : DeadlineKind::completion;
              });
            }
          }
          if constexpr (requires(E & e) { e.deadline->due; }) {
            at_event("deadline", [](E& e) {
              e.deadline = e.deadline ? std::nullopt : std::optional{Deadline{DeadlineKind::follow_up, {}, false}};
            });
          }
          if constexpr (requires(E & e) { e.initiator; })
            at_event("initiator", [](E& e) {
              e.initiator = e.initiator == Initiator::reporter ? Initiator::administrator : Initiator::reporter;
            });
          if constexpr (requires(E & e) { e.resolution_target; })
            at_event("target", [](E& e) { e.resolution_target -= days{90}; });
          if constexpr (requires(E & e) { e.appeal_until; })
            at_event("appeal", [](E& e) { e.appeal_until -= days{90}; });
          if constexpr (requires(E & e) { e.reopen_until; })
            at_event("reopening", [](E& e) { e.reopen_until += days{90}; });
          if constexpr (requires(E & e) { e.previous_due; })
            at_event("previous", [](E& e) { e.previous_due += milliseconds{1}; });
          if constexpr (std::is_same_v<E, CommentAdded>) at_event("comment", [](E& e) { ++e.comment; });
          if constexpr (std::is_same_v<E, DeadlineMissed>) {
            at_event("level", [](E& e) { ++e.level; });
            at_event("missed due", [](E& e) { e.due -= days{1}; });
            at_event("next level", [](E& e) { e.next_level_at = e.due + days{365}; });
          }
          if constexpr (std::is_same_v<E, ReportVerified>) {
            at_event("anonymous", [&](E& e) { e.anonymous = e.anonymous && !before.anonymous; });
            at_event("confidential", [&](E& e) { e.confidential = e.confidential && !before.confidential; });
          }
        },
        record.events[i]);
  return result;
}

}  // namespace

BOOST_AUTO_TEST_CASE(every_record_of_every_life_stands) {
  std::set<std::string_view> seen;
  for (unsigned seed = 1; seed <= 300; ++seed) BOOST_TEST_CONTEXT("seed " << seed) {
      ReportState before;
      for (const Record& facts : random_life::without_keys(random_life::live(seed))) {
        const auto finding = judge(before, facts, random_life::rules());
        BOOST_REQUIRE_MESSAGE(!finding, describe(facts.events) << ": " << (finding ? finding->text : ""));
        for (const Event& event : facts.events) seen.insert(name_of(event));
        before = evolve(std::move(before), facts);
      }
    }
  BOOST_TEST(seen.size() == std::variant_size_v<Event>, "some event never happens in these lives");
}

BOOST_AUTO_TEST_CASE(every_falsified_field_is_found) {
  std::set<std::string> kinds;
  std::size_t count = 0;
  for (unsigned seed = 1; seed <= 100; ++seed) BOOST_TEST_CONTEXT("seed " << seed) {
      ReportState before;
      for (const Record& facts : random_life::without_keys(random_life::live(seed))) {
        for (const auto& [what, false_record] : falsified(facts, before)) {
          kinds.insert(what);
          ++count;
          BOOST_REQUIRE_MESSAGE(judge(before, false_record, random_life::rules()),
                                what << " of " << describe(facts.events) << " was not found");
        }
        before = evolve(std::move(before), facts);
      }
    }
  BOOST_TEST(kinds.size() == 18U);
  BOOST_TEST(count > 10'000U);
}

BOOST_AUTO_TEST_CASE(a_record_that_was_taken_out_is_found) {
  for (unsigned seed = 1; seed <= 50; ++seed) BOOST_TEST_CONTEXT("seed " << seed) {
      const auto facts = random_life::without_keys(random_life::live(seed));
      ReportState before;
      for (std::size_t i = 0; i + 1 < facts.size(); ++i) {
        BOOST_TEST(judge(before, facts[i + 1], random_life::rules()).has_value());
        before = evolve(std::move(before), facts[i]);
      }
    }
}

BOOST_AUTO_TEST_SUITE_END()
