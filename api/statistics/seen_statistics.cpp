#include "api/statistics/seen_statistics.hpp"

#include <algorithm>
#include <iterator>

namespace lapor::api {
namespace {

bool may_know_of_all(Role role) {
  return role == Role::national_admin || role == Role::supervisor || role == Role::auditor ||
         role == Role::data_officer;
}

bool works_for_an_institution(Role role) {
  return role == Role::coordinator || role == Role::officer;
}

}  // namespace

Statistics::Scope SeenStatistics::scope_of(Dimension dimension, std::string_view member) const {
  const auto& [role, person, institution] = caller_.party;
  if (may_know_of_all(role)) return Statistics::Scope::all;
  const bool is_of_desks = dimension == Dimension::institution || dimension == Dimension::topic_of_institution;
  const bool is_own = works_for_an_institution(role) && is_of_desks &&
                      institutions_.is_same_or_above(institution, first_of_pair(member));
  return is_own ? Statistics::Scope::all : Statistics::Scope::of_the_public;
}

std::vector<std::string> SeenStatistics::members(Dimension dimension) const {
  std::vector<std::string> all = statistics_.members(Statistics::Scope::all, dimension);
  const std::vector<std::string> known = statistics_.members(Statistics::Scope::of_the_public, dimension);
  std::erase_if(all, [&](const std::string& member) {
    return scope_of(dimension, member) != Statistics::Scope::all && !std::ranges::binary_search(known, member);
  });
  return all;
}

}  // namespace lapor::api
