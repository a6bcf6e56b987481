#pragma once

#include <cstdint>

/// The formats that records were written in, and how older ones read as if they had been written today. Stored bytes
/// never change; this is the only place that knows what they once meant. Private to the codec.
///
/// - 1: the first draft. A declined report waited on a deadline of a kind of its own, `reassignment`, ordinal 5.
/// - 2: it runs on the verification clock again (ordinal 1). Ordinal 5 is spent: no later kind may take it.
namespace lapor::codec {

inline constexpr std::uint16_t current_format = 2;

/// `format`, if this program can read it. Throws `Malformed` for 0 and for what a newer program wrote.
[[nodiscard]] std::uint16_t known_format(std::uint16_t format);

/// Today's ordinal of a deadline kind that stands as `ordinal` in a record of `format`.
[[nodiscard]] std::uint8_t lift_deadline_kind(std::uint8_t ordinal, std::uint16_t format);

}  // namespace lapor::codec
