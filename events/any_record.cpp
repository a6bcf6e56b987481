#include "events/any_record.hpp"

#include "events/codec_facts.hpp"
#include "events/codec_message.hpp"

namespace lapor {
namespace {

AnyRecord read_any(codec::FramedMessage& message) {
  const auto stored = message.root<wire::Record>();
  switch (codec::read_stream(stored).kind) {
    case StreamKind::person:
      return codec::read_person_facts(stored);
    case StreamKind::log:
    case StreamKind::audit:
      return codec::read_log(stored);
    case StreamKind::rulebook:
      return codec::read_rulebook(stored);
    default:
      return codec::read(stored);
  }
}

}  // namespace

Result<AnyRecord, CodecError> decode_any_facts(BytesView bytes) {
  return codec::guarded([&] {
    codec::FramedMessage message(bytes);
    return read_any(message);
  });
}

Result<std::size_t, CodecError> sealed_bytes(BytesView bytes) {
  return codec::guarded([&] {
    codec::FramedMessage message(bytes);
    const auto stored = message.root<wire::Record>();
    return stored.hasSealed() ? stored.getSealed().size() : std::size_t{0};
  });
}

}  // namespace lapor
