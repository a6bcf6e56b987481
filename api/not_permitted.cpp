#include "api/not_permitted.hpp"

#include "events/capacities.hpp"

namespace lapor::api {

Problem not_permitted(const Principal& caller, std::string_view who_may) {
  return {ProblemKind::not_permitted, "You ask as " + role_text(caller.party) + ". " + std::string(who_may), "", ""};
}

}  // namespace lapor::api
