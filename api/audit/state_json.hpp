#pragma once

#include <optional>
#include <string>
#include <variant>

#include "events/report_state.hpp"
#include "storage/journal.hpp"

namespace lapor::api {

/// A moment in a report's past: what had come up to a position with it, or up to an instant with it.
using Moment = std::variant<Position, Instant>;

/// A report as it was.
struct PastState {
  ReportState state;
  Position position{};  // of the last record that counts
  Instant at{};         // its instant
};

/// Folds what the history had at the moment, from facts alone: no key is used. Nothing when there was no report yet.
[[nodiscard]] Result<std::optional<PastState>, storage::Error> state_at(const storage::StreamHistory& history,
                                                                        const Moment& moment);

/// Every field of the state that is a fact (who reported and who supports is sealed), under the names that this API has
/// for it elsewhere, with the record it comes from.
[[nodiscard]] std::string render_state(const PastState& past);

}  // namespace lapor::api
