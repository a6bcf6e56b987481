#include "api/audit/record_items.hpp"

#include "api/audit/record_json.hpp"

namespace lapor::api {
namespace {

storage::Error unreadable(Position position, const CodecError& error) {
  return {storage::ErrorCode::corrupt, "Record " + std::to_string(number(position)) + " cannot be read (" + error.what +
                                           "); restore it from a backup."};
}

/// A record that says what it is, up to the bytes of its sealed part.
Result<ReadRecord, storage::Error> measured(Position position, BytesView bytes, const AnyRecord& facts) {
  const auto sealed = sealed_bytes(bytes);
  if (!sealed) return fail(unreadable(position, sealed.error()));
  return ReadRecord{position, bytes, facts, *sealed};
}

}  // namespace

Result<AnyRecord, storage::Error> read_facts(Position position, BytesView bytes) {
  auto facts = decode_any_facts(bytes);
  if (!facts) return fail(unreadable(position, facts.error()));
  return std::move(*facts);
}

WriteItems lines_of_records(RecordFilter filter, const InstitutionTree& institutions) {
  return [filter = std::move(filter), &institutions](std::string& out, Position position,
                                                     BytesView bytes) -> Result<std::size_t, storage::Error> {
    if (!filter.wants_any_stream()) {
      const auto stream = decode_stream(bytes);
      if (!stream) return fail(unreadable(position, stream.error()));
      if (!filter.wants(*stream)) return 0;
    }
    const auto facts = read_facts(position, bytes);
    if (!facts) return fail(facts.error());
    if (!filter.fits(*facts, institutions)) return 0;
    const auto record = measured(position, bytes, *facts);
    if (!record) return fail(record.error());
    append_record(out, *record);
    out += '\n';
    return 1;
  };
}

WriteItems elements_with_text() {
  return [](std::string& out, Position position, BytesView bytes) -> Result<std::size_t, storage::Error> {
    const auto facts = read_facts(position, bytes);
    if (!facts) return fail(facts.error());
    const auto record = measured(position, bytes, *facts);
    if (!record) return fail(record.error());
    append_record_with_text(out, *record);
    return 1;
  };
}

}  // namespace lapor::api
