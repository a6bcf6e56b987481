#include "events/judge.hpp"

#include <algorithm>

#include "events/decide.hpp"
#include "events/event_text.hpp"
#include "events/transitions.hpp"

namespace lapor {
namespace {

using Judgement = std::optional<Finding>;

/// The calendar reaches this many years beyond the day from which a limit is counted.
constexpr int years_of_a_limit = 2;

std::string shown(Instant instant) {
  return to_rfc3339(instant, Zone::wib);
}

std::string names_of(const Events& events) {
  std::string names;
  for (const Event& event : events) names += (names.empty() ? "" : ", ") + std::string(name_of(event));
  return names.empty() ? "no event" : names;
}

Judgement check_place(const ReportState& before, const Record& facts) {
  if (facts.stream.kind != StreamKind::report || (before.exists() && facts.stream != stream_of(before.id)))
    return Finding{AuditRule::stream, before.exists() ? to_string(stream_of(before.id)) : "a report",
                   to_string(facts.stream), "the record is of " + to_string(facts.stream) + ", another history"};
  if (facts.version != next(before.version)) {
    Finding finding{
        AuditRule::version, std::to_string(number(next(before.version))), std::to_string(number(facts.version)), {}};
    finding.text = "version " + finding.expected + " follows, the record says " + finding.found;
    return finding;
  }
  const bool submits = !facts.events.empty() && std::holds_alternative<ReportSubmitted>(facts.events.front());
  if (submits != before.exists()) return std::nullopt;
  return Finding{AuditRule::beginning, submits ? "an event of a report that exists" : "report_submitted",
                 names_of(facts.events),
                 submits ? "the report exists, the record submits it again"
                         : "a report begins with report_submitted, the record says " + names_of(facts.events)};
}

Finding no_command(const Record& facts) {
  return {AuditRule::command, "the events of one command", names_of(facts.events),
          "no single command causes " + names_of(facts.events) + " in this form"};
}

Finding refused(const ReportState& before, const Record& facts, const Command& command, const Refusal& refusal) {
  const std::string name(transitions[command.body.index()].command);
  if (refusal.reason == RefusalReason::not_permitted)
    return {AuditRule::permission, "somebody who may give " + name, readable(facts.by),
            readable(facts.by) + " may not give " + name + " to this report"};
  if (refusal.reason == RefusalReason::forbidden_transition)
    return {AuditRule::transition, "a state that allows " + name, std::string(to_word(before.status)),
            name + " is not possible while the report is " + std::string(to_word(before.status))};
  Finding finding{AuditRule::refusal, std::string(to_word(refusal.reason)), names_of(facts.events), {}};
  finding.text = name + " is refused (" + finding.expected + ")";
  if (refusal.reason == RefusalReason::window_passed)
    finding.text += ": the window ended at " + shown(*before.window_until) + ", the record is of " + shown(facts.at);
  if (refusal.reason == RefusalReason::deadline_in_past)
    finding.text += ": the record is of " + shown(facts.at) + " and sets an instant before it";
  return finding;
}

/// The system acted where no ring would have done anything.
Finding not_enforceable(const ReportState& before, const Record& facts, DeadlineKind kind) {
  const std::string word(to_word(kind));
  const auto alarm = before.alarm();
  if (alarm && alarm->kind == kind)
    return {AuditRule::enforcement, shown(alarm->at), shown(facts.at),
            "the system acts on the " + word + " deadline at " + shown(alarm->at) + ", the record is of " +
                shown(facts.at)};
  const std::string runs = alarm ? std::string(to_word(alarm->kind)) : "none";
  return {AuditRule::enforcement, runs, word,
          "the system acts on the " + word + " deadline, which does not ring now (next to ring: " + runs + ")"};
}

Finding needless(const ReportState& before, const Record& facts, const Command& command) {
  if (const auto* reached = std::get_if<DeadlineReached>(&command.body))
    return not_enforceable(before, facts, reached->kind);
  return {AuditRule::change, "no record", names_of(facts.events),
          "what the record says was so already: " + names_of(facts.events)};
}

/// A rating read without keys has no text, where its command had a stand-in.
void hide_stand_in(Events& expected, const Events& found) {
  auto* rated = std::get_if<ReportRated>(&expected.front());
  const auto* read = std::get_if<ReportRated>(&found.front());
  if (rated != nullptr && read != nullptr) rated->text = read->text;
}

/// When a decree became known is no fact of the records: an instant that is right by it may be called provisional.
void excuse_provisional(Events& expected, const Events& found) {
  for (std::size_t i = 0; i < expected.size() && i < found.size(); ++i) {
    Deadline* right = deadline_in(expected[i]);
    const Deadline* said = deadline_in(found[i]);
    if (right != nullptr && said != nullptr && right->due == said->due && said->provisional) right->provisional = true;
  }
}

/// Whether the record is what was decided while the decree of some year concerned was not known.
bool was_right_before_a_decree(const ReportState& before, const Record& facts, const Command& command,
                               const Rulebook& rules) {
  const Instant from = before.has_running_deadline ? std::min(command.now, before.deadline.due) : command.now;
  const int first = static_cast<int>(local_date(from, Zone::wib).year());
  for (int year = first; year <= first + years_of_a_limit; ++year) {
    if (!rules.calendar->is_decreed(year)) continue;
    const auto decided = decide(before, command, rules, rules.calendar->before_decree_of(year));
    if (decided && *decided == facts.events) return true;
  }
  return false;
}

}  // namespace

std::optional<Finding> judge(const ReportState& before, const Record& facts, const Rulebook& rules) {
  if (auto misplaced = check_place(before, facts)) return misplaced;
  auto told = told_command(facts.events);
  if (!told) return no_command(facts);
  const Command command{facts.at, facts.by, facts.channel, {}, std::move(*told)};
  auto decided = decide(before, command, rules);
  if (!decided) return refused(before, facts, command, decided.error());
  if (decided->empty()) return needless(before, facts, command);
  hide_stand_in(*decided, facts.events);
  if (*decided == facts.events) return std::nullopt;
  excuse_provisional(*decided, facts.events);
  if (*decided == facts.events || was_right_before_a_decree(before, facts, command, rules)) return std::nullopt;
  return difference(*decided, facts.events);
}

}  // namespace lapor
