#pragma once

#include <optional>

#include "events/commands.hpp"
#include "events/events.hpp"
#include "events/report_state.hpp"

/// What a record says was asked: the way back from events to the command that caused them, for those who check a
/// history.
namespace lapor {

/// The command that a record's events tell of; nothing when no single command causes just these. Texts are taken over;
/// where an empty one (read without keys) would make the command mean "already so", a stand-in stands in its place.
[[nodiscard]] std::optional<CommandBody> told_command(const Events& events);

/// Who reported, supported or commented is sealed. For a fold without keys somebody must stand there: the reporter, for
/// what only the reporter may do and for the submission itself; somebody new for a support; one of the supporters for
/// its withdrawal. Other parties, and persons that are known, stay as they are. `before` is the state that such a fold
/// has reached; judge and fold what this returns.
[[nodiscard]] Record with_stand_ins(Record facts, const ReportState& before);

}  // namespace lapor
