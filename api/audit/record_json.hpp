#pragma once

#include <string>

#include "events/any_record.hpp"

namespace lapor::api {

/// A record as it lies, beside what was read of it without a key.
struct ReadRecord {
  Position position{};
  BytesView bytes;
  const AnyRecord& facts;
  std::size_t sealed{};  // bytes of its sealed part
};

/// Appends one JSON object on one line, without the line's end: position, hash of the leaf, stream, version, instant,
/// who, channel, request, events, how much is sealed, and the record's very bytes.
void append_record(std::string& out, const ReadRecord& record);

/// The same with `text`: one line for people for each event, as it reads without a key. Of the log's events that is the
/// name alone.
void append_record_with_text(std::string& out, const ReadRecord& record);

}  // namespace lapor::api
