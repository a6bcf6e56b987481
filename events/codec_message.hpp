#pragma once

#include <capnp/message.h>
#include <capnp/serialize-packed.h>
#include <kj/exception.h>
#include <kj/io.h>

#include <array>
#include <cstdint>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "events/codec.hpp"
#include "events/ensure.hpp"
#include "events/vocabulary.hpp"

/// What Cap'n Proto messages need to become bytes and to be read from bytes that nobody vouches for. Private to the
/// codec: exceptions are used in here (kj's and `Malformed`) and end in `guarded`.
namespace lapor::codec {

/// Thrown by everything that reads; the text says what is wrong with the bytes.
struct Malformed {
  std::string what;
};

/// Runs `read` and turns whatever it throws about the bytes into a `CodecError`.
template <class Read>
[[nodiscard]] Result<std::invoke_result_t<Read>, CodecError> guarded(const Read& read) {
  try {
    return read();
  } catch (const Malformed& malformed) {
    return fail(CodecError{malformed.what});
  } catch (const kj::Exception& exception) {
    return fail(CodecError{std::string("the message is damaged: ") + exception.getDescription().cStr()});
  }
}

/// The enumerator with this ordinal; an unknown one is named in the error.
template <class E>
[[nodiscard]] E enumerator(std::uint8_t ordinal, const char* kind) {
  if (const auto value = from_ordinal<E>(ordinal)) return *value;
  throw Malformed{std::string(kind) + " " + std::to_string(ordinal) + " is not known"};
}

/// The ordinal to write. A value outside its list would make a record that nobody can read again: a bug.
template <class E>
[[nodiscard]] std::uint8_t ordinal(E value) {
  ENSURE(from_ordinal<E>(static_cast<std::uint8_t>(value)).has_value(),
         "an enumerator that is in its word list, not " + std::to_string(static_cast<unsigned>(value)));
  return static_cast<std::uint8_t>(value);
}

[[nodiscard]] inline capnp::Text::Reader as_text(const std::string& value) {
  return {value.data(), value.size()};
}
[[nodiscard]] inline std::string as_string(capnp::Text::Reader value) {
  return {value.begin(), value.size()};
}
[[nodiscard]] inline capnp::Data::Reader as_data(BytesView bytes) {
  return {reinterpret_cast<const kj::byte*>(bytes.data()), bytes.size()};
}
[[nodiscard]] inline BytesView as_bytes_view(capnp::Data::Reader bytes) {
  return std::as_bytes(std::span(bytes.begin(), bytes.size()));
}

/// Length of a list, in Cap'n Proto's own type.
template <class List>
[[nodiscard]] unsigned int count(const List& list) {
  return static_cast<unsigned int>(list.size());
}

using Segment = kj::ArrayPtr<const capnp::word>;
using Segments = kj::ArrayPtr<const Segment>;

/// Words of all segments together: never less than the same message needs in one.
[[nodiscard]] std::size_t total_words(Segments segments);

/// The segment behind Cap'n Proto's table of one segment, as `capnp` tools read it.
[[nodiscard]] Bytes framed(Segment segment);
/// The same, packed.
[[nodiscard]] Bytes packed(Segment segment);

/// Builds a message in one segment, which makes its layout, and so its bytes, depend on its content alone, and gives
/// that segment to `use`. Small messages need no memory of their own. `fill` may run twice; neither may build another
/// message.
template <class Root, class Fill, class Use>
[[nodiscard]] Bytes with_message(const Fill& fill, const Use& use) {
  static thread_local std::array<capnp::word, 1024> scratch{};  // 8 KiB; zero whenever no message is being built
  std::size_t needed = 0;
  {
    capnp::MallocMessageBuilder message(kj::arrayPtr(scratch.data(), scratch.size()));
    fill(message.initRoot<Root>());
    const Segments segments = message.getSegmentsForOutput();
    if (segments.size() == 1) return use(segments[0]);
    needed = total_words(segments);
  }
  capnp::MallocMessageBuilder message(static_cast<unsigned int>(needed), capnp::AllocationStrategy::FIXED_SIZE);
  fill(message.initRoot<Root>());
  const Segments segments = message.getSegmentsForOutput();
  ENSURE(segments.size() == 1, std::to_string(segments.size()) + " segments of " + std::to_string(needed) + " words");
  return use(segments[0]);
}

/// A framed message of one segment, read in place: `bytes` must outlive it (unaligned ones are copied). Throws.
class FramedMessage {
 public:
  explicit FramedMessage(BytesView bytes);
  FramedMessage(const FramedMessage&) = delete;
  FramedMessage& operator=(const FramedMessage&) = delete;

  template <class Root>
  [[nodiscard]] typename Root::Reader root() {
    return reader_.getRoot<Root>();
  }

 private:
  std::vector<capnp::word> aligned_;
  Segment segment_;
  capnp::SegmentArrayMessageReader reader_;
};

/// A packed message, unpacked into memory of its own. Throws.
class PackedMessage {
 public:
  explicit PackedMessage(BytesView bytes);
  PackedMessage(const PackedMessage&) = delete;
  PackedMessage& operator=(const PackedMessage&) = delete;

  template <class Root>
  [[nodiscard]] typename Root::Reader root() {
    return reader_.getRoot<Root>();
  }

 private:
  kj::ArrayInputStream stream_;
  capnp::PackedMessageReader reader_;
};

/// What a seal is bound to: kind, id and version, little-endian, 13 bytes.
using SealContext = std::array<std::byte, 1 + 8 + 4>;
[[nodiscard]] SealContext seal_context(Stream stream, Version version);

}  // namespace lapor::codec
