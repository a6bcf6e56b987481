#pragma once

#include <optional>
#include <string>
#include <vector>

#include "events/person_events.hpp"

namespace lapor {

/// Somebody who has signed in, until `expires_at`.
struct Session {
  TokenHash token{};
  Role role{Role::reporter};
  Instant began{};
  Instant expires_at{};
  bool operator==(const Session&) const = default;
};

/// `valid_until` is absent for a key without an end.
struct ApiKey {
  TokenHash token{};
  Instant issued_at{};
  std::optional<Instant> valid_until;
  bool operator==(const ApiKey&) const = default;
};

/// What later decisions need to know of a person. Holds secrets (hashes, the TOTP secret): it is never shown or stored
/// as it stands.
struct PersonState {
  PersonId id{};
  Version version{};
  bool is_service{};
  bool suspended{};
  bool erased{};
  std::string address;  // empty for a service
  std::string name;
  std::string password;     // Argon2id, PHC string; empty: none chosen yet
  std::vector<Role> roles;  // of staff and services; none: an ordinary account, whose role is reporter
  Slug institution;
  std::string totp_secret;
  bool totp_confirmed{};
  std::uint64_t totp_step{};  // of the last code that counted
  std::vector<Session> sessions;
  std::vector<ApiKey> keys;  // newest last
  std::vector<Scope> scopes;
  std::optional<Instant> key_used_at;
  std::vector<std::string> sources;  // network addresses of the last sign-ins, newest last
  Instant registered_at{};
  bool operator==(const PersonState&) const = default;

  [[nodiscard]] bool exists() const { return number(version) > 0; }
  [[nodiscard]] bool is_staff() const { return !is_service && !roles.empty(); }
  /// Whether somebody can act as this person at all.
  [[nodiscard]] bool is_active() const { return exists() && !suspended && !erased; }
  [[nodiscard]] bool has_role(Role role) const;
  [[nodiscard]] const Session* session(const TokenHash& token) const;
  /// The key, if it counts at `now`.
  [[nodiscard]] const ApiKey* valid_key(const TokenHash& token, Instant now) const;
};

/// Sources that are remembered: enough for home, office and phone.
inline constexpr std::size_t remembered_sources = 8;
/// Sessions of one person; a further one ends the oldest.
inline constexpr std::size_t most_sessions = 20;

/// The state after one more record of the person. Pure.
[[nodiscard]] PersonState evolve(PersonState state, const PersonRecord& record);

}  // namespace lapor
