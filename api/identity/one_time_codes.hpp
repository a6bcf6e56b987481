#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/identity/process_key.hpp"
#include "api/identity/secret.hpp"
#include "events/result.hpp"
#include "events/time.hpp"

namespace lapor::api {

/// Why a code is not taken.
enum class CodeFlaw : std::uint8_t {
  not_issued,  // there is no code for this purpose and subject, or it was used
  expired,     // it was valid for 15 minutes
  wrong,       // another code; some tries are left
  used_up,     // wrong too often: even the right one does no more, ask for a new one
};

/// Short codes that are sent to somebody to prove that an address is theirs, with what shall happen then. Kept in
/// memory only: a restart forgets them, and one asks again. Any thread may call.
///
/// Codes and subjects are kept as hashes under a key of this object, so that neither is in its memory; the payload is
/// there until the code has ended (and the book is used again). A purpose and subject have one code at a time, and a
/// new one replaces it.
class OneTimeCodes {
 public:
  static constexpr std::chrono::minutes lifetime{15};
  static constexpr unsigned most_tries = 5;              // wrong ones, for each code
  static constexpr std::chrono::minutes least_pause{1};  // between two codes of the same purpose and subject
  static constexpr std::size_t most_an_hour = 5;         // so 5 x 5 guesses an hour, of a million
  static constexpr std::size_t digits = 6;
  static constexpr std::size_t recovery_digits = 8;  // for what opens an account without its password

  explicit OneTimeCodes(std::size_t most = 10'000) : most_(most) {}

  /// A new code of so many digits; nothing when the last one is less than a minute old, there were five within the last
  /// hour, or the book is full of codes that are valid.
  [[nodiscard]] std::optional<Secret> issue(std::string_view purpose, std::string_view subject, Instant now,
                                            std::string payload, std::size_t code_digits = digits);

  /// What was given to `issue`, once. A wrong code takes one of the tries. Within noise as long for every code.
  [[nodiscard]] Result<std::string, CodeFlaw> redeem(std::string_view purpose, std::string_view subject,
                                                     std::string_view code, Instant now);

  /// Purposes and subjects that are remembered, with a valid code or for the limits of new ones.
  [[nodiscard]] std::size_t size() const;

 private:
  using Digest = ProcessKey::Digest;

  struct Code {
    Digest hash{};
    std::string payload;
    Instant expires_at{};
    unsigned wrong_tries{};
  };
  struct Entry {
    std::optional<Code> code;
    std::vector<Instant> issued;  // within the last hour, in order

    [[nodiscard]] bool is_too_soon(Instant now) const;
    [[nodiscard]] bool is_valid(Instant now) const;
  };

  void forget_old(Instant now);
  [[nodiscard]] bool has_room(const Digest& place, Instant now);

  const std::size_t most_;
  const ProcessKey key_;
  mutable std::mutex mutex_;
  std::map<Digest, Entry> entries_;  // by purpose and subject
  Instant forget_at_{};
};

}  // namespace lapor::api
