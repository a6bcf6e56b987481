#pragma once

#include "events/codec.hpp"
#include "events/log_events.hpp"

namespace lapor {

/// Canonical bytes of a record of the log, in the same frame as a report's (docs/formats.md). Nothing is sealed.
[[nodiscard]] Bytes encode(const LogRecord& record);

/// Reads a record of the log or of an auditor's reads.
[[nodiscard]] Result<LogRecord, CodecError> decode_log(BytesView bytes);

}  // namespace lapor
