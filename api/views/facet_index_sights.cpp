#include "api/views/facet_index.hpp"

/// The part of the index that knows who may know of what, and what waits for whom.
namespace lapor::api {
namespace {

FacetIndex::Reports staff_of(const std::unordered_map<Slug, FacetIndex::Reports>& reports, const Slug& slug) {
  const auto found = reports.find(slug);
  return found == reports.end() ? FacetIndex::Reports{} : found->second;
}

}  // namespace

/// Row "existence" of the table in api/access.cpp, for all reports at once.
FacetIndex::Reports FacetIndex::known_to(const Principal& caller) const {
  const Party& party = caller.party;
  switch (party.role) {
    case Role::national_admin:
    case Role::supervisor:
    case Role::auditor:
    case Role::data_officer:
      return all_;
    case Role::officer:
    case Role::coordinator:
      return public_ | staff_of(staff_, party.institution);
    case Role::reporter:
      return public_ | own_of(caller);
    case Role::anyone:
    case Role::gateway:
    case Role::clerk:
    case Role::system:
      return public_;
  }
  return public_;
}

FacetIndex::Reports FacetIndex::filed_by(PersonId reporter) const {
  Reports own;
  const auto found = own_.find(number(reporter));
  if (found != own_.end()) own.addMany(found->second.size(), found->second.data());
  return own;
}

FacetIndex::Reports FacetIndex::own_of(const Principal& caller) const {
  return caller.party.person ? filed_by(*caller.party.person) : Reports{};
}

FacetIndex::Reports FacetIndex::on_desks_of(const Slug& slug) const {
  return with_any(Facet::institution, {slug}) | with_any(Facet::unit, {slug});
}

FacetIndex::Reports FacetIndex::in_any(std::initializer_list<Status> states) const {
  std::vector<std::string> wanted;
  for (const Status state : states) wanted.emplace_back(to_word(state));
  return with_any(Facet::state, wanted);
}

FacetIndex::Reports FacetIndex::waiting_for(const Principal& caller) const {
  const Party& party = caller.party;
  switch (party.role) {
    case Role::national_admin:
      return (in_any({Status::awaiting_verification}) & without_desk_) | in_any({Status::awaiting_reassignment}) |
             escalated_[2] | escalated_[3];
    case Role::supervisor:
      return escalated_[3];
    case Role::coordinator:
      return on_desks_of(party.institution) &
             in_any({Status::awaiting_verification, Status::awaiting_follow_up, Status::replied});
    case Role::officer:
      return on_desks_of(party.institution) & in_any({Status::awaiting_follow_up, Status::replied});
    case Role::reporter:
      return own_of(caller) & in_any({Status::on_hold, Status::in_progress});
    default:
      return {};
  }
}

/// Of what a caller may know of, what it may also read; row "public_text" of the same table.
FacetIndex::Reports FacetIndex::readable_by(const Principal& caller) const {
  switch (caller.party.role) {
    case Role::auditor:
    case Role::data_officer:
      return public_;
    case Role::officer:
    case Role::coordinator:
      return public_ | readable_by_staff_;
    default:
      return all_;
  }
}

/// Row "original_text" of the same table.
FacetIndex::Reports FacetIndex::originals_readable_by(const Principal& caller) const {
  const Party& party = caller.party;
  switch (party.role) {
    case Role::national_admin:
    case Role::supervisor:
      return all_;
    case Role::officer:
    case Role::coordinator:
      return staff_of(desk_staff_, party.institution);
    case Role::reporter:
      return own_of(caller);
    default:
      return {};
  }
}

}  // namespace lapor::api
