#pragma once

#include <variant>

#include "events/codec.hpp"
#include "events/codec_log.hpp"
#include "events/codec_person.hpp"
#include "events/codec_rulebook.hpp"

namespace lapor {

/// A record of any history, facts only.
using AnyRecord = std::variant<Record, PersonRecord, LogRecord, RulebookRecord>;

/// Reads any record ever written without a key: everything sealed reads as empty. One pass over the bytes.
[[nodiscard]] Result<AnyRecord, CodecError> decode_any_facts(BytesView bytes);

/// How many bytes of it are sealed; 0 when nothing is.
[[nodiscard]] Result<std::size_t, CodecError> sealed_bytes(BytesView bytes);

}  // namespace lapor
