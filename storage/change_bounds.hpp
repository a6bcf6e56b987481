#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>

#include "events/identifiers.hpp"

namespace lapor::storage {

/// For each stream a position that its last record does not exceed, in half a megabyte whatever the number of streams:
/// streams share slots, and a slot has the largest position of its streams. So whoever has a copy of a stream up to the
/// bound has all of it; a bound that is too high costs a reader a detour and nothing else.
class ChangeBounds {
 public:
  /// What lies in the journal as it is opened may have changed as late as its end.
  explicit ChangeBounds(Position end) {
    for (auto& slot : *slots_) slot.store(number(end), std::memory_order_relaxed);
  }

  /// On the one thread that writes, with ascending positions, before the record is acknowledged.
  void changed(Stream stream, Position position) { slot_of(stream).store(number(position), std::memory_order_release); }

  /// Any thread.
  [[nodiscard]] Position of(Stream stream) const { return Position{slot_of(stream).load(std::memory_order_acquire)}; }

 private:
  static constexpr std::size_t slots = 65'536;
  using Slots = std::array<std::atomic<std::uint64_t>, slots>;

  /// Neighbouring ids, which are busy at the same time, have slots of their own.
  [[nodiscard]] std::atomic<std::uint64_t>& slot_of(Stream stream) const {
    return (*slots_)[(stream.id + static_cast<std::uint64_t>(stream.kind) * 7'919) % slots];
  }

  std::unique_ptr<Slots> slots_{std::make_unique<Slots>()};
};

}  // namespace lapor::storage
