#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "events/identifiers.hpp"
#include "events/values.hpp"
#include "storage/journal.hpp"

/// The bytes under which the journal's column families keep their entries (docs/formats.md). Persisted for ever.
/// Numbers are big-endian, so that the order of bytes is the order of numbers.
///
/// | family    | key                                        | value                              |
/// |-----------|--------------------------------------------|------------------------------------|
/// | records   | position 8                                 | the record's canonical bytes       |
/// | streams   | kind 1, id 8, version 4                    | position 8                         |
/// | due       | instant 8, kind 1, id 8, deadline kind 1   | nothing                            |
/// | requests  | request key 16                             | position 8, fingerprint 16         |
/// | names     | name kind 1, name key 16                   | kind 1, id 8: the stream that holds the name |
/// | keys      | kind 1, id 8                               | wrapped data key                   |
/// |           | `check`                                    | proof of the master key 32         |
/// |           | `erased`, kind 1, id 8                     | nothing: a destroyed key that may still lie in a file |
/// | tree      | tile level 1, tile index 8                 | 256 hashes of 32                   |
/// |           | `head`                                     | size 8, root 32                    |
/// | snapshots | kind 1, id 8                               | version 4, snapshot                |
namespace lapor::storage::keys {

/// Fixed-length bytes, written from front to back.
template <std::size_t Size>
class Packed {
 public:
  Packed& number(std::uint64_t value, std::size_t width) {
    for (std::size_t i = width; i-- > 0;) bytes_[used_++] = static_cast<char>(value >> (8 * i));
    return *this;
  }
  template <std::size_t Count>
  Packed& bytes(const std::array<std::byte, Count>& source) {
    for (const std::byte byte : source) bytes_[used_++] = static_cast<char>(byte);
    return *this;
  }
  [[nodiscard]] std::string_view view() const { return {bytes_.data(), used_}; }
  operator std::string_view() const { return view(); }  // NOLINT: a key is its bytes

 private:
  std::array<char, Size> bytes_{};
  std::size_t used_{};
};

using PositionBytes = Packed<8>;
using StreamKey = Packed<9>;
using VersionKey = Packed<13>;
using AlarmKey = Packed<18>;
using ErasedKey = Packed<15>;
using RequestBytes = Packed<16>;
using RequestValue = Packed<24>;
using NameBytes = Packed<17>;
using TileKey = Packed<9>;
using HeadValue = Packed<40>;
using VersionBytes = Packed<4>;

/// A stream's key is a prefix of its versions' keys; the longest common prefix that the `streams` filter knows.
inline constexpr std::size_t stream_key_size = 9;
inline constexpr std::string_view tree_head = "head";
inline constexpr std::string_view master_key_check = "check";
inline constexpr std::string_view erased_prefix = "erased";

[[nodiscard]] PositionBytes of(Position position);
[[nodiscard]] StreamKey of(Stream stream);
[[nodiscard]] VersionKey of(Stream stream, Version version);
[[nodiscard]] AlarmKey of(const Alarm& alarm);
/// Sorts before every alarm later than `instant` and after all others.
[[nodiscard]] AlarmKey end_of(Instant instant);
[[nodiscard]] RequestBytes of(const RequestKey& key);
[[nodiscard]] NameBytes of(const Name& name);
/// Sorts behind every name of this kind and before all others behind them.
[[nodiscard]] NameBytes end_of(NameKind kind);
[[nodiscard]] ErasedKey of_erased(Stream stream);
[[nodiscard]] TileKey of_tile(std::uint8_t level, std::uint64_t index);

[[nodiscard]] RequestValue value_of(Position position, const Fingerprint& fingerprint);
[[nodiscard]] HeadValue value_of(const Journal::TreeHead& head);
[[nodiscard]] VersionBytes value_of(Version version);

/// What the bytes say; nothing when they have another length than was written.
[[nodiscard]] std::optional<Position> position_from(std::string_view bytes);
[[nodiscard]] std::optional<Stream> stream_from(std::string_view version_key);
[[nodiscard]] std::optional<Version> version_from(std::string_view version_key);
[[nodiscard]] std::optional<Alarm> alarm_from(std::string_view bytes);
[[nodiscard]] std::optional<RequestSeen> request_from(std::string_view value, const Fingerprint& asked);
[[nodiscard]] std::optional<Name> name_from(std::string_view bytes);
[[nodiscard]] std::optional<Stream> holder_from(std::string_view value);
[[nodiscard]] std::optional<Journal::TreeHead> head_from(std::string_view value);
/// The version before a snapshot's bytes, which follow at `snapshot_offset`.
[[nodiscard]] std::optional<Version> snapshot_version_from(std::string_view value);
inline constexpr std::size_t snapshot_offset = 4;

}  // namespace lapor::storage::keys
