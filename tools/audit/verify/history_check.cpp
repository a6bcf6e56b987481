#include "tools/audit/verify/history_check.hpp"

#include "events/evolve.hpp"
#include "events/judge.hpp"
#include "events/rulebook_judge.hpp"
#include "events/told_command.hpp"

namespace lapor::audit {
namespace {

constexpr std::size_t most_remarks = 100;

std::string text_of(const RollbackAccepted& rollback) {
  if (rollback.size == 0) return "an operator accepted a rollback to nobody knows where: older checkpoints may be void";
  return "an operator accepted a rollback: the checkpoint of " + std::to_string(rollback.size) +
         " records that was published before it cannot be continued by anything";
}

}  // namespace

HistoryCheck::HistoryCheck(const Rulebook* rules, bool from_beginning, Objections& objections)
    : from_beginning_(from_beginning), objections_(objections) {
  if (rules != nullptr) rulebooks_.emplace(*rules);
}

void HistoryCheck::take(Position position, BytesView record) {
  auto facts = decode_any_facts(record);
  if (!facts) {
    objections_.add({std::string(proof::to_word(proof::FaultKind::malformed)),
                     {position, std::nullopt, {}},
                     "a record",
                     "other bytes",
                     "the bytes are no record: " + facts.error().what});
    return;
  }
  ++folded_;
  std::visit(
      [&](auto& read) {
        const Place place{position, read.stream, read.version};
        if (from_beginning_) return fold(place, std::move(read));
        auto& version = versions_[read.stream];
        if (version != Version{}) follow(place, version);
        version = read.version;
      },
      *facts);
}

void HistoryCheck::fold(const Place& place, Record record) {
  if (record.stream.kind != StreamKind::report)
    return object(place, AuditRule::stream, "a report, a person, the log, the rulebook or an auditor",
                  to_string(record.stream), "no history of " + to_string(record.stream) + " is ever written");
  ReportState& state = states_.at(record.stream.id);
  if (state.version == Version{}) ++reports_;
  record = with_stand_ins(std::move(record), state);
  if (rulebooks_) {
    ++judged_;
    const Rulebook& rules = rules_of(place, record.rulebook, record.at);
    if (const auto finding = judge(state, record, rules)) objections_.add(objection_from(*finding, place));
  } else {
    follow(place, state.version);
  }
  state = evolve(std::move(state), record);
}

/// The version by which a record was decided. Of one that is not there the newest stands in, so that its deadlines and
/// rights are looked at all the same.
const Rulebook& HistoryCheck::rules_of(const Place& place, Version rulebook, Instant at) {
  if (const auto finding = judge_version(rulebook, at, *rulebooks_)) objections_.add(objection_from(*finding, place));
  return rulebooks_->of(rulebook);
}

/// A version that does not follow is not folded: what comes behind it has no version to be judged by.
void HistoryCheck::fold(const Place& place, const RulebookRecord& record) {
  if (!rulebooks_) {
    auto& version = versions_[record.stream];
    follow(place, version);
    version = record.version;
    return;
  }
  ++judged_;
  const Rulebook& before = rulebooks_->newest();
  if (const auto finding = judge(before, record)) objections_.add(objection_from(*finding, place));
  if (record.stream == rulebook_stream && record.version == next(before.version)) rulebooks_->add(record);
}

void HistoryCheck::fold(const Place& place, PersonRecord record) {
  PersonState& state = persons_[record.stream.id];
  follow(place, state.version);
  if (rulebooks_) static_cast<void>(rules_of(place, record.rulebook, record.at));
  state = evolve(std::move(state), record);
}

void HistoryCheck::fold(const Place& place, const LogRecord& record) {
  auto& version = versions_[record.stream];
  follow(place, version);
  version = record.version;
  for (const LogEvent& event : record.events) note(place, event);
}

void HistoryCheck::follow(const Place& place, Version before) {
  if (place.version == next(before)) return;
  std::string expected = std::to_string(number(before) + std::uint64_t{1});
  std::string found = std::to_string(number(place.version));
  std::string text = "version " + expected + " follows, the record says " + found;
  object(place, AuditRule::version, std::move(expected), std::move(found), std::move(text));
}

void HistoryCheck::note(const Place& place, const LogEvent& event) {
  const bool is_read = std::holds_alternative<AuditRead>(event);
  if (is_read != (place.stream->kind == StreamKind::audit) || (!is_read && *place.stream != log_stream))
    return object(place, AuditRule::stream, is_read ? "an auditor's history" : to_string(log_stream),
                  to_string(*place.stream), std::string(name_of(event)) + " does not belong to this history");
  if (const auto* changed = std::get_if<LogKeysChanged>(&event)) {
    remark(place, "from here on the log is signed by " + text_of_keys(changed->keys));
    keys_.push_back({place, changed->keys});
  } else if (const auto* rollback = std::get_if<RollbackAccepted>(&event)) {
    remark(place, text_of(*rollback));
  }
}

void HistoryCheck::remark(const Place& place, const std::string& what) {
  if (remarks_.size() == most_remarks) {
    ++unsaid_;
    return;
  }
  remarks_.push_back("position " + std::to_string(number(place.position)) + ": " + what);
}

std::vector<std::string> HistoryCheck::remarks() const {
  auto all = remarks_;
  if (unsaid_ > 0) all.push_back("and " + std::to_string(unsaid_) + " further changes of keys and rollbacks");
  return all;
}

void HistoryCheck::object(const Place& place, AuditRule rule, std::string expected, std::string found,
                          std::string text) {
  objections_.add({std::string(to_word(rule)), place, std::move(expected), std::move(found), std::move(text)});
}

}  // namespace lapor::audit
