#pragma once

#include <string>
#include <vector>

#include "events/codec_message.hpp"
#include "events/events.hpp"
#include "events/log_events.hpp"
#include "events/person_events.hpp"
#include "events/record.capnp.h"
#include "events/rulebook_events.hpp"

/// The clear part of a record: `write` in codec_write.cpp, `read` in codec_read.cpp. Private to the codec.
namespace lapor::codec {

/// Whether the kind is in the list of its enumeration.
[[nodiscard]] bool is_known(StreamKind kind);

/// Whether the events of such a stream are `Event`s; those of persons, of the log and of the rulebook are of their own
/// kinds.
[[nodiscard]] bool has_events_of_reports(StreamKind kind);

/// Everything but the sealed part and the format.
void write(const Record& record, wire::Record::Builder out);
void write_party(const Party& by, wire::Record::Builder out);
[[nodiscard]] std::int64_t milliseconds(Instant instant);
[[nodiscard]] std::int32_t day(Date date);
[[nodiscard]] std::uint8_t ordinal_of(StreamKind kind);

/// What the records of all kinds of streams have alike.
template <class E>
void write_head(const RecordOf<E>& record, wire::Record::Builder out) {
  out.setStreamKind(ordinal_of(record.stream.kind));
  out.setStreamId(record.stream.id);
  out.setVersion(number(record.version));
  out.setAt(milliseconds(record.at));
  write_party(record.by, out);
  out.setChannel(ordinal(record.channel));
  out.setRequestId(as_text(record.request_id));
  if (record.salt) out.setSalt(as_data(*record.salt));
  out.setRulebook(number(record.rulebook));
}

void write(const Deadline& deadline, wire::Deadline::Builder out);
void write(const std::vector<std::string>& texts, capnp::List<capnp::Text>::Builder out);

/// Everything but the sealed part, lifted to today's format. Throws `Malformed` and kj's exceptions.
[[nodiscard]] Record read(wire::Record::Reader in);
[[nodiscard]] PersonRecord read_person_facts(wire::Record::Reader in);
[[nodiscard]] LogRecord read_log(wire::Record::Reader in);
[[nodiscard]] RulebookRecord read_rulebook(wire::Record::Reader in);
[[nodiscard]] Stream read_stream(wire::Record::Reader in);
[[nodiscard]] std::vector<std::string> read(capnp::List<capnp::Text>::Reader in);
[[nodiscard]] Instant instant(std::int64_t milliseconds);
[[nodiscard]] Date date(std::int32_t days);
[[nodiscard]] Party read_party(wire::Record::Reader in);
[[nodiscard]] std::optional<Salt> read_salt(wire::Record::Reader in);

template <class E>
[[nodiscard]] RecordOf<E> read_head(wire::Record::Reader in) {
  RecordOf<E> record;
  record.stream = read_stream(in);
  record.version = Version{in.getVersion()};
  record.at = instant(in.getAt());
  record.by = read_party(in);
  record.channel = enumerator<Channel>(in.getChannel(), "channel");
  record.request_id = as_string(in.getRequestId());
  record.salt = read_salt(in);
  record.rulebook = Version{in.getRulebook()};
  return record;
}

}  // namespace lapor::codec
