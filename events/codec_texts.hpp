#pragma once

#include "events/events.hpp"
#include "events/record.capnp.h"

/// The sealed part of a record: who speaks, and every text. Whether there is one says `has_sealed_part`
/// (events/sealed_text.hpp). Private to the codec.
namespace lapor::codec {

void write_secrets(const Record& record, wire::SealedPart::Builder out);

/// Puts the sealed person and texts into a record that was read without them. Throws `Malformed` and kj's exceptions.
void read_secrets(wire::SealedPart::Reader in, Record& record);

}  // namespace lapor::codec
