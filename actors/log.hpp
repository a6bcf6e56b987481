#pragma once

#include <functional>
#include <string>
#include <variant>

#include "actors/unavailable.hpp"
#include "events/log_events.hpp"

/// What the engine does with the log's own history (`log/1`) and with those of its readers (`audit/<person>`).
namespace lapor::actors {

/// One event of the log on its way. Nothing is decided here: what is told has happened.
struct LogRequest {
  Stream stream;
  Instant now{};
  Party by;
  Channel channel{Channel::api};
  std::string request_id;
  LogEvent event;
};

/// The record's position once it is durable. Told exactly once.
using LogOutcome = std::variant<Position, Unavailable>;
using LogDone = std::function<void(LogOutcome)>;

}  // namespace lapor::actors
