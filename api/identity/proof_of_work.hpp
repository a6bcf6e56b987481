#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "api/identity/process_key.hpp"
#include "events/result.hpp"
#include "events/time.hpp"

namespace lapor::api {

/// Work that a client does before it may send something without an account: to find a nonce such that
/// SHA-256(`challenge ':' nonce`) begins with so many zero bits (Hashcash, Back 2002). Solving takes 2^bits hashes on
/// the average, checking takes one.
///
/// Challenges are not kept: each carries its end and its bits under a keyed hash, so that asking for many costs the
/// server nothing. Kept are those that were used, until they end, so that each counts once. A restart forgets the key:
/// clients ask again. Any thread may call.
class ProofOfWork {
 public:
  struct Challenge {
    std::string text;  // base64url
    unsigned bits{};
    Instant expires_at{};
  };

  enum class Flaw : std::uint8_t {
    not_ours,  // altered, or made by another process
    expired,   // ask for a new one
    no_work,   // the hash has fewer zero bits than asked for
    used,      // it has counted already
    too_many,  // more were used in their lifetime than are remembered; try again
  };

  static constexpr std::chrono::minutes lifetime{5};
  static constexpr unsigned most_bits = 40;
  static constexpr std::size_t most_nonce = 64;  // bytes

  /// `most_used`: how many used challenges are remembered at a time (some 80 bytes each).
  explicit ProofOfWork(std::size_t most_used = 100'000) : most_used_(most_used) {}

  /// `bits`: up to `most_bits`; 20 take a phone about a second.
  [[nodiscard]] Challenge issue(Instant now, unsigned bits) const;

  /// Whether the challenge was given out by this object, has not ended, is solved by the nonce, and is used for the
  /// first time; from then on it is used.
  [[nodiscard]] Result<void, Flaw> accept(std::string_view challenge, std::string_view nonce, Instant now);

  /// Used challenges that are remembered.
  [[nodiscard]] std::size_t used() const;

 private:
  using Id = std::array<std::byte, 16>;

  [[nodiscard]] Result<void, Flaw> use(const Id& id, Instant expires_at, Instant now);

  const ProcessKey key_;
  const std::size_t most_used_;
  mutable std::mutex mutex_;
  std::set<std::pair<Instant, Id>> used_;  // by their end
};

/// A nonce for a challenge: the first whole number that does. For clients and tests; takes about 2^bits hashes.
[[nodiscard]] std::string solve(std::string_view challenge, unsigned bits);

}  // namespace lapor::api
