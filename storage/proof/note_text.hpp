#pragma once

#include <optional>
#include <string_view>

/// Which texts a signed note may have (C2SP signed-note, "Format").
namespace lapor::proof {

/// Takes one character off `rest`, which is not empty. Nothing when it does not begin with well-formed UTF-8 (RFC 3629:
/// no longer form than needed, no surrogates).
[[nodiscard]] std::optional<char32_t> take_character(std::string_view& rest);

/// UTF-8 without control characters below U+0020 other than the line feed.
[[nodiscard]] bool is_note_text(std::string_view text);

}  // namespace lapor::proof
