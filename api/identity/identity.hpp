#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>

#include "api/identity/message_outbox.hpp"
#include "api/identity/one_time_codes.hpp"
#include "api/identity/passwords.hpp"
#include "api/identity/proof_of_work.hpp"
#include "api/identity/session_cache.hpp"
#include "api/identity/sign_in_guard.hpp"
#include "api/identity/token_buckets.hpp"
#include "storage/job_pool.hpp"

namespace lapor::api {

/// What an operator may set of accounts and limits (config/lapor.toml). A rate of 0 sets no limit.
struct IdentityOptions {
  std::chrono::milliseconds session_lifetime{std::chrono::days{30}};
  std::chrono::milliseconds session_idle{std::chrono::days{7}};
  std::chrono::milliseconds staff_session_lifetime{std::chrono::hours{12}};
  std::chrono::milliseconds staff_session_idle{std::chrono::hours{1}};
  bool staff_needs_second_factor{true};
  bool secure_cookies{};  // the service is reached by TLS only
  std::size_t waiting_passwords{32};
  double requests_per_second_per_caller{};   // with a token, a key or a receipt
  double requests_per_second_per_address{};  // without one
  double submissions_per_hour_per_address{};
  double uploads_per_hour_per_address{};
  double codes_per_hour_per_address{};
  unsigned proof_of_work_bits{};  // 0: none is asked for
};

/// Everything about callers that lives in memory while the server runs. A restart forgets codes, messages and counts,
/// and no session: those are in the journal. Any thread may use any part.
struct Identity {
  Identity(IdentityOptions wishes, std::vector<std::string> common_passwords);

  const IdentityOptions options;
  const PasswordRules password_rules;
  SessionCache sessions;
  SignInGuard guard;
  OneTimeCodes codes;
  MessageOutbox messages;
  ProofOfWork challenges;
  TokenBuckets callers;
  TokenBuckets addresses;
  TokenBuckets submissions;
  TokenBuckets uploads;
  TokenBuckets code_requests;
  TokenBuckets receipts;
  TokenBuckets own_passwords;  // of who has signed in
  TokenBuckets own_changes;
  /// Hashing a password takes 50 ms of a processor and 48 MiB: one thread that gives way to all others, and a bounded
  /// queue, so that a flood of sign-ins slows nothing but sign-ins.
  storage::JobPool passwords;
};

}  // namespace lapor::api
