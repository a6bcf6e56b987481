#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "events/codec.hpp"

namespace lapor::storage {

/// A sum over entries that comes out the same for the same set in whatever order, and for no other set that anybody
/// could find: keyed SipHash (libsodium), 2 x 64 bits, under a key of this object's own. One thread.
class EntrySums {
 public:
  using Sum = std::array<std::uint64_t, 2>;

  EntrySums();
  void add(Sum& sum, BytesView entry) const;

 private:
  std::array<unsigned char, 16> key_{};
};

}  // namespace lapor::storage
