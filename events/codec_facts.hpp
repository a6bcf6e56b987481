#pragma once

#include <string>
#include <vector>

#include "events/events.hpp"
#include "events/record.capnp.h"

/// The clear part of a record: `write` in codec_write.cpp, `read` in codec_read.cpp. Private to the codec.
namespace lapor::codec {

/// Whether the kind is in the list of its enumeration.
[[nodiscard]] bool is_known(StreamKind kind);

/// Everything but the sealed part and the format.
void write(const Record& record, wire::Record::Builder out);
void write(const Deadline& deadline, wire::Deadline::Builder out);
void write(const std::vector<std::string>& texts, capnp::List<capnp::Text>::Builder out);

/// Everything but the sealed part, lifted to today's format. Throws `Malformed` and kj's exceptions.
[[nodiscard]] Record read(wire::Record::Reader in);
[[nodiscard]] Stream read_stream(wire::Record::Reader in);
[[nodiscard]] std::vector<std::string> read(capnp::List<capnp::Text>::Reader in);
[[nodiscard]] Instant instant(std::int64_t milliseconds);

}  // namespace lapor::codec
