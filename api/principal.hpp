#pragma once

#include <string>

#include "events/transitions.hpp"
#include "events/values.hpp"

namespace lapor::api {

/// What a caller may ask for at all; the role says for which reports.
using Scopes = Set<Scope, std::uint8_t>;
inline constexpr Scopes all_scopes{Scope::read, Scope::submit, Scope::handle, Scope::administer, Scope::messages};

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
