#pragma once

#include <string>

#include "events/person_events.hpp"

namespace lapor {

/// One event for people, on one line: its name and whatever it holds, `follow_up_posted: text "...", auto_close due
/// 2026-04-01T00:00:00+07:00`. Instants are in WIB. Empty fields are left out, so an event read without its key shows
/// facts only; control characters in a text read as spaces.
[[nodiscard]] std::string readable(const Event& event);

/// The same for what happens to a person. Hashes of passwords and tokens, and secrets of one-time codes, are never
/// shown.
[[nodiscard]] std::string readable(const PersonEvent& event);

/// `officer 12 of kota-35.78`, `reporter 12`, `system`.
[[nodiscard]] std::string readable(const Party& party);

}  // namespace lapor
