#pragma once

#include <cstdint>

#include "events/codec.hpp"

namespace lapor::storage {

/// Eight bytes, the highest first.
inline void append_big_endian(Bytes& out, std::uint64_t value) {
  for (int shift = 56; shift >= 0; shift -= 8) out.push_back(static_cast<std::byte>(value >> shift));
}

/// The number that the first eight bytes are.
[[nodiscard]] inline std::uint64_t big_endian(BytesView bytes) {
  std::uint64_t value = 0;
  for (const std::byte byte : bytes.first(8)) value = value << 8 | std::to_integer<std::uint64_t>(byte);
  return value;
}

}  // namespace lapor::storage
