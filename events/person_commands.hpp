#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "events/person_events.hpp"

/// What somebody wants of a person's account. Fields hold values that are valid by themselves; passwords and codes were
/// checked before (the rules know no secrets), whether the account allows the command is `decide_person`'s business.
namespace lapor {

/// Somebody who has shown by a code that the address is theirs.
struct RegisterAccount {
  std::string address;
  std::string name;
  std::string password;
};

/// An invitation: the account has no password until its owner chooses one by a code sent to the address.
struct OpenStaffAccount {
  std::string address;
  std::string name;
  std::vector<Role> roles;
  Slug institution;
};

/// A program that calls with an API key.
struct RegisterService {
  std::string name;
  Role role{Role::gateway};
  Slug institution;
  TokenHash key{};
  std::vector<Scope> scopes;
  std::optional<Instant> expires_at;
};

struct AppointStaff {
  std::vector<Role> roles;
  Slug institution;
};

struct SuspendAccount {
  std::string reason;
};

struct ReinstateAccount {
  std::string reason;
};

struct ChangePassword {
  std::string password;
  bool recovered{};
};

struct ChangeAddress {
  std::string address;
};

struct ChangeName {
  std::string name;
};

/// `role` is one that the account has, or `anyone`: a session for the own account only, for staff who must set up a
/// second factor first. `needs_second_factor`: the installation asks staff for one.
struct SignIn {
  TokenHash session{};
  Role role{Role::reporter};
  Instant expires_at{};
  std::uint64_t totp_step{};
  std::string source;
  bool needs_second_factor{};
  /// The hash and the secret that were found right before the command; it counts only while they are the account's.
  std::string verified_password;
  std::string verified_secret;
};

struct SignOut {
  TokenHash session{};
};

struct SignOutEverywhere {};

struct NoteRefusedSignIns {
  std::uint64_t count{};
  std::string source;
};

struct EnrolTotp {
  std::string secret;
};

struct ConfirmTotp {
  std::uint64_t step{};
};

struct ResetTotp {
  std::string reason;
};

/// A new key; the former one is good until `former_valid_until`.
struct RotateApiKey {
  TokenHash key{};
  std::optional<Instant> expires_at;
  Instant former_valid_until{};
};

struct RevokeApiKey {
  std::string reason;
};

struct NoteKeyUse {};

struct ExportData {};

struct ErasePerson {
  ErasureGround ground{};
};

using PersonCommandBody =
    std::variant<RegisterAccount, OpenStaffAccount, RegisterService, AppointStaff, SuspendAccount, ReinstateAccount,
                 ChangePassword, ChangeAddress, ChangeName, SignIn, SignOut, SignOutEverywhere, NoteRefusedSignIns,
                 EnrolTotp, ConfirmTotp, ResetTotp, RotateApiKey, RevokeApiKey, NoteKeyUse, ExportData, ErasePerson>;

/// A wish with its circumstances, as for reports (events/commands.hpp).
struct PersonCommand {
  Instant now{};
  Party by;
  Channel channel{Channel::api};
  std::string request_id;
  PersonCommandBody body;
};

}  // namespace lapor
