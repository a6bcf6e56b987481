#include "api/identity/sign_in_guard.hpp"

#include <algorithm>

#include "api/identity/network.hpp"

namespace lapor::api {
namespace {

using std::chrono::duration;
using std::chrono::milliseconds;

double per_second(const FailureLimit& limit) {
  return 1 / duration<double>(limit.then_every).count();
}

}  // namespace

/// What one try counts under.
struct SignInGuard::Keys {
  Keys(std::string_view account_key, std::string_view from)
      : account(account_key), source(network_of(from)), pair(std::to_string(account.size()) + ' ' + account + source) {}

  std::string account;
  std::string source;
  std::string pair;
};

SignInGuard::SignInGuard(GuardLimits limits)
    : pairs_(per_second(limits.pair), limits.pair.failures, limits.most),
      sources_(per_second(limits.source), limits.source.failures, limits.most),
      strangers_(per_second(limits.strangers), limits.strangers.failures, limits.most),
      refused_(limits.most) {}

milliseconds SignInGuard::wait(const Keys& keys, bool source_is_known, Instant now) {
  const milliseconds of_pair = pairs_.wait(keys.pair, now);
  if (source_is_known) return of_pair;
  return std::max({of_pair, sources_.wait(keys.source, now), strangers_.wait(keys.account, now)});
}

bool SignInGuard::take(const Keys& keys, bool source_is_known, Instant now) {
  if (!pairs_.allow(keys.pair, now)) return false;
  return source_is_known || (sources_.allow(keys.source, now) && strangers_.allow(keys.account, now));
}

SignInGuard::Verdict SignInGuard::before(std::string_view account_key, std::string_view source, bool source_is_known,
                                         Instant now) {
  const Keys keys(account_key, source);
  const std::scoped_lock lock(mutex_);
  if (const auto left = wait(keys, source_is_known, now); left > milliseconds{})
    return {false, left, count_refusal(account_key)};
  return {take(keys, source_is_known, now), {}, 0};
}

std::uint64_t SignInGuard::failed(std::string_view account_key, std::string_view, bool, Instant) {
  const std::scoped_lock lock(mutex_);
  return count_refusal(account_key);
}

void SignInGuard::succeeded(std::string_view account_key, std::string_view source, bool source_is_known, Instant) {
  const Keys keys(account_key, source);
  const std::scoped_lock lock(mutex_);
  pairs_.forget(keys.pair);
  refused_.erase(key_.short_digest(account_key));
  if (source_is_known) return;
  sources_.give_back(keys.source);
  strangers_.give_back(keys.account);
}

std::uint64_t SignInGuard::count_refusal(std::string_view account_key) {
  const std::uint64_t account = key_.short_digest(account_key);
  if (std::uint64_t* count = refused_.use(account)) return ++*count;
  return refused_.put(account, 1);
}

std::uint64_t SignInGuard::refused_since_success(std::string_view account_key) const {
  const std::scoped_lock lock(mutex_);
  const std::uint64_t* count = refused_.peek(key_.short_digest(account_key));
  return count == nullptr ? 0 : *count;
}

bool is_worth_recording(std::uint64_t refused) {
  if (refused == 0) return false;
  while (refused % 10 == 0) refused /= 10;
  return refused == 1;
}

}  // namespace lapor::api
