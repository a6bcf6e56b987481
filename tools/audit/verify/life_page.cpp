#include "tools/audit/verify/life_page.hpp"

#include <algorithm>
#include <cstdio>

#include "events/codec_rulebook.hpp"
#include "events/event_text.hpp"
#include "events/evolve.hpp"
#include "events/judge.hpp"
#include "events/told_command.hpp"

namespace lapor::audit {
namespace {

using Text = std::string;

constexpr std::array weekdays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
constexpr std::array zones{"WIB", "WITA", "WIT"};
constexpr std::array levels{"coordinator", "national_admin", "supervisor"};

Text shown(Instant instant, Zone zone = Zone::wib) {
  return to_rfc3339(instant, zone);
}

Text shown(Date date) {
  return Text(weekdays[std::chrono::weekday(std::chrono::sys_days(date)).c_encoding()]) + " " + to_iso(date);
}

Text in_brackets(Position position) {
  return "[" + std::to_string(number(position)) + "]";
}

/// `2 d 3 h 5 min`, never negative.
Text length(Instant from, Instant to) {
  const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(to - from).count();
  Text text;
  if (minutes >= 24 * 60) text += std::to_string(minutes / (24 * 60)) + " d ";
  if (minutes >= 60) text += std::to_string(minutes / 60 % 24) + " h ";
  return text + std::to_string(minutes % 60) + " min";
}

Text record_lines(const PlacedFacts& placed) {
  const Record& record = placed.facts;
  char version[16];
  std::snprintf(version, sizeof version, "%3u", number(record.version));
  Text text = Text(version) + "  " + shown(record.at) + "  " + in_brackets(placed.position) + "  " +
              readable(record.by) + ", " + Text(to_word(record.channel)) + "\n";
  for (const Event& event : record.events) text += "       " + readable(event) + "\n";
  return text;
}

/// Each day on a line, from the day of receipt to the last that counts.
Text arithmetic(const WorkingDays& days) {
  Text text = "     " + shown(days.day_zero) + "  day 0, the day it is counted from\n";
  bool decreed = true;
  for (const CountedDay& day : days.days) {
    text += "     " + shown(day.date) + "  ";
    text += day.number > 0 ? std::to_string(day.number) : "skipped: " + Text(to_word(day.kind));
    if (decreed && !day.decreed) text += "  (no decree is known for this year: provisional)";
    decreed = day.decreed;
    text += "\n";
  }
  if (days.days.empty()) return text;
  return text + "     due at 24:00 of " + shown(days.days.back().date) + " " +
         zones[static_cast<std::size_t>(days.zone)] + "\n";
}

Text how_set(const DeadlineAccount& account, const Rulebook& rules) {
  if (account.rescheduled) return "     set by an administrator, not counted\n";
  if (account.working_days < 1) return "     its rulebook knows no such clock\n";
  const WorkingDays days = counted(account, rules.calendar);
  Text text = "     " + std::to_string(account.working_days) + " working days" +
              (account.policy_from.ok() ? ", by the policy of " + to_iso(account.policy_from) : Text{}) + "\n" +
              arithmetic(days);
  if (days.due != account.due)
    text += "     the record says " + shown(account.due, account.zone) + ": the calendar has changed since, or the " +
            "record is wrong (lapor audit verify tells)\n";
  return text;
}

Text how_ended(const DeadlineAccount& account) {
  const Text by = account.ended_at ? " " + shown(*account.ended_at) + " by " + in_brackets(account.ended_by) : Text{};
  switch (account.end) {
    case DeadlineEnd::running:
      return "it runs";
    case DeadlineEnd::met:
      return "met" + by + ", " + length(*account.ended_at, account.due) + " before it was due";
    case DeadlineEnd::missed:
      if (!account.ended_at) return "missed, and it runs on";
      return "missed by " + length(account.due, *account.ended_at) + ": ended" + by;
    case DeadlineEnd::enforced:
      return "enforced by the system" + by + ", " + length(account.due, *account.ended_at) + " after it was due";
    case DeadlineEnd::moved:
      return "moved" + by;
    case DeadlineEnd::lapsed:
      return "lapsed" + by + ", " + length(*account.ended_at, account.due) + " before it was due";
  }
  return {};
}

Text deadline_lines(std::size_t number, const DeadlineAccount& account, const Rulebook& rules) {
  Text text = "  " + std::to_string(number) + ". " + Text(to_word(account.kind)) + ", due " +
              shown(account.due, account.zone) + (account.provisional ? " (provisional)" : "") + ", set " +
              shown(account.set_at) + " by " + in_brackets(account.set_by) + "\n";
  text += how_set(account, rules);
  for (const Escalation& told : account.escalations) {
    const bool is_known = told.level >= 1 && told.level <= levels.size();
    text += "     missed: " + Text(is_known ? levels[told.level - 1u] : "somebody") + " told " + shown(told.at) +
            " by " + in_brackets(told.position) + "\n";
  }
  text += "     " + how_ended(account) + "\n";
  if (account.moved_to) text += "     moved to " + shown(*account.moved_to, account.zone) + "\n";
  return text;
}

}  // namespace

Text life_page(std::span<const PlacedFacts> records, const RulebookHistory& rulebooks) {
  ReportState state;
  Text life;
  for (const PlacedFacts& placed : records) {
    const Record record = with_stand_ins(placed.facts, state);
    life += record_lines(placed);
    if (const auto finding = judge(state, record, rulebooks.of(record.rulebook)))
      life += "       AGAINST THE RULES: " + finding->text + "\n";
    state = evolve(std::move(state), record);
  }
  Text text = "Report " + std::to_string(records.front().facts.stream.id) + ": " + Text(to_word(state.status)) +
              "\n\n" + life + "\nDeadlines\n";
  std::size_t count = 0;
  for (const DeadlineAccount& account : deadlines_of(records, rulebooks))
    text += deadline_lines(++count, account, rulebooks.of(account.rulebook));
  return text;
}

namespace {

/// Reads how the rulebook changed only where some record was decided after a change.
Result<RulebookHistory, Text> rulebooks_for(LogSource& source, std::span<const PlacedFacts> records,
                                            Rulebook beginning) {
  RulebookHistory rulebooks{std::move(beginning)};
  const auto is_later = [](const PlacedFacts& placed) { return placed.facts.rulebook != Version{}; };
  if (std::ranges::none_of(records, is_later)) return rulebooks;
  const auto history = source.history(rulebook_stream);
  if (!history) return fail(Text(proof::to_word(history.error().kind)) + ": " + history.error().what);
  for (const PlacedBytes& placed : *history) {
    const auto record = decode_rulebook(placed.bytes);
    if (!record || record->version != next(rulebooks.newest().version))
      return fail("the record at position " + std::to_string(number(placed.position)) +
                  " is not the rulebook's next version");
    rulebooks.add(*record);
  }
  return rulebooks;
}

}  // namespace

Result<Text, Text> explain(LogSource& source, ReportId report, const ReadReport& read, Rulebook beginning) {
  const auto history = source.history(stream_of(report));
  if (!history) return fail(Text(proof::to_word(history.error().kind)) + ": " + history.error().what);
  if (history->empty()) return fail("there is no report " + std::to_string(number(report)) + " here");
  std::vector<PlacedFacts> records;
  for (const PlacedBytes& placed : *history) {
    auto record = read(placed.bytes);
    if (!record)
      return fail("the record at position " + std::to_string(number(placed.position)) +
                  " cannot be read: " + record.error().what);
    records.push_back({placed.position, std::move(*record)});
  }
  if (records.front().facts.version != Version{1})
    return fail("the report's beginning is not here: its first record is version " +
                std::to_string(number(records.front().facts.version)));
  const auto rulebooks = rulebooks_for(source, records, std::move(beginning));
  return rulebooks ? Result<Text, Text>{life_page(records, *rulebooks)} : fail(rulebooks.error());
}

}  // namespace lapor::audit
