#include "api/audit/deadline_lines.hpp"

#include <algorithm>
#include <chrono>

#include "api/audit/facts_json.hpp"
#include "api/audit/record_items.hpp"
#include "events/capacities.hpp"
#include "events/evolve.hpp"
#include "storage/load_now.hpp"

namespace lapor::api {
namespace {

/// Reports of one portion when few of their deadlines are wanted: some 20 ms of reading.
constexpr int most_reports = 400;

template <class E>
bool is_among(const std::vector<E>& wanted, E value) {
  return wanted.empty() || std::ranges::find(wanted, value) != wanted.end();
}

bool fits(const DeadlineFilter& filter, const Slug& desk, const DeadlineAccount& account,
          const InstitutionTree& institutions) {
  return is_among(filter.outcomes, account.end) && is_among(filter.kinds, account.kind) &&
         filter.window.has(account.due) &&
         (filter.institution.empty() || institutions.is_same_or_above(filter.institution, desk));
}

/// Tells `each` of a report's deadlines and of the desk that had to act, in the order in which they were set.
template <class Each>
Result<void, storage::Error> fold_deadlines(const storage::StreamHistory& history, Position end,
                                            const actors::Rulebooks& rulebooks, const Each& each) {
  ReportState state;
  DeadlineLedger ledger;
  Slug desk;
  for (const auto& [position, bytes] : history.records) {
    if (position > end) break;
    const auto facts = read_facts(position, bytes);
    if (!facts) return fail(facts.error());
    const auto& record = std::get<Record>(*facts);
    state = evolve(std::move(state), record);
    if (const auto ended = ledger.add(position, record, state, rulebooks.of(record.rulebook))) each(desk, *ended);
    if (ledger.running() && ledger.running()->set_by == position) desk = desk_in_charge(state);
  }
  if (ledger.running()) each(desk, *ledger.running());
  return {};
}

void write_levels(JsonWriter& json, const std::vector<Escalation>& escalations) {
  json.begin_array("levels");
  for (const auto& [level, at, position] : escalations) {
    json.begin_object();
    json.member("level", unsigned{level});
    write_instant_in_wib(json, "at", at);
    json.member("position", number(position));
    json.end_object();
  }
  json.end_array();
}

void write_skipped(JsonWriter& json, const WorkingDays& days) {
  json.begin_array("skipped");
  for (const CountedDay& day : days.days) {
    if (day.kind == DayKind::working) continue;
    json.begin_object();
    json.member("date", to_iso(day.date));
    json.member("kind", to_word(day.kind));
    json.end_object();
  }
  json.end_array();
}

/// How many days count is known of clocks only that the rules know.
void write_calendar(JsonWriter& json, const DeadlineAccount& account, const WorkingCalendar& calendar) {
  if (account.working_days < 1) return json.null("calendar");
  const WorkingDays days = counted(account, calendar);
  json.begin_object("calendar");
  json.member("zone", abbreviation(days.zone));
  write_instant_in_wib(json, "counted_from", account.counted_from);
  json.member("day_zero", to_iso(days.day_zero));
  json.member("working_days", account.working_days);
  json.member("effective_from", to_iso(account.policy_from));
  write_skipped(json, days);
  write_instant_in_wib(json, "due", days.due);
  json.member("decreed", !days.provisional);
  json.end_object();
}

}  // namespace

void append_deadline(std::string& out, ReportId report, const Slug& institution, const DeadlineAccount& account,
                     const WorkingCalendar& calendar) {
  JsonWriter json(out);
  json.begin_object();
  json.member("report", number(report));
  json.member("kind", to_word(account.kind));
  json.member("outcome", to_word(account.end));
  json.member_or_null("institution", institution);
  write_instant_in_wib(json, "set_at", account.set_at);
  json.member("set_by", number(account.set_by));
  write_instant_in_wib(json, "due", account.due);
  json.member("provisional", account.provisional);
  json.member("rescheduled", account.rescheduled);
  write_instant_in_wib(json, "ended_at", account.ended_at);
  account.ended_at ? json.member("ended_by", number(account.ended_by)) : json.null("ended_by");
  write_instant_in_wib(json, "moved_to", account.moved_to);
  write_levels(json, account.escalations);
  write_calendar(json, account, calendar);
  json.end_object();
  out += '\n';
}

DeadlineLines::DeadlineLines(const actors::Rulebooks& rulebooks, storage::Journal& journal, DeadlineFilter filter,
                             DeadlineBounds bounds)
    : rulebooks_(rulebooks), journal_(journal), filter_(std::move(filter)), bounds_(bounds) {}

bool DeadlineLines::has_all() const {
  return bounds_.after >= bounds_.last || (bounds_.limit && *bounds_.limit == 0);
}

Result<void, storage::Error> DeadlineLines::write_report(std::string& out, ReportId report) {
  const auto history = storage::load_now(journal_, stream_of(report));
  if (!history) return fail(history.error());
  return fold_deadlines(*history, bounds_.end, rulebooks_, [&](const Slug& desk, const DeadlineAccount& account) {
    if (!fits(filter_, desk, account, rulebooks_.now().institutions)) return;
    append_deadline(out, report, desk, account, rulebooks_.of(account.rulebook).calendar);
    if (bounds_.limit && *bounds_.limit > 0) --*bounds_.limit;
  });
}

Result<http::Chunk, storage::Error> DeadlineLines::next() {
  std::string out;
  out.reserve(portion_bytes + portion_bytes / 8);
  for (int reports = 0; !has_all() && reports < most_reports && out.size() < portion_bytes; ++reports) {
    const ReportId report{number(bounds_.after) + 1};
    if (const auto written = write_report(out, report); !written) return fail(written.error());
    bounds_.after = report;
  }
  return http::Chunk{std::move(out), has_all()};
}

}  // namespace lapor::api
