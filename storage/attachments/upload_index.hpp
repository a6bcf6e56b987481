#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "events/time.hpp"
#include "storage/attachments/content.hpp"

namespace lapor::storage {

/// Names an upload until it expires: 128 random bits.
struct UploadId {
  std::array<std::byte, 16> bytes{};
  auto operator<=>(const UploadId&) const = default;
};

/// 32 lower-case hexadecimal digits.
[[nodiscard]] std::string to_string(const UploadId& id);
/// Nothing for anything but 32 lower-case hexadecimal digits.
[[nodiscard]] std::optional<UploadId> upload_id_of(std::string_view hex);

/// Whose upload it is: a keyed hash, never a name.
using Uploader = std::array<std::byte, 16>;

/// A cleaned file that waits to be attached.
struct Upload {
  UploadId id;
  Uploader uploader{};
  Instant expires_at{};
  FileFacts facts;
  bool operator==(const Upload&) const = default;
};

/// Which uploads there are, in memory. One thread at a time.
class UploadIndex {
 public:
  void add(const Upload& upload);
  void remove(const UploadId& id);
  /// From now on nobody can attach it, and it expires at `until` at the latest.
  void withdraw(const UploadId& id, Instant until);

  struct Entry {
    Upload upload;
    bool withdrawn{};
  };
  /// Null when there is none.
  [[nodiscard]] const Entry* find(const UploadId& id) const;
  /// All uploads of this content, in no particular order.
  [[nodiscard]] std::vector<UploadId> with(const ContentHash& hash) const;
  [[nodiscard]] std::vector<UploadId> expired(Instant now) const;
  /// When the next one expires; nothing when there is none.
  [[nodiscard]] std::optional<Instant> next_expiry() const;

  [[nodiscard]] std::size_t size() const { return by_id_.size(); }
  /// Bytes of their contents together.
  [[nodiscard]] std::uint64_t bytes() const { return bytes_; }

 private:
  std::map<UploadId, Entry> by_id_;
  std::set<std::pair<ContentHash, UploadId>> by_content_;
  std::set<std::pair<Instant, UploadId>> by_expiry_;
  std::uint64_t bytes_{};
};

}  // namespace lapor::storage
