#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "api/identity/session_cache.hpp"
#include "api/principal.hpp"
#include "events/person_state.hpp"
#include "storage/vault.hpp"

/// Who a person is to the API.
namespace lapor::api {

/// Tokens say by their first letters what they are, so that each is looked up in one place, and so that programs that
/// search for leaked secrets know them. Then 43 characters of base64url: 256 random bits.
inline constexpr std::string_view session_prefix = "lps_";
inline constexpr std::string_view key_prefix = "lpk_";

[[nodiscard]] Secret new_prefixed_token(std::string_view prefix);
/// What is kept in its place: a hash under the master key.
[[nodiscard]] TokenHash hash_token(std::string_view token, const storage::Vault& vault);

/// A number for a new account: 53 random bits, so that every JSON reader holds it, never 0.
[[nodiscard]] PersonId new_account_number();
[[nodiscard]] bool is_account_number(PersonId person);
/// A number for somebody behind a single report: 63 random bits, never below 2^62, so never an account's.
[[nodiscard]] PersonId new_stranger_number();

/// The person in a role of theirs. `Role::anyone`: signed in, but for the own account only.
[[nodiscard]] Principal principal_of(const PersonState& person, Role role);
/// The service behind a key.
[[nodiscard]] Principal service_of(const PersonState& service);

/// What a browser must repeat in the field X-CSRF-Token with each request that changes something.
[[nodiscard]] std::string csrf_token(const TokenHash& session, const storage::Vault& vault);

}  // namespace lapor::api
