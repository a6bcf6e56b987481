#pragma once

#include "events/codec.hpp"
#include "events/rulebook_events.hpp"

namespace lapor {

/// Canonical bytes of a record of the rulebook, in the same frame as a report's (docs/formats.md). Nothing is sealed.
[[nodiscard]] Bytes encode(const RulebookRecord& record);

/// Reads a record of the rulebook.
[[nodiscard]] Result<RulebookRecord, CodecError> decode_rulebook(BytesView bytes);

}  // namespace lapor
