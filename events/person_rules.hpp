#pragma once

#include <array>
#include <string_view>
#include <variant>

#include "events/person_commands.hpp"
#include "events/person_state.hpp"
#include "events/transitions.hpp"

/// Who may do what with a person's account: the table that `decide_person` asks first.
namespace lapor {

/// In what capacity somebody acts on one particular account.
enum class PersonCapacity : std::uint8_t {
  themselves,     // signed in, or shown to be the owner by a code or password
  administrator,  // of everybody, or of the staff of the own institution and of those below it
  data_officer,
  newcomer,  // nobody yet: registers
  system,
};

using PersonCapacities = Set<PersonCapacity, std::uint8_t>;

struct PersonRule {
  std::string_view command;
  PersonCapacities by;
};

/// In the order of `PersonCommandBody`.
inline constexpr auto person_rules = [] {
  using enum PersonCapacity;
  return std::to_array<PersonRule>({
      {"RegisterAccount", {newcomer}},
      {"OpenStaffAccount", {administrator}},
      {"RegisterService", {administrator, system}},
      {"AppointStaff", {administrator}},
      {"SuspendAccount", {administrator}},
      {"ReinstateAccount", {administrator}},
      {"ChangePassword", {themselves}},
      {"ChangeAddress", {themselves}},
      {"ChangeName", {themselves}},
      {"SignIn", {themselves}},
      {"SignOut", {themselves}},
      {"SignOutEverywhere", {themselves}},
      {"NoteRefusedSignIns", {system}},
      {"EnrolTotp", {themselves}},
      {"ConfirmTotp", {themselves}},
      {"ResetTotp", {administrator}},
      {"RotateApiKey", {administrator}},
      {"RevokeApiKey", {administrator}},
      {"NoteKeyUse", {system}},
      {"ExportData", {themselves, data_officer}},
      {"ErasePerson", {themselves, data_officer}},
  });
}();

static_assert(person_rules.size() == std::variant_size_v<PersonCommandBody>);

}  // namespace lapor
