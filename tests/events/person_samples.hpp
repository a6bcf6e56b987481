#pragma once

#include <string>
#include <vector>

#include "events/person_events.hpp"

namespace lapor::samples {

/// Every event of a person once, each field with a value of its own.
[[nodiscard]] std::vector<PersonEvent> rich_person_events();

/// A record of one event, by the person themselves.
[[nodiscard]] PersonRecord record_of(const PersonEvent& event);

}  // namespace lapor::samples
