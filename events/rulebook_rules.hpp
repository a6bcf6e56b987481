#pragma once

#include <array>
#include <string_view>
#include <variant>

#include "events/rulebook_commands.hpp"
#include "events/transitions.hpp"

/// Who may change what in the rulebook: the table that `decide_rulebook` asks first.
namespace lapor {

/// In what capacity somebody changes one particular part of it.
enum class RulebookCapacity : std::uint8_t {
  national_admin,
  coordinator,  // of the institution or unit to which the unit or the template belongs, or of one above it
};

using RulebookCapacities = Set<RulebookCapacity, std::uint8_t>;

struct RulebookRule {
  std::string_view command;
  RulebookCapacities by;
};

/// In the order of `RulebookCommandBody`.
inline constexpr auto rulebook_rules = [] {
  using enum RulebookCapacity;
  return std::to_array<RulebookRule>({
      {"OpenInstitution", {national_admin}},
      {"NameInstitution", {national_admin, coordinator}},   // a coordinator: units
      {"CloseInstitution", {national_admin, coordinator}},  // a coordinator: units
      {"OpenUnit", {national_admin, coordinator}},
      {"OpenCategory", {national_admin}},
      {"LabelCategory", {national_admin}},
      {"CloseCategory", {national_admin}},
      {"DecreeHolidays", {national_admin}},
      {"AdoptPolicy", {national_admin}},
      {"AdoptRetention", {national_admin}},
      {"SetAnswerTemplate", {national_admin, coordinator}},
      {"RemoveAnswerTemplate", {national_admin, coordinator}},
  });
}();

static_assert(rulebook_rules.size() == std::variant_size_v<RulebookCommandBody>);

}  // namespace lapor
