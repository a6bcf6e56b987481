#pragma once

#include <string>

#include "events/events.hpp"

namespace lapor {

/// The rule that a record breaks.
enum class AuditRule : std::uint8_t {
  stream = 1,         // a record is of the report whose history it stands in
  version,            // versions follow one another without a gap
  beginning,          // the first record, and no other, submits the report
  command,            // the events of a record are those of one command
  permission,         // who did it may do it to this report
  transition,         // the state allows it
  refusal,            // nothing else forbids it: windows, single uses, holds, retention periods
  change,             // what is so already is not recorded again
  enforcement,        // the system acts at the instant of the running deadline, not before
  deadline,           // due instant, kind and provisional flag are those of the calendar and the policy
  resolution_target,  // the limit by class
  reopening_window,
  appeal_window,
  escalation,      // levels follow one another, each at its instant
  comment_number,  // comments are numbered without a gap
  fact,            // anything else that follows from the state: initiators, flags, what was before
  rulebook,        // the version of the rulebook by which it was decided is one that was in force
};

template <>
inline constexpr auto words<AuditRule> = std::to_array<Word<AuditRule>>({
    {AuditRule::stream, "stream"},
    {AuditRule::version, "version"},
    {AuditRule::beginning, "beginning"},
    {AuditRule::command, "command"},
    {AuditRule::permission, "permission"},
    {AuditRule::transition, "transition"},
    {AuditRule::refusal, "refusal"},
    {AuditRule::change, "change"},
    {AuditRule::enforcement, "enforcement"},
    {AuditRule::deadline, "deadline"},
    {AuditRule::resolution_target, "resolution_target"},
    {AuditRule::reopening_window, "reopening_window"},
    {AuditRule::appeal_window, "appeal_window"},
    {AuditRule::escalation, "escalation"},
    {AuditRule::comment_number, "comment_number"},
    {AuditRule::fact, "fact"},
    {AuditRule::rulebook, "rulebook"},
});

/// What an auditor objects to in one record. `expected` and `found` are values as `text`, one English sentence, names
/// them; instants are in WIB.
struct Finding {
  AuditRule rule{};
  std::string expected;
  std::string found;
  std::string text;
};

/// The first respect in which the events of a record are not those that the rules give. Both must be of one command and
/// must differ.
[[nodiscard]] Finding difference(const Events& expected, const Events& found);

}  // namespace lapor
