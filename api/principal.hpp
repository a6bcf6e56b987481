#pragma once

#include <string>

#include "events/transitions.hpp"
#include "events/values.hpp"

namespace lapor::api {

/// What a caller may ask for at all; the role says for which reports.
using Scopes = Set<Scope, std::uint8_t>;
inline constexpr Scopes all_scopes{Scope::read, Scope::submit, Scope::handle, Scope::administer, Scope::messages};

/// Whoever works for the state under a name of his or her own; a gateway is a machine.
[[nodiscard]] constexpr bool is_staff(Role role) {
  switch (role) {
    case Role::clerk:
    case Role::officer:
    case Role::coordinator:
    case Role::national_admin:
    case Role::supervisor:
    case Role::auditor:
    case Role::data_officer:
      return true;
    case Role::anyone:
    case Role::reporter:
    case Role::gateway:
    case Role::system:
      return false;
  }
  return false;
}

/// Who sends a request. `name` stays the same for ever (it separates one caller's limits and Idempotency-Keys from
/// another's) and holds no secret.
struct Principal {
  Party party;
  std::string name{"anyone"};
  Scopes scopes{all_scopes};
  bool is_signed_in{};  // by a session of an account: may see and change that account

  [[nodiscard]] bool is_public() const { return party.role == Role::anyone && !is_signed_in; }
};

}  // namespace lapor::api
