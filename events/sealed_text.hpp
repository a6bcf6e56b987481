#pragma once

#include "events/events.hpp"

namespace lapor {

/// Whether a person's number is sealed in the record (reporters and the public) or stands in it for ever (staff).
[[nodiscard]] bool is_person_sealed(Role role);

/// Whether a record of these events has anything that only its report's data key may open: free text, contacts, exact
/// places, a reporter's number. The codec seals exactly this (events/codec.hpp).
[[nodiscard]] bool has_sealed_part(const Party& by, const Events& events);

}  // namespace lapor
