#pragma once

#include <array>
#include <cstddef>

namespace lapor::storage {

/// The journal's column families (storage/keys.hpp has their keys).
enum class Family : std::size_t { records, streams, due, requests, keys, tree, snapshots, names };
inline constexpr std::array<const char*, 8> family_names{"records", "streams", "due",       "requests",
                                                         "keys",    "tree",    "snapshots", "names"};

[[nodiscard]] constexpr const char* name_of(Family family) {
  return family_names[static_cast<std::size_t>(family)];
}

}  // namespace lapor::storage
