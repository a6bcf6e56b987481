#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "events/codec.hpp"

namespace lapor::storage {

/// What a file is, by its content. Persisted: never renumber.
enum class FileType : std::uint8_t { jpeg = 1, png = 2, webp = 3, pdf = 4 };

/// SHA-256 of all bytes of a file.
using ContentHash = std::array<std::byte, 32>;

/// 64 lower-case hexadecimal digits, as events name files.
[[nodiscard]] std::string to_hex(const ContentHash& hash);
/// Nothing for anything but 64 lower-case hexadecimal digits.
[[nodiscard]] std::optional<ContentHash> content_hash_of(std::string_view hex);

/// What is told of a file as a whole.
struct FileFacts {
  FileType type{};
  std::uint64_t size{};  // in bytes
  ContentHash hash{};
  bool operator==(const FileFacts&) const = default;
};

/// Hashes a file piece by piece. One thread at a time.
class ContentHasher {
 public:
  ContentHasher();
  ~ContentHasher();
  ContentHasher(const ContentHasher&) = delete;
  ContentHasher& operator=(const ContentHasher&) = delete;

  void add(BytesView piece);
  /// Once, as the last call.
  [[nodiscard]] ContentHash finish();

 private:
  struct Context;
  std::unique_ptr<Context> context_;
};

[[nodiscard]] ContentHash content_hash(BytesView whole);

}  // namespace lapor::storage
