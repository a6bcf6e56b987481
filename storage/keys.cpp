#include "storage/keys.hpp"

#include <algorithm>

namespace lapor::storage::keys {

namespace {

/// Milliseconds as an unsigned number of the same order: instants before 1970 come first.
constexpr std::uint64_t sign_bit = std::uint64_t{1} << 63;

std::uint64_t ordered(Instant instant) {
  return static_cast<std::uint64_t>(instant.time_since_epoch().count()) ^ sign_bit;
}

Instant instant_from(std::uint64_t value) {
  return Instant{std::chrono::milliseconds{static_cast<std::int64_t>(value ^ sign_bit)}};
}

std::uint64_t number_at(std::string_view bytes, std::size_t offset, std::size_t width) {
  std::uint64_t value = 0;
  for (const char byte : bytes.substr(offset, width)) value = value << 8 | static_cast<unsigned char>(byte);
  return value;
}

template <std::size_t Count>
std::array<std::byte, Count> bytes_at(std::string_view bytes, std::size_t offset) {
  std::array<std::byte, Count> result{};
  std::transform(bytes.begin() + static_cast<std::ptrdiff_t>(offset),
                 bytes.begin() + static_cast<std::ptrdiff_t>(offset + Count), result.begin(),
                 [](char byte) { return static_cast<std::byte>(byte); });
  return result;
}

Stream stream_at_front(std::string_view bytes) {
  return {static_cast<StreamKind>(number_at(bytes, 0, 1)), number_at(bytes, 1, 8)};
}

template <std::size_t Size>
Packed<Size> stream_bytes(Stream stream) {
  return Packed<Size>{}.number(static_cast<std::uint64_t>(stream.kind), 1).number(stream.id, 8);
}

}  // namespace

PositionBytes of(Position position) {
  return PositionBytes{}.number(number(position), 8);
}

StreamKey of(Stream stream) {
  return stream_bytes<9>(stream);
}

VersionKey of(Stream stream, Version version) {
  return stream_bytes<13>(stream).number(number(version), 4);
}

AlarmKey of(const Alarm& alarm) {
  const Stream stream = stream_of(alarm.report);
  return AlarmKey{}
      .number(ordered(alarm.at), 8)
      .number(static_cast<std::uint64_t>(stream.kind), 1)
      .number(stream.id, 8)
      .number(static_cast<std::uint64_t>(alarm.kind), 1);
}

AlarmKey end_of(Instant instant) {
  if (instant == Instant::max())
    return AlarmKey{}.number(~std::uint64_t{}, 8).number(~std::uint64_t{}, 8).number(0xffff, 2);
  return AlarmKey{}.number(ordered(instant) + 1, 8);
}

RequestBytes of(const RequestKey& key) {
  return RequestBytes{}.bytes(key);
}

NameBytes of(const Name& name) {
  return NameBytes{}.number(static_cast<std::uint64_t>(name.kind), 1).bytes(name.key);
}

NameBytes end_of(NameKind kind) {
  return NameBytes{}.number(static_cast<std::uint64_t>(kind) + 1, 1);
}

ErasedKey of_erased(Stream stream) {
  ErasedKey key;
  for (const char letter : erased_prefix) key.number(static_cast<unsigned char>(letter), 1);
  return key.number(static_cast<std::uint64_t>(stream.kind), 1).number(stream.id, 8);
}

TileKey of_tile(std::uint8_t level, std::uint64_t index) {
  return TileKey{}.number(level, 1).number(index, 8);
}

RequestValue value_of(Position position, const Fingerprint& fingerprint) {
  return RequestValue{}.number(number(position), 8).bytes(fingerprint);
}

HeadValue value_of(const Journal::TreeHead& head) {
  return HeadValue{}.number(head.size, 8).bytes(head.root);
}

VersionBytes value_of(Version version) {
  return VersionBytes{}.number(number(version), 4);
}

std::optional<Position> position_from(std::string_view bytes) {
  if (bytes.size() != 8) return std::nullopt;
  return Position{number_at(bytes, 0, 8)};
}

std::optional<Stream> stream_from(std::string_view version_key) {
  if (version_key.size() != 13) return std::nullopt;
  return stream_at_front(version_key);
}

std::optional<Version> version_from(std::string_view version_key) {
  if (version_key.size() != 13) return std::nullopt;
  return Version{static_cast<std::uint32_t>(number_at(version_key, 9, 4))};
}

std::optional<Alarm> alarm_from(std::string_view bytes) {
  if (bytes.size() != 18) return std::nullopt;
  return Alarm{instant_from(number_at(bytes, 0, 8)), ReportId{number_at(bytes, 9, 8)},
               static_cast<DeadlineKind>(number_at(bytes, 17, 1))};
}

std::optional<RequestSeen> request_from(std::string_view value, const Fingerprint& asked) {
  if (value.size() != 24) return std::nullopt;
  return RequestSeen{Position{number_at(value, 0, 8)}, bytes_at<16>(value, 8) == asked};
}

std::optional<Name> name_from(std::string_view bytes) {
  if (bytes.size() != 17) return std::nullopt;
  return Name{static_cast<NameKind>(number_at(bytes, 0, 1)), bytes_at<16>(bytes, 1)};
}

std::optional<Stream> holder_from(std::string_view value) {
  if (value.size() != 9) return std::nullopt;
  return stream_at_front(value);
}

std::optional<Journal::TreeHead> head_from(std::string_view value) {
  if (value.size() != 40) return std::nullopt;
  return Journal::TreeHead{number_at(value, 0, 8), bytes_at<32>(value, 8)};
}

std::optional<Version> snapshot_version_from(std::string_view value) {
  if (value.size() < snapshot_offset) return std::nullopt;
  return Version{static_cast<std::uint32_t>(number_at(value, 0, 4))};
}

}  // namespace lapor::storage::keys
