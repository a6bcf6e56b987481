#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace lapor {

/// An address at which somebody can be reached, in the one form in which it is kept, compared and hashed.
struct ContactAddress {
  enum class Kind : std::uint8_t { email = 1, phone = 2 };

  Kind kind{};
  std::string value;  // `siti@example.id`, or E.164: `+628123456789`
  auto operator<=>(const ContactAddress&) const = default;
};

/// An e-mail address (whatever has an `@`) or a phone number as people write it; nothing when it is neither.
///
/// E-mail: the shape of RFC 5321 in ASCII, a dot-string before the `@` (no quotes) and a host name of two or more
/// labels after it (no address literal); at most 64, 255 and together 254 characters. All of it in lower case: RFC
/// 5321, 2.4 lets a host tell `Siti` from `siti`, none that people use does, and people do not.
///
/// Phone: 8 to 15 digits (ITU-T E.164) after `+`; a leading `0`, or `62` without a plus, is Indonesia's. Spaces, dots,
/// hyphens, slashes and parentheses count nothing, nor does the zero of `+62 (0)812`.
[[nodiscard]] std::optional<ContactAddress> parse_contact_address(std::string_view text);

}  // namespace lapor
