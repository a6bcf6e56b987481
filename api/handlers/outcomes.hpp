#pragma once

#include "api/context.hpp"

namespace lapor::api {

/// Answers a command that was carried out, or that had nothing to do.
using AnswerStanding = void (*)(Context& context, const CallPtr& call, const actors::Standing& standing);

/// 201 with the receipt.
void answer_submission(Context& context, const CallPtr& call, const actors::Standing& standing);
/// 200, or the route's 201 when a record was written.
void answer_command(Context& context, const CallPtr& call, const actors::Standing& standing);
/// The same, with what was masked in the texts to be published.
void answer_publishing(Context& context, const CallPtr& call, const actors::Standing& standing);
/// 200 with the reporter's identity, read after the look at it was recorded.
void answer_identity(Context& context, const CallPtr& call, const actors::Standing& standing);

/// Answers whatever became of a command. Who may not know of the report gets the 404 of a report that does not exist,
/// whatever the outcome.
void answer_outcome(Context& context, const CallPtr& call, actors::Outcome outcome, AnswerStanding success);

}  // namespace lapor::api
