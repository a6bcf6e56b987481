#include "storage/proof/note_text.hpp"

#include <array>
#include <cstddef>

#include "storage/proof/note.hpp"

namespace lapor::proof {

namespace {

/// A first byte `(byte & mask) == mark` is followed by `more` bytes; the character is `least` at least.
struct Form {
  unsigned char mask;
  unsigned char mark;
  std::size_t more;
  char32_t least;
};

constexpr std::array forms{Form{0x80, 0x00, 0, 0}, Form{0xe0, 0xc0, 1, 0x80}, Form{0xf0, 0xe0, 2, 0x800},
                           Form{0xf8, 0xf0, 3, 0x10000}};

constexpr bool is_scalar(char32_t character) {
  return character < 0xd800 || (character > 0xdfff && character <= 0x10ffff);
}

std::optional<char32_t> take_as(const Form& form, std::string_view& rest) {
  if (rest.size() <= form.more) return std::nullopt;
  char32_t character = static_cast<unsigned char>(rest[0]) & static_cast<unsigned char>(~form.mask);
  for (std::size_t i = 1; i <= form.more; ++i) {
    const auto byte = static_cast<unsigned char>(rest[i]);
    if ((byte & 0xc0) != 0x80) return std::nullopt;
    character = character << 6 | (byte & 0x3f);
  }
  if (character < form.least || !is_scalar(character)) return std::nullopt;
  rest.remove_prefix(form.more + 1);
  return character;
}

/// The property White_Space of Unicode 15.
constexpr bool is_space(char32_t character) {
  return (character >= 0x09 && character <= 0x0d) || character == 0x20 || character == 0x85 || character == 0xa0 ||
         character == 0x1680 || (character >= 0x2000 && character <= 0x200a) || character == 0x2028 ||
         character == 0x2029 || character == 0x202f || character == 0x205f || character == 0x3000;
}

template <class Allowed>
bool consists_of(std::string_view text, Allowed allowed) {
  while (!text.empty()) {
    const auto character = take_character(text);
    if (!character || !allowed(*character)) return false;
  }
  return true;
}

}  // namespace

std::optional<char32_t> take_character(std::string_view& rest) {
  const auto first = static_cast<unsigned char>(rest[0]);
  for (const Form& form : forms) {
    if ((first & form.mask) == form.mark) return take_as(form, rest);
  }
  return std::nullopt;
}

bool is_note_text(std::string_view text) {
  return consists_of(text, [](char32_t character) { return character >= 0x20 || character == '\n'; });
}

bool is_key_name(std::string_view name) {
  return !name.empty() && consists_of(name, [](char32_t character) {
    return character > 0x20 && character != '+' && !is_space(character);
  });
}

}  // namespace lapor::proof
