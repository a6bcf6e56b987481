#include "events/codec.hpp"

#include "events/codec_facts.hpp"
#include "events/codec_message.hpp"
#include "events/codec_texts.hpp"
#include "events/codec_upcast.hpp"
#include "events/sealed_text.hpp"

namespace lapor {
namespace {

using namespace codec;

Bytes sealed_part(const Record& record, const Seal& seal) {
  if (!has_sealed_part(record.by, record.events)) return {};
  const Bytes plain =
      with_message<wire::SealedPart>([&](wire::SealedPart::Builder out) { write_secrets(record, out); }, packed);
  return seal(plain, seal_context(record.stream, record.version));
}

DecodedRecord read_whole(BytesView bytes, const Open& open) {
  FramedMessage message(bytes);
  const auto stored = message.root<wire::Record>();
  DecodedRecord decoded{read(stored), false};
  if (!has_events_of_reports(decoded.record.stream.kind)) throw Malformed{"it is not a report's record"};
  if (!stored.hasSealed()) return decoded;
  const Record& facts = decoded.record;
  const Opened opened = open(as_bytes_view(stored.getSealed()), seal_context(facts.stream, facts.version));
  if (!opened) throw Malformed{"the sealed part was altered or the key is another one"};
  decoded.erased = !opened->has_value();
  if (!decoded.erased) read_secrets(PackedMessage(**opened).root<wire::SealedPart>(), decoded.record);
  return decoded;
}

}  // namespace

Bytes encode(const Record& record, const Seal& seal) {
  const Bytes sealed = sealed_part(record, seal);
  const auto fill = [&](wire::Record::Builder out) {
    out.setFormat(current_format);
    write(record, out);
    if (!sealed.empty()) out.setSealed(as_data(sealed));
  };
  return with_message<wire::Record>(fill, framed);
}

Result<DecodedRecord, CodecError> decode(BytesView bytes, const Open& open) {
  return guarded([&] { return read_whole(bytes, open); });
}

Result<Stream, CodecError> decode_stream(BytesView bytes) {
  return guarded([&] { return read_stream(FramedMessage(bytes).root<wire::Record>()); });
}

Result<Record, CodecError> decode_facts(BytesView bytes) {
  return guarded([&] { return read(FramedMessage(bytes).root<wire::Record>()); });
}

}  // namespace lapor
