#pragma once

#include <string>
#include <string_view>

#include "events/directory.hpp"
#include "events/person_commands.hpp"
#include "events/person_state.hpp"
#include "events/result.hpp"

namespace lapor {

/// Why a command on an account is not carried out.
enum class PersonRefusalReason : std::uint8_t {
  unknown_person,
  person_exists,
  not_permitted,
  suspended,
  erased,
  role_not_held,         // signing in as what one is not
  second_factor_needed,  // staff without one get a session for their own account only
  code_used,             // a one-time code counts once
  credentials_changed,   // meanwhile: check them again
  wrong_roles,           // roles that do not go together, or lack or must not have an institution
  not_enrolled,          // there is no secret to confirm
  factor_in_place,       // an administrator resets it before another is set up
  not_a_service,
  not_an_account,  // services have no password, no address, no sessions
  weak_expiry,     // a key or session that would end before it begins
};

struct PersonRefusal {
  PersonRefusalReason reason{};
  std::string detail;  // one English sentence that says what to do
};

/// Whether `party` administers staff with these roles there: the national admin everybody, a coordinator the officers,
/// coordinators and clerks of the own institution or unit and of those below it.
[[nodiscard]] bool administers(const Party& party, const std::vector<Role>& roles, std::string_view institution,
                               const InstitutionTree& institutions);

/// What `command` does to an account in `state`: the events, none when the wish is already so, or a refusal. Pure.
[[nodiscard]] Result<PersonEvents, PersonRefusal> decide_person(const PersonState& state, const PersonCommand& command,
                                                                const Rulebook& rules);

}  // namespace lapor
