#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "api/identity/secret.hpp"

namespace lapor::api {

/// What one hash costs: Argon2id (RFC 9106), 2 passes over 48 MiB, one lane. OWASP asks for at least 2 passes over
/// 19 MiB; 48 MiB make it 50 ms of one core of a 2026 server (measured: 19 MiB 18 ms, 32 MiB 32 ms, 48 MiB 50 ms,
/// 64 MiB 69 ms), and as much memory for each that runs at the same time: run them in a small pool with a bound.
inline constexpr std::uint64_t password_passes = 2;
inline constexpr std::size_t password_memory = std::size_t{48} << 20U;  // bytes

/// A PHC string (`$argon2id$v=19$m=49152,t=2,p=1$salt$hash`) with a salt of its own. Some 50 ms; any thread. Throws
/// std::bad_alloc when the memory is not to be had.
[[nodiscard]] std::string hash_password(const Secret& password);

/// Whether `phc` was made of this password; false for what is no such string. Costs what `phc` was made with, throws as
/// `hash_password`, so that a lack of memory does not look like a wrong password.
[[nodiscard]] bool verify_password(const Secret& password, std::string_view phc);

/// Whether `phc` was made with other costs than today's, or is no such string: hash the password again at its next use.
[[nodiscard]] bool needs_rehash(std::string_view phc);

/// A hash of a password that nobody has or knows: verified for unknown addresses, so that they take as long as known
/// ones. Made at the first call (50 ms), then always the same.
[[nodiscard]] const std::string& decoy_hash();

/// Which passwords are too easy to guess, after NIST SP 800-63B (5.1.1.2): length, a list of common ones, patterns, and
/// what is known of the person. No rule about kinds of characters. Immutable; any thread may call.
class PasswordRules {
 public:
  /// Least lengths and the greatest one, in code points.
  static constexpr std::size_t least_for_people = 10;
  static constexpr std::size_t least_for_staff = 12;
  static constexpr std::size_t most = 128;

  enum class Flaw : std::uint8_t {
    too_short,
    too_long,
    repeated,          // few different characters, or a few characters over and over: `aaaaaaaaaa`, `abcabcabcabc`
    sequential,        // little but runs of neighbours: `1234567890`, `qwertyuiop`, `1234abcd1234`
    common,            // one of the list, also with digits around it or letters replaced: `S4yang!2024`
    contains_address,  // the local part of the address, or the phone number, with little beside
    contains_name,     // a word of the person's name with little beside
    contains_service,  // the name of this service with little beside
  };

  /// `common`: passwords and the words that they are made of, in lower case (config/common_passwords.hpp).
  explicit PasswordRules(std::vector<std::string> common);

  /// The first flaw of a password for somebody with this contact address and name (both may be empty); nothing when it
  /// may be used. `least`: code points. Some ten microseconds.
  [[nodiscard]] std::optional<Flaw> flaw_of(std::string_view password, std::string_view address, std::string_view name,
                                            std::size_t least = least_for_people) const;

 private:
  [[nodiscard]] bool is_common(std::string_view text) const;
  [[nodiscard]] bool is_listed(std::string_view text) const;

  std::unordered_set<std::string> common_;
  std::size_t longest_{};  // bytes of the longest in the list
};

}  // namespace lapor::api
