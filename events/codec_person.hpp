#pragma once

#include "events/codec.hpp"
#include "events/person_events.hpp"

namespace lapor {

/// A decoded record of a person. `erased`: its sealed part could not be opened because the key is destroyed.
struct DecodedPersonRecord {
  PersonRecord record;
  bool erased{};
};

/// Whether anything in it is for its person's key only.
[[nodiscard]] bool has_sealed_part(const PersonRecord& record);

/// Canonical bytes of a person's record, in the same frame as a report's (docs/formats.md).
[[nodiscard]] Bytes encode(const PersonRecord& record, const Seal& seal);

/// Reads a person's record; errors as `decode`.
[[nodiscard]] Result<DecodedPersonRecord, CodecError> decode_person(BytesView bytes, const Open& open);

/// Facts only: everything sealed reads as empty, nothing is decrypted.
[[nodiscard]] Result<PersonRecord, CodecError> decode_person_facts(BytesView bytes);

}  // namespace lapor
