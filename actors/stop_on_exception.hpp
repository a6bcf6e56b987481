#pragma once

#include <caf/error.hpp>
#include <caf/exit_reason.hpp>
#include <caf/scheduled_actor.hpp>
#include <exception>
#include <string>

#include "events/ensure.hpp"

namespace lapor::actors {

/// For the actors that live as long as the engine. Nothing below them throws, so an exception is a bug; going on
/// without, say, a shard would refuse a part of all reports for ever, and a restart loses nothing.
inline void stop_on_exception(caf::scheduled_actor& actor, std::string name) {
  actor.set_exception_handler([name = std::move(name)](std::exception_ptr& thrown) -> caf::error {
    try {
      std::rethrow_exception(thrown);
    } catch (const std::exception& exception) {
      ENSURE(false, name + " threw: " + exception.what());
    } catch (...) {
      ENSURE(false, name + " threw something unknown");
    }
    return caf::exit_reason::kill;
  });
}

}  // namespace lapor::actors
