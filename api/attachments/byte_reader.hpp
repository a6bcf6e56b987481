#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

#include "events/codec.hpp"

namespace lapor::api {

/// Reads bytes of a file from front to back and never behind its end: what is not there is nothing.
class ByteReader {
 public:
  explicit ByteReader(BytesView bytes) : bytes_(bytes) {}

  [[nodiscard]] std::size_t position() const { return position_; }
  [[nodiscard]] std::size_t left() const { return bytes_.size() - position_; }
  /// All that is left, without going on.
  [[nodiscard]] BytesView rest() const { return bytes_.subspan(position_); }

  std::optional<BytesView> take(std::size_t count) {
    if (count > left()) return std::nullopt;
    const BytesView taken = bytes_.subspan(position_, count);
    position_ += count;
    return taken;
  }

  enum class Order { big, little };
  /// A number of 1 to 4 bytes.
  std::optional<std::uint32_t> number(std::size_t bytes, Order order) {
    const auto taken = take(bytes);
    if (!taken) return std::nullopt;
    return number_of(*taken, order);
  }

  [[nodiscard]] static std::uint32_t number_of(BytesView bytes, Order order) {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
      const auto byte = bytes[order == Order::big ? i : bytes.size() - 1 - i];
      value = value << 8 | std::to_integer<std::uint32_t>(byte);
    }
    return value;
  }

 private:
  BytesView bytes_;
  std::size_t position_{};
};

}  // namespace lapor::api
