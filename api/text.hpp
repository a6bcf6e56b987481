#pragma once

#include <span>
#include <string>
#include <string_view>

/// What a piece of text is made of. All functions but the first expect valid UTF-8.
namespace lapor::api {

/// RFC 3629: no overlong form, no surrogate, nothing above U+10FFFF.
[[nodiscard]] bool is_valid_utf8(std::string_view bytes);

/// Takes the next code point off `text`, which must not be empty.
char32_t take_code_point(std::string_view& text);

/// Length in Unicode code points, the measure of all limits.
[[nodiscard]] std::size_t code_points(std::string_view text);

/// The first `most` code points, with an ellipsis where something was cut off.
[[nodiscard]] std::string excerpt(std::string_view text, std::size_t most);

/// Empty, or nothing but white space and zero-width characters.
[[nodiscard]] bool is_blank(std::string_view text);

enum class Lines { one, many };

/// Whether a C0 or C1 control, DEL, or (in one line) any line break occurs. Many lines may have tab, CR and LF.
[[nodiscard]] bool has_control(std::string_view text, Lines lines);

/// The candidate with the smallest edit distance; empty when none is within a third of the name's length.
[[nodiscard]] std::string_view nearest(std::string_view name, std::span<const std::string_view> candidates);

}  // namespace lapor::api
