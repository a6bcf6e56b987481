#pragma once

#include <string>

#include "events/values.hpp"

namespace lapor::api {

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

  [[nodiscard]] bool is_public() const { return party.role == Role::anyone; }
};

}  // namespace lapor::api
