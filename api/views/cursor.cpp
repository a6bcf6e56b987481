#include "api/views/cursor.hpp"

#include <sodium.h>

#include <algorithm>
#include <array>

namespace lapor::api {
namespace {

constexpr std::size_t cursor_size = 8 + 4 + 8;  // rank, ordinal, proof
using CursorBytes = std::array<unsigned char, cursor_size>;

CursorBytes bytes_of(const SortKey& last, std::string_view conditions, const storage::Vault& vault) {
  CursorBytes bytes{};
  const auto rank = static_cast<std::uint64_t>(last.rank);
  for (std::size_t i = 0; i < 8; ++i) bytes[i] = static_cast<unsigned char>(rank >> (56 - 8 * i));
  for (std::size_t i = 0; i < 4; ++i) bytes[8 + i] = static_cast<unsigned char>(last.ordinal >> (24 - 8 * i));
  std::string whole(bytes.begin(), bytes.begin() + 12);
  const auto proof = vault.keyed_hash("list-cursor", whole.append(conditions));
  std::ranges::transform(proof.begin(), proof.begin() + 8, bytes.begin() + 12,
                         [](std::byte byte) { return static_cast<unsigned char>(byte); });
  return bytes;
}

}  // namespace

std::string cursor_of(const SortKey& last, std::string_view conditions, const storage::Vault& vault) {
  const CursorBytes bytes = bytes_of(last, conditions, vault);
  std::string text(sodium_base64_ENCODED_LEN(cursor_size, sodium_base64_VARIANT_URLSAFE_NO_PADDING), '\0');
  sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(), sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  text.resize(text.size() - 1);  // it writes an end of string
  return text;
}

std::optional<SortKey> key_of_cursor(std::string_view cursor, std::string_view conditions,
                                     const storage::Vault& vault) {
  CursorBytes bytes{};
  std::size_t size = 0;
  if (sodium_base642bin(bytes.data(), bytes.size(), cursor.data(), cursor.size(), nullptr, &size, nullptr,
                        sodium_base64_VARIANT_URLSAFE_NO_PADDING) != 0 ||
      size != cursor_size)
    return std::nullopt;
  SortKey key;
  std::uint64_t rank = 0;
  for (std::size_t i = 0; i < 8; ++i) rank = rank << 8 | bytes[i];
  key.rank = static_cast<std::int64_t>(rank);
  for (std::size_t i = 8; i < 12; ++i) key.ordinal = key.ordinal << 8 | bytes[i];
  if (bytes_of(key, conditions, vault) != bytes) return std::nullopt;
  return key;
}

}  // namespace lapor::api
