#include "api/access.hpp"

#include <algorithm>

namespace lapor::api {
namespace {

constexpr Rule yes = Rule::yes;
constexpr Rule no = Rule::no;
constexpr Rule pub = Rule::published;
constexpr Rule named = Rule::named;

// clang-format off
constexpr std::array<SightRow, sight_count> table{{
    //                      everyone reporter desk   concerned national_admin supervisor auditor data_officer
    {Sight::existence,      {pub,    yes,     yes,   yes,      yes,           yes,       yes,    yes}},
    {Sight::public_text,    {pub,    yes,     yes,   yes,      yes,           yes,       pub,    pub}},
    {Sight::original_text,  {no,     yes,     yes,   no,       yes,           yes,       no,     no}},
    {Sight::flags,          {no,     yes,     yes,   no,       yes,           yes,       yes,    yes}},
    {Sight::identity,       {no,     yes,     named, no,       named,         no,        no,     no}},
    {Sight::internal_notes, {no,     no,      yes,   no,       yes,           yes,       no,     no}},
    {Sight::identity_log,   {no,     yes,     no,    no,       no,            no,        yes,    no}},
    {Sight::legal_hold,     {no,     no,      no,    no,       yes,           no,        yes,    yes}},
}};
// clang-format on

Audience audience_of_staff(const Slug& own, const ReportState& state, const InstitutionTree& institutions) {
  const auto stands_over = [&](const Slug& slug) { return institutions.is_same_or_above(own, slug); };
  if (stands_over(state.holder)) return Audience::desk;
  if (stands_over(state.chosen)) return state.waits_for_verifier() ? Audience::desk : Audience::concerned;
  if (std::ranges::any_of(state.earlier_holders, stands_over)) return Audience::concerned;
  if (std::ranges::any_of(state.copies, stands_over)) return Audience::concerned;
  return Audience::everyone;
}

bool allows(Rule rule, const ReportState& state) {
  switch (rule) {
    case Rule::no:
      return false;
    case Rule::yes:
      return true;
    case Rule::published:
      return state.is_public();
    case Rule::named:
      return !state.anonymous;
  }
  return false;
}

}  // namespace

const std::array<SightRow, sight_count>& sight_table() {
  return table;
}

Audience audience_of(const Principal& caller, const ReportState& state, const InstitutionTree& institutions) {
  const Party& party = caller.party;
  switch (party.role) {
    case Role::reporter:
      return party.person && party.person == state.reporter ? Audience::reporter : Audience::everyone;
    case Role::officer:
    case Role::coordinator:
      return audience_of_staff(party.institution, state, institutions);
    case Role::national_admin:
      return Audience::national_admin;
    case Role::supervisor:
      return Audience::supervisor;
    case Role::auditor:
      return Audience::auditor;
    case Role::data_officer:
      return Audience::data_officer;
    case Role::anyone:
    case Role::gateway:
    case Role::clerk:
    case Role::system:
      return Audience::everyone;
  }
  return Audience::everyone;
}

Sights::Sights(const Principal& caller, const ReportState& state, const InstitutionTree& institutions)
    : audience_(audience_of(caller, state, institutions)) {
  for (const auto& [sight, rules] : table)
    may_[static_cast<std::size_t>(sight)] = state.exists() && allows(rules[static_cast<std::size_t>(audience_)], state);
}

}  // namespace lapor::api
