#include "storage/proof/key_text.hpp"

#include <sodium.h>

#include <algorithm>

#include "storage/proof/base64.hpp"

namespace lapor::proof {

namespace {

constexpr std::string_view hex_digits = "0123456789abcdef";

std::string hex_of(const KeyId& id) {
  std::string text;
  for (const std::byte byte : id) {
    text += hex_digits[std::to_integer<std::size_t>(byte >> 4)];
    text += hex_digits[std::to_integer<std::size_t>(byte & std::byte{15})];
  }
  return text;
}

std::optional<KeyId> id_from(std::string_view text) {
  KeyId id{};
  if (text.size() != 2 * id.size()) return std::nullopt;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto value = hex_digits.find(text[i]);
    if (value == std::string_view::npos) return std::nullopt;
    id[i / 2] = id[i / 2] << 4 | static_cast<std::byte>(value);
  }
  return id;
}

}  // namespace

std::string join_key_text(const KeyText& parts) {
  std::string text = parts.name + '+' + hex_of(parts.id) + '+';
  append_base64(text, parts.material);
  return text;
}

std::optional<KeyText> split_key_text(std::string_view text) {
  const auto first = text.find('+');
  if (first == std::string_view::npos) return std::nullopt;
  const auto second = text.find('+', first + 1);  // later ones are digits of the base64
  if (second == std::string_view::npos) return std::nullopt;
  const auto name = text.substr(0, first);
  const auto id = id_from(text.substr(first + 1, second - first - 1));
  auto material = from_base64(text.substr(second + 1));
  KeyText parts{std::string{name}, id.value_or(KeyId{}), {}};
  if (!is_key_name(name) || !id || !material || material->size() != parts.material.size()) return std::nullopt;
  std::ranges::copy(*material, parts.material.begin());
  sodium_memzero(material->data(), material->size());
  return parts;
}

std::optional<KeyType> type_of(const KeyMaterial& material) {
  const KeyType type{std::to_integer<std::uint8_t>(material[0])};
  if (type != KeyType::ed25519 && type != KeyType::cosignature) return std::nullopt;
  return type;
}

}  // namespace lapor::proof
