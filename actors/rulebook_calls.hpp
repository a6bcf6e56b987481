#pragma once

#include <functional>
#include <optional>
#include <variant>

#include "actors/unavailable.hpp"
#include "events/rulebook_decide.hpp"
#include "storage/journal.hpp"

/// What the engine does with the rulebook's history (`rulebook/1`).
namespace lapor::actors {

/// One change on its way. `if_match`: the version that the caller has seen.
struct RulebookRequest {
  RulebookCommand command;
  std::optional<Version> if_match;
  std::optional<storage::RequestMark> request;
};

/// The version after a change, and the record's position when one was written or found again.
struct RulebookStanding {
  Version version{};
  std::optional<Position> position;
};

struct RulebookRefusedWith {
  RulebookRefusal refusal;
  Version version{};
};

/// The caller's If-Match does not fit.
struct StaleRulebook {
  Version version{};
};

/// The Idempotency-Key was used for another request.
struct RulebookKeyReused {};

/// Told exactly once.
using RulebookOutcome =
    std::variant<RulebookStanding, RulebookRefusedWith, StaleRulebook, RulebookKeyReused, Unavailable>;
using RulebookDone = std::function<void(RulebookOutcome)>;

}  // namespace lapor::actors
