#include "events/capacities.hpp"

namespace lapor {
namespace {

/// An institution that has been closed since may have nobody left who could verify.
bool belongs_to_chosen(const ReportState& state, const InstitutionTree& institutions) {
  return !state.chosen.empty() && state.waits_for_verifier() && state.missed_level < 2 &&
         institutions.closed_at_or_above(state.chosen) == nullptr;
}

bool is_verifier(const Party& party, const ReportState& state, const InstitutionTree& institutions) {
  const bool of_chosen =
      party.role == Role::coordinator && institutions.is_same_or_above(party.institution, state.chosen);
  if (state.waits_for_verifier() && of_chosen) return true;
  return party.role == Role::national_admin && !belongs_to_chosen(state, institutions);
}

bool is_reporter(const Party& party, const ReportState& state) {
  return party.role == Role::reporter && party.person.has_value() && party.person == state.reporter;
}

struct CapacityText {
  Capacity capacity;
  std::string_view text;
};

constexpr auto capacity_texts = std::to_array<CapacityText>({
    {Capacity::submitter, "whoever files reports"},
    {Capacity::reporter, "its reporter"},
    {Capacity::verifier,
     "its verifier (a coordinator of the institution that the reporter named, else a national administrator)"},
    {Capacity::coordinator, "a coordinator of the institution that holds it"},
    {Capacity::officer, "an officer of the desk that holds it"},
    {Capacity::national_admin, "a national administrator"},
    {Capacity::supervisor, "a supervisor"},
    {Capacity::data_officer, "a data officer"},
    {Capacity::person, "somebody with an account"},
    {Capacity::timer, "the system itself"},
});

std::string or_joined(const std::vector<std::string_view>& parts) {
  std::string text;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) text += i + 1 == parts.size() ? " or " : ", ";
    text += parts[i];
  }
  return text;
}

}  // namespace

std::string role_text(const Party& party) {
  if (party.role == Role::anyone) return "somebody who has not signed in";
  const std::string role(to_word(party.role));
  return party.institution.empty() ? role : role + " of " + party.institution;
}

std::string capacities_text(Capacities capacities) {
  std::vector<std::string_view> parts;
  for (const auto& [capacity, text] : capacity_texts)
    if (capacities.contains(capacity)) parts.push_back(text);
  return or_joined(parts);
}

Capacities capacities_of(const Party& party, const ReportState& state, const InstitutionTree& institutions) {
  Capacities result;
  const bool holds = institutions.is_same_or_above(party.institution, state.holder);
  if (is_reporter(party, state)) result.add(Capacity::reporter);
  if (is_verifier(party, state, institutions)) result.add(Capacity::verifier);
  switch (party.role) {
    case Role::anyone:
    case Role::gateway:
    case Role::clerk:
      result.add(Capacity::submitter);
      break;
    case Role::reporter:
      result.add(Capacity::submitter);
      if (party.person) result.add(Capacity::person);
      break;
    case Role::coordinator:
      if (holds) result.add(Capacity::coordinator);
      break;
    case Role::officer:
      if (holds) result.add(Capacity::officer);
      break;
    case Role::national_admin:
      result.add(Capacity::national_admin);
      break;
    case Role::supervisor:
      result.add(Capacity::supervisor);
      break;
    case Role::data_officer:
      result.add(Capacity::data_officer);
      break;
    case Role::system:
      result.add(Capacity::timer);
      break;
    case Role::auditor:
      break;
  }
  return result;
}

Zone zone_in_charge(const ReportState& state, const InstitutionTree& institutions) {
  return zone_in_charge(state.status, desk_in_charge(state), institutions);
}

Zone zone_in_charge(Status status, std::string_view desk, const InstitutionTree& institutions) {
  return status == Status::awaiting_reassignment ? Zone::wib : institutions.zone_of(desk);
}

const Slug& desk_in_charge(const ReportState& state) {
  return state.waits_for_verifier() ? state.chosen : state.holder;
}

}  // namespace lapor
