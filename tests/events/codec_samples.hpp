#pragma once

#include "events/codec.hpp"

/// Records for tests of the codec, and a seal that stands still: the same bytes on every run, on any machine.
namespace lapor::samples {

/// Begins every text that must not stand in clear.
inline constexpr std::string_view secret = "SECRET";

/// One of each event, every field filled; then one of each with nothing but what it cannot be without.
[[nodiscard]] Events rich_events();
[[nodiscard]] Events bare_events();

/// A record of one event by an officer, and the same by a reporter, whose person number is `secret_person`.
inline constexpr PersonId secret_person{0x1122334455667788};
inline constexpr PersonId staff_person{0x2132435465768798};
[[nodiscard]] Record record_of(Event event);
[[nodiscard]] Record reporters_record_of(Event event);

/// Text is turned around bit by bit and followed by a sum over it and the context, so that it cannot be read, moved or
/// altered unnoticed. No cipher.
[[nodiscard]] Bytes fake_seal(BytesView plain, BytesView context);
[[nodiscard]] Opened fake_open(BytesView sealed, BytesView context);
/// As if the key were destroyed.
[[nodiscard]] Opened open_nothing(BytesView sealed, BytesView context);

[[nodiscard]] Bytes sealed_record(const Record& record);

/// Hexadecimal text, lower-case, 64 digits to a line, and back. `from_hex` skips white space.
[[nodiscard]] std::string to_hex(BytesView bytes);
[[nodiscard]] Bytes from_hex(std::string_view text);

}  // namespace lapor::samples
