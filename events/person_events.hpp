#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "events/events.hpp"

/// What happens in the history of a person (`person/<id>`): somebody with an account, a member of staff, or a service
/// that calls with an API key. Addresses, names, password hashes, secrets, sources and reasons are plain strings here;
/// the codec seals them under the person's key. After an erasure they read as empty.
namespace lapor {

/// Keyed hash of a session's or an API key's token. The token itself is nowhere.
using TokenHash = std::array<std::byte, 32>;

/// `address` is a verified e-mail address or a phone number (E.164). `password` is an Argon2id hash (PHC string); empty
/// for staff who have been invited and have not chosen one yet.
struct AccountRegistered {
  std::string address;
  std::string name;
  std::string password;
  bool operator==(const AccountRegistered&) const = default;
};

/// A program of an institution or a gateway; `name` tells people which.
struct ServiceRegistered {
  std::string name;
  bool operator==(const ServiceRegistered&) const = default;
};

/// From now on these roles for this institution or unit (empty: for the whole country), in the place of earlier ones.
/// No roles: not staff any more. All sessions end.
struct StaffAppointed {
  std::vector<Role> roles;
  Slug institution;
  bool operator==(const StaffAppointed&) const = default;
};

/// Nobody can act as this person until the account is reinstated. All sessions end.
struct AccountSuspended {
  std::string reason;
  bool operator==(const AccountSuspended&) const = default;
};

struct AccountReinstated {
  std::string reason;
  bool operator==(const AccountReinstated&) const = default;
};

/// All sessions end. `recovered`: by a code sent to the address, not by the former password.
struct PasswordChanged {
  std::string password;
  bool recovered{};
  bool operator==(const PasswordChanged&) const = default;
};

struct AddressChanged {
  std::string address;
  bool operator==(const AddressChanged&) const = default;
};

struct NameChanged {
  std::string name;
  bool operator==(const NameChanged&) const = default;
};

/// `source` is the network address. `totp_step`: the time step of the code that was the second factor, so that it
/// counts once (RFC 6238, 5.2); 0 without one.
struct SignedIn {
  TokenHash session{};
  Role role{Role::reporter};
  Instant expires_at{};
  std::uint64_t totp_step{};
  std::string source;
  bool operator==(const SignedIn&) const = default;
};

struct SignedOut {
  TokenHash session{};
  bool operator==(const SignedOut&) const = default;
};

struct SignedOutEverywhere {
  bool operator==(const SignedOutEverywhere&) const = default;
};

/// So many attempts with a wrong password or code since the last success; written at 1, 10, 100, ..., so that a flood
/// leaves a trace and no more.
struct SignInsRefused {
  std::uint64_t count{};
  std::string source;
  bool operator==(const SignInsRefused&) const = default;
};

/// A secret for one-time codes (base32) that counts once it is confirmed.
struct TotpEnrolled {
  std::string secret;
  bool operator==(const TotpEnrolled&) const = default;
};

/// The secret counts from now on. All sessions end: who signs in again does it with both factors.
struct TotpConfirmed {
  std::uint64_t step{};
  bool operator==(const TotpConfirmed&) const = default;
};

/// By an administrator, when somebody has lost the device. All sessions end.
struct TotpReset {
  std::string reason;
  bool operator==(const TotpReset&) const = default;
};

/// The former key, if any, is good until `former_valid_until`, so that a system can change over.
struct ApiKeyIssued {
  TokenHash key{};
  std::vector<Scope> scopes;
  std::optional<Instant> expires_at;
  Instant former_valid_until{};
  bool operator==(const ApiKeyIssued&) const = default;
};

/// Ends all keys of the service.
struct ApiKeyRevoked {
  std::string reason;
  bool operator==(const ApiKeyRevoked&) const = default;
};

/// Written once a day at most.
struct ApiKeyUsed {
  bool operator==(const ApiKeyUsed&) const = default;
};

/// Somebody got everything that is held about this person.
struct DataExported {
  bool operator==(const DataExported&) const = default;
};

/// From this record on the person's data key is gone.
struct PersonErased {
  ErasureGround ground{};
  bool operator==(const PersonErased&) const = default;
};

using PersonEvent = std::variant<AccountRegistered, ServiceRegistered, StaffAppointed, AccountSuspended,
                                 AccountReinstated, PasswordChanged, AddressChanged, NameChanged, SignedIn, SignedOut,
                                 SignedOutEverywhere, SignInsRefused, TotpEnrolled, TotpConfirmed, TotpReset,
                                 ApiKeyIssued, ApiKeyRevoked, ApiKeyUsed, DataExported, PersonErased>;

using PersonEvents = std::vector<PersonEvent>;
using PersonRecord = RecordOf<PersonEvent>;

/// snake_case name of an event: `signed_in`.
[[nodiscard]] std::string_view name_of(const PersonEvent& event);

}  // namespace lapor
