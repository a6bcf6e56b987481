#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace lapor::api::http {

/// A character of a token (RFC 9110, 5.6.2): what methods and field names are made of.
[[nodiscard]] bool is_token_character(char character);
/// C0 controls and DEL.
[[nodiscard]] bool is_control(char character);
[[nodiscard]] bool is_digits(std::string_view text);  // one or more

/// Equal but for the case of ASCII letters. `lower` must be lower-case already.
[[nodiscard]] bool equals_ignoring_case(std::string_view text, std::string_view lower);

/// Without spaces and tabs at both ends.
[[nodiscard]] std::string_view trimmed(std::string_view text);

/// Well-formed UTF-8 (Unicode 15, table 3-7): no overlong forms, no surrogates, nothing above U+10FFFF.
[[nodiscard]] bool is_utf8(std::string_view text);

/// Replaces each %XX. Nothing if a triplet is broken or the outcome holds a control character or is not UTF-8.
[[nodiscard]] std::optional<std::string> percent_decoded(std::string_view text);

}  // namespace lapor::api::http
