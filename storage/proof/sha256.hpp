#pragma once

#include <array>
#include <cstddef>

#include "events/codec.hpp"

namespace lapor::proof {

/// SHA-256 value: a node of the tree, or what a key's id is cut from.
using Hash = std::array<std::byte, 32>;

/// SHA-256 of `first` and `second`, one behind the other. Any thread may call.
[[nodiscard]] Hash sha256(BytesView first, BytesView second = {});

}  // namespace lapor::proof
