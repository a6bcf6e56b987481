#pragma once

#include <string>

#include "events/values.hpp"

namespace lapor::api {

/// Who sends a request. `name` stays the same for ever (it separates one caller's limits and Idempotency-Keys from
/// another's) and holds no secret.
struct Principal {
  Party party;
  std::string name{"anyone"};

  [[nodiscard]] bool is_public() const { return party.role == Role::anyone; }
};

}  // namespace lapor::api
