#include "events/codec_message.hpp"

#include <cstring>

namespace lapor::codec {
namespace {

constexpr std::size_t word_size = sizeof(capnp::word);

template <class Unsigned>
void write_little_endian(Unsigned value, std::byte* to) {
  for (std::size_t i = 0; i < sizeof value; ++i) to[i] = static_cast<std::byte>(value >> (8 * i));
}

std::uint32_t read_little_endian(const std::byte* from) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < sizeof value; ++i) value |= std::to_integer<std::uint32_t>(from[i]) << (8 * i);
  return value;
}

/// The words behind the segment table, once that says what it must: one segment, as long as the bytes are.
BytesView segment_bytes(BytesView bytes) {
  if (bytes.size() < 2 * word_size) throw Malformed{"the bytes are too short for a message"};
  if (read_little_endian(bytes.data()) != 0) throw Malformed{"the message is not of one segment"};
  const std::uint64_t words = read_little_endian(bytes.data() + 4);
  if ((words + 1) * word_size != bytes.size()) throw Malformed{"the message is not as long as it says"};
  return bytes.subspan(word_size);
}

bool is_aligned(BytesView bytes) {
  return reinterpret_cast<std::uintptr_t>(bytes.data()) % alignof(capnp::word) == 0;
}

Segment as_segment(BytesView bytes, std::vector<capnp::word>& aligned) {
  const std::size_t words = bytes.size() / word_size;
  if (is_aligned(bytes)) return {reinterpret_cast<const capnp::word*>(bytes.data()), words};
  aligned.resize(words);
  std::memcpy(aligned.data(), bytes.data(), bytes.size());
  return {aligned.data(), words};
}

/// Reading a record visits no word more than a few times; more is an attack with overlapping pointers.
capnp::ReaderOptions limits(Segment segment) {
  capnp::ReaderOptions options;
  options.traversalLimitInWords = 4 * segment.size() + 64;
  return options;
}

}  // namespace

std::size_t total_words(Segments segments) {
  std::size_t words = 0;
  for (const Segment& segment : segments) words += segment.size();
  return words;
}

Bytes framed(Segment segment) {
  Bytes bytes((segment.size() + 1) * word_size);
  write_little_endian(std::uint32_t{0}, bytes.data());  // number of segments, less one
  write_little_endian(static_cast<std::uint32_t>(segment.size()), bytes.data() + 4);
  std::memcpy(bytes.data() + word_size, segment.begin(), segment.size() * word_size);
  return bytes;
}

Bytes packed(Segment segment) {
  constexpr std::size_t worst_case = 10;  // a tag, 8 bytes and a count for every word
  Bytes bytes((segment.size() + 1) * worst_case);
  kj::ArrayOutputStream stream(kj::arrayPtr(reinterpret_cast<kj::byte*>(bytes.data()), bytes.size()));
  capnp::writePackedMessage(stream, kj::arrayPtr(&segment, 1));
  bytes.resize(stream.getArray().size());
  return bytes;
}

FramedMessage::FramedMessage(BytesView bytes)
    : segment_(as_segment(segment_bytes(bytes), aligned_)), reader_(kj::arrayPtr(&segment_, 1), limits(segment_)) {}

PackedMessage::PackedMessage(BytesView bytes) : stream_(as_data(bytes)), reader_(stream_) {}

SealContext seal_context(Stream stream, Version version) {
  SealContext context{};
  context[0] = static_cast<std::byte>(stream.kind);
  write_little_endian(stream.id, context.data() + 1);
  write_little_endian(number(version), context.data() + 9);
  return context;
}

}  // namespace lapor::codec
