#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string>

namespace lapor::api {

/// Bytes of the kernel's generator, which nobody can guess. Any thread.
void fill_random(std::span<std::byte> bytes);

template <std::size_t N>
[[nodiscard]] std::array<std::byte, N> random_bytes() {
  std::array<std::byte, N> bytes;
  fill_random(bytes);
  return bytes;
}

/// `count` decimal digits, every number as likely as any other. Any thread.
[[nodiscard]] std::string random_digits(std::size_t count);

}  // namespace lapor::api
