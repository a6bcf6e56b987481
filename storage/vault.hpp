#pragma once

#include <array>
#include <filesystem>
#include <optional>
#include <string_view>

#include "events/codec.hpp"
#include "events/result.hpp"
#include "storage/error.hpp"

namespace lapor::storage {

/// 256-bit key. Wiped when it goes.
class Key {
 public:
  Key() = default;
  explicit Key(const std::array<unsigned char, 32>& bytes) : bytes_(bytes) {}
  Key(const Key&) = default;
  Key& operator=(const Key&) = default;
  ~Key();
  [[nodiscard]] const std::array<unsigned char, 32>& bytes() const { return bytes_; }

 private:
  std::array<unsigned char, 32> bytes_{};
};

/// Makes, wraps and unwraps the data keys of streams under the master key, and derives what else the server must keep
/// secret. XChaCha20-Poly1305 (libsodium). Immutable; any thread may call.
class Vault {
 public:
  explicit Vault(Key master);

  /// Reads a master key file (64 hexadecimal digits and a newline, not readable by others).
  [[nodiscard]] static Result<Vault, Error> open(const std::filesystem::path& file);
  /// Makes a new master key file, mode 0600, synced with its folder; an error if it exists.
  [[nodiscard]] static Result<Vault, Error> create(const std::filesystem::path& file);

  [[nodiscard]] Key new_data_key() const;
  [[nodiscard]] Bytes wrap(const Key& data_key, Stream stream) const;
  /// `wrong_key` when the master key is not the one it was wrapped under.
  [[nodiscard]] Result<Key, Error> unwrap(BytesView wrapped, Stream stream) const;

  /// The same for the key of what is no stream: `purpose` is a word, `name` says which one.
  [[nodiscard]] Bytes wrap(const Key& key, std::string_view purpose, BytesView name) const;
  [[nodiscard]] Result<Key, Error> unwrap(BytesView wrapped, std::string_view purpose, BytesView name) const;

  /// Keyed BLAKE2b over `purpose` and `data`: receipts, request keys, tokens. Same master key, same answer.
  [[nodiscard]] std::array<std::byte, 32> keyed_hash(std::string_view purpose, std::string_view data) const;

 private:
  Key master_;
};

/// Bytes of every wrapped key.
inline constexpr std::size_t wrapped_key_bytes = 1 + 24 + 32 + 16;  // form, nonce, key, tag

/// Random, for a record that has nothing sealed (events/events.hpp).
[[nodiscard]] Salt new_salt();

/// A key that follows from another one: keyed BLAKE2b over `purpose` and `data`, as `Vault::keyed_hash`.
[[nodiscard]] Key derive_key(const Key& from, std::string_view purpose, std::string_view data);

/// Codec functions over one stream's data key.
[[nodiscard]] Seal seal_with(const Key& key);
/// `key` absent: everything opens as erased.
[[nodiscard]] Open open_with(const std::optional<Key>& key);

}  // namespace lapor::storage
