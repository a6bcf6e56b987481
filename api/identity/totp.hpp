#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "events/time.hpp"

/// One-time passwords of a second factor by the clock: RFC 6238 with what all authenticator programs take, HMAC-SHA-1,
/// 6 digits, steps of 30 s from 1970. Pure but for `new_totp_secret`; any thread.
namespace lapor::api {

inline constexpr std::chrono::seconds totp_step_length{30};

/// 20 random bytes (RFC 4226, 4: at least 16, better 20) as 32 characters of base32.
[[nodiscard]] std::string new_totp_secret();

/// The six digits of a step; empty when the secret is no base32.
[[nodiscard]] std::string totp_code(std::string_view secret_base32, std::uint64_t step);

/// The step whose code this is: that of `now`, or one before or after it for clocks that differ, and later than
/// `after_step`, the last one that was used (0: none), so that no code counts twice (RFC 6238, 5.2). Nothing for any
/// other code. As long for every code of six characters.
[[nodiscard]] std::optional<std::uint64_t> totp_step_of(std::string_view secret_base32, std::string_view code,
                                                        Instant now, std::uint64_t after_step);

/// `otpauth://totp/Issuer:account?secret=...`, which authenticator programs read from a QR code. Holds the secret.
[[nodiscard]] std::string totp_uri(std::string_view secret_base32, std::string_view account, std::string_view issuer);

}  // namespace lapor::api
