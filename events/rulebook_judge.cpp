#include "events/rulebook_judge.hpp"

namespace lapor {
namespace {

std::string names_of(const RulebookEvents& events) {
  std::string names;
  for (const RulebookEvent& event : events) names += (names.empty() ? "" : ", ") + std::string(name_of(event));
  return names.empty() ? "no event" : names;
}

Finding wrong_version(std::string expected, Version found, std::string text) {
  return {AuditRule::rulebook, std::move(expected), std::to_string(number(found)), std::move(text)};
}

Finding refused(const RulebookRecord& record, const RulebookRefusal& refusal) {
  const std::string name = names_of(record.events);
  if (refusal.reason == RulebookRefusalReason::not_permitted)
    return {AuditRule::permission, "somebody who may change this part of the rulebook",
            std::string(to_word(record.by.role)),
            std::string(to_word(record.by.role)) + " may not change this part of the rulebook (" + name + ")"};
  return {AuditRule::refusal, refusal.detail, name, name + " is refused: " + refusal.detail};
}

}  // namespace

std::optional<Finding> judge(const Rulebook& before, const RulebookRecord& record) {
  if (record.stream != rulebook_stream)
    return Finding{AuditRule::stream, to_string(rulebook_stream), to_string(record.stream),
                   "the rulebook has one history, " + to_string(rulebook_stream)};
  if (record.version != next(before.version))
    return Finding{AuditRule::version, std::to_string(number(next(before.version))),
                   std::to_string(number(record.version)),
                   "version " + std::to_string(number(next(before.version))) + " follows, the record says " +
                       std::to_string(number(record.version))};
  if (record.events.size() != 1)
    return Finding{AuditRule::command, "one event", names_of(record.events), "a change of the rulebook is one event"};
  const RulebookCommand command{record.at, record.by, record.channel, {}, told_command(record.events.front())};
  const auto decided = decide_rulebook(before, command);
  if (!decided) return refused(record, decided.error());
  if (*decided == record.events) return std::nullopt;
  return Finding{decided->empty() ? AuditRule::change : AuditRule::fact, names_of(*decided), names_of(record.events),
                 decided->empty() ? "what the record says was so already: " + names_of(record.events)
                                  : names_of(record.events) + " says something else than the rules give"};
}

std::optional<Finding> judge_version(Version version, Instant at, const RulebookHistory& rulebooks) {
  const Version newest = rulebooks.newest().version;
  const std::string said = "decided by version " + std::to_string(number(version)) + " of the rulebook";
  if (version > newest)
    return wrong_version("at most " + std::to_string(number(newest)), version,
                         said + ", of which the log has " + std::to_string(number(newest)) + " before it");
  if (version == newest || rulebooks.begun(next(version)) + longest_lag >= at) return std::nullopt;
  return wrong_version(
      std::to_string(number(newest)), version,
      said + ", although the next one was in force since " + to_rfc3339(rulebooks.begun(next(version)), Zone::wib));
}

}  // namespace lapor
