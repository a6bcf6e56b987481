#pragma once

#include <string>

#include "events/events.hpp"

namespace lapor::tools {

/// One event for people: its name and whatever it holds, `follow_up_posted: text "...", due 2026-04-01T00:00:00+07:00`.
/// Empty fields are left out, so an event read without its key shows facts only.
[[nodiscard]] std::string readable(const Event& event);

/// `officer of kota-35.78`, `reporter 12`, `system`.
[[nodiscard]] std::string readable(const Party& party);

}  // namespace lapor::tools
