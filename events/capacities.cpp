#include "events/capacities.hpp"

namespace lapor {
namespace {

bool belongs_to_chosen(const ReportState& state) {
  return !state.chosen.empty() && state.waits_for_verifier() && state.missed_level < 2;
}

bool is_verifier(const Party& party, const ReportState& state, const InstitutionTree& institutions) {
  const bool of_chosen =
      party.role == Role::coordinator && institutions.is_same_or_above(party.institution, state.chosen);
  if (state.waits_for_verifier() && of_chosen) return true;
  return party.role == Role::national_admin && !belongs_to_chosen(state);
}

bool is_reporter(const Party& party, const ReportState& state) {
  return party.role == Role::reporter && party.person.has_value() && party.person == state.reporter;
}

}  // namespace

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
