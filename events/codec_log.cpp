#include "events/codec_log.hpp"

#include <algorithm>

#include "events/codec_facts.hpp"
#include "events/codec_message.hpp"
#include "events/codec_upcast.hpp"

namespace lapor {
namespace codec {
namespace {

AuditResource audit_resource(std::uint8_t ordinal) {
  const AuditResource resource{ordinal};
  if (to_word(resource) == "unknown") throw Malformed{"audit resource " + std::to_string(ordinal) + " is not known"};
  return resource;
}

struct WriteLogEvent {
  wire::LogEvent::Builder out;

  void operator()(const LogKeysChanged& event) {
    write(event.keys, out.initLogKeysChanged().initKeys(count(event.keys)));
  }
  void operator()(const RollbackAccepted& event) {
    auto to = out.initRollbackAccepted();
    to.setSize(event.size);
    to.setRoot(as_data(event.root));
  }
  void operator()(const AuditRead& event) {
    auto to = out.initAuditRead();
    to.setResource(static_cast<std::uint8_t>(event.resource));
    to.setReport(number(event.report));
    to.setQuery(as_text(event.query));
  }
  void operator()(const ReportNumbersSkipped& event) { out.initReportNumbersSkipped().setUpTo(number(event.up_to)); }
};

LogEvent read_event(wire::RollbackAccepted::Reader in) {
  RollbackAccepted event{in.getSize(), {}};
  const auto root = as_bytes_view(in.getRoot());
  if (root.size() != event.root.size()) throw Malformed{"a root has " + std::to_string(root.size()) + " bytes, not 32"};
  std::ranges::copy(root, event.root.begin());
  return event;
}

LogEvent read_event(wire::AuditRead::Reader in) {
  return AuditRead{audit_resource(in.getResource()), ReportId{in.getReport()}, as_string(in.getQuery())};
}

LogEvent read_event(wire::LogEvent::Reader in) {
  switch (in.which()) {
    case wire::LogEvent::LOG_KEYS_CHANGED:
      return LogKeysChanged{read(in.getLogKeysChanged().getKeys())};
    case wire::LogEvent::ROLLBACK_ACCEPTED:
      return read_event(in.getRollbackAccepted());
    case wire::LogEvent::AUDIT_READ:
      return read_event(in.getAuditRead());
    case wire::LogEvent::REPORT_NUMBERS_SKIPPED:
      return ReportNumbersSkipped{ReportId{in.getReportNumbersSkipped().getUpTo()}};
  }
  throw Malformed{"event of the log " + std::to_string(static_cast<unsigned>(in.which())) + " is not known"};
}

}  // namespace

LogRecord read_log(wire::Record::Reader in) {
  static_cast<void>(known_format(in.getFormat()));
  LogRecord record = read_head<LogEvent>(in);
  if (record.stream.kind != StreamKind::log && record.stream.kind != StreamKind::audit)
    throw Malformed{"the record is not of the log"};
  for (const auto event : in.getEvents()) {
    if (!event.isLogEvent()) throw Malformed{"the log's history has an event of something else"};
    record.events.push_back(read_event(event.getLogEvent()));
  }
  return record;
}

}  // namespace codec

Bytes encode(const LogRecord& record) {
  const auto fill = [&](wire::Record::Builder out) {
    out.setFormat(codec::current_format);
    codec::write_head(record, out);
    auto events = out.initEvents(codec::count(record.events));
    for (unsigned int i = 0; i < events.size(); ++i)
      std::visit(codec::WriteLogEvent{events[i].initLogEvent()}, record.events[i]);
  };
  return codec::with_message<wire::Record>(fill, codec::framed);
}

Result<LogRecord, CodecError> decode_log(BytesView bytes) {
  return codec::guarded([&] { return codec::read_log(codec::FramedMessage(bytes).root<wire::Record>()); });
}

}  // namespace lapor
