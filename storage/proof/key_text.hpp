#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "storage/proof/note.hpp"

namespace lapor::proof {

/// The byte of the key's type and 32 more.
using KeyMaterial = std::array<std::byte, 33>;

/// What stands in the text form of a key, public or private: `name+id+base64`.
struct KeyText {
  std::string name;
  KeyId id{};
  KeyMaterial material{};  // of a private key: wiped by its user
};

[[nodiscard]] std::string join_key_text(const KeyText& parts);
/// Nothing unless the form is exact: a name that may be one, 8 lower-case digits, canonical base64 of 33 bytes.
[[nodiscard]] std::optional<KeyText> split_key_text(std::string_view text);

/// Nothing for a type that we do not know.
[[nodiscard]] std::optional<KeyType> type_of(const KeyMaterial& material);

}  // namespace lapor::proof
