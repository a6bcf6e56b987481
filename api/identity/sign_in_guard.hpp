#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>

#include "api/identity/process_key.hpp"
#include "api/identity/recent_map.hpp"
#include "api/identity/token_buckets.hpp"
#include "events/time.hpp"

namespace lapor::api {

/// So many failures at once, then one more try each `then_every`.
struct FailureLimit {
  double failures{};
  std::chrono::milliseconds then_every{};
};

/// How many wrong passwords the guard lets through. What is not used for a while comes back, one try each
/// `then_every`: after ten minutes of rest, `pair` is whole again.
struct GuardLimits {
  /// One account from one source: somebody who mistypes, and the most that a thief on a victim's own network gets
  /// (10 + 60 x 24 = 1,450 guesses a day).
  FailureLimit pair{10, std::chrono::minutes{1}};
  /// One source over all accounts that have not signed in from it: a machine that tries one password on many people.
  FailureLimit source{50, std::chrono::seconds{10}};
  /// One account over all sources that it has not signed in from: many machines that try many passwords on one person
  /// (100 + 6 x 60 x 24 = 8,740 guesses a day, whatever their number).
  FailureLimit strangers{100, std::chrono::seconds{10}};
  /// Accounts, sources and pairs that are remembered, each; the one used least recently is forgotten first.
  std::size_t most{100'000};
};

/// Slows down who guesses passwords without locking out whose passwords are guessed. Any thread may call. In memory
/// only: a restart forgets.
///
/// A source is known to an account that has signed in from it before; the caller keeps that. For a known source only
/// the pair's own failures count, so nothing that others do, from elsewhere or on other accounts behind the same
/// address, keeps a person out where they usually sign in. Only whoever has never signed in from a place shares the
/// account's tries with the guessers, and waits for them. What the caller takes as the source is its choice: a network
/// address, or better, the number in a cookie of a device that signed in (then a neighbour behind the same address
/// cannot use up the pair either). Addresses are counted by `network_of`.
///
/// `before` takes the try as if it failed, so that many at the same time cannot get ahead of their own outcomes; only
/// `succeeded` gives it back. A try that is followed by neither (the client went away) has failed.
class SignInGuard {
 public:
  struct Verdict {
    bool allowed{};
    // The others are for what is not allowed: when the next try is, if nobody else takes it; and how many were refused
    // since the account's last success, this one included.
    std::chrono::milliseconds wait_for{};
    std::uint64_t refused{};
  };

  explicit SignInGuard(GuardLimits limits = {});

  /// Asked before a password, or a second factor alone, is looked at. `account_key`: what names the account, also one
  /// that does not exist.
  [[nodiscard]] Verdict before(std::string_view account_key, std::string_view source, bool source_is_known,
                               Instant now);

  /// The password, or the second factor, was wrong. How many were refused since the account's last success.
  std::uint64_t failed(std::string_view account_key, std::string_view source, bool source_is_known, Instant now);

  /// All that was asked for was right: the pair starts anew, and the try counts nowhere.
  void succeeded(std::string_view account_key, std::string_view source, bool source_is_known, Instant now);

  /// Tries of an account that were wrong or not allowed since its last success (or since it was forgotten).
  [[nodiscard]] std::uint64_t refused_since_success(std::string_view account_key) const;

 private:
  struct Keys;
  [[nodiscard]] std::chrono::milliseconds wait(const Keys& keys, bool source_is_known, Instant now);
  [[nodiscard]] bool take(const Keys& keys, bool source_is_known, Instant now);
  [[nodiscard]] std::uint64_t count_refusal(std::string_view account_key);

  const ProcessKey key_;
  mutable std::mutex mutex_;
  TokenBuckets pairs_;
  TokenBuckets sources_;
  TokenBuckets strangers_;
  RecentMap<std::uint64_t, std::uint64_t> refused_;
};

/// Whether the audit trail gets a record for this refusal: the 1st, 10th, 100th, ... so that 10,000 wrong passwords
/// make five records.
[[nodiscard]] bool is_worth_recording(std::uint64_t refused);

}  // namespace lapor::api
