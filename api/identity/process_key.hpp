#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string_view>

namespace lapor::api {

/// A random key that lives as long as this object: what is hashed under it can be compared here, and tells nothing to
/// whoever has only the hash. Immutable; any thread may call. Wiped when it goes.
class ProcessKey {
 public:
  using Digest = std::array<std::byte, 32>;

  ProcessKey();
  ProcessKey(const ProcessKey&) = delete;
  ProcessKey& operator=(const ProcessKey&) = delete;
  ~ProcessKey();

  /// Keyed BLAKE2b-256 over the parts, each with its length before it: {"ab", "c"} and {"a", "bc"} differ. 0.3 us.
  [[nodiscard]] Digest digest(std::initializer_list<std::string_view> parts) const;

  /// SipHash-2-4: for tables, whose keys nobody outside can make collide. Some 20 ns.
  [[nodiscard]] std::uint64_t short_digest(std::string_view text) const;

 private:
  static constexpr std::size_t hash_key_size = 32;
  static constexpr std::size_t table_key_size = 16;

  std::array<std::byte, hash_key_size + table_key_size> bytes_;
};

}  // namespace lapor::api
