#include "api/web/institution_names.hpp"

namespace lapor::api::web {
namespace {

/// ASCII only: names of institutions have nothing else.
std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return result;
}

bool is_exactly(const Institution& institution, const std::string& typed) {
  return lower(institution.name) == typed || lower(institution.abbreviation) == typed || institution.slug == typed;
}

/// Units of several institutions often have the same name.
std::string told_apart(const InstitutionTree& institutions, const Institution& each) {
  const Institution* above = institutions.find(institutions.root_of(each.slug));
  return above == nullptr || above == &each ? each.name : each.name + " (" + above->name + ")";
}

}  // namespace

Result<Slug, NoSuchInstitution> find_by_name(const InstitutionTree& institutions, std::string_view typed) {
  if (typed.empty()) return Slug{};
  const std::string wanted = lower(typed);
  std::vector<const Institution*> exact;
  std::vector<const Institution*> fitting;
  for (const Institution& each : institutions.all()) {
    if (institutions.closed_at_or_above(each.slug) != nullptr) continue;
    if (is_exactly(each, wanted)) exact.push_back(&each);
    if (each.parent.empty() && is_named(each, wanted)) fitting.push_back(&each);
  }
  const auto& found = exact.empty() ? fitting : exact;
  if (found.size() == 1) return found.front()->slug;
  NoSuchInstitution problem;
  for (const Institution* each : found)
    if (problem.candidates.size() < most_candidates) problem.candidates.push_back(told_apart(institutions, *each));
  return fail(std::move(problem));
}

std::string institution_problem(const Texts& texts, const NoSuchInstitution& problem) {
  if (problem.candidates.empty()) return texts("page.submit.unknown_institution");
  std::string names;
  for (const std::string& name : problem.candidates) names += (names.empty() ? "" : "; ") + name;
  return texts("page.submit.several_institutions", {{"names", names}});
}

bool is_named(const Institution& institution, std::string_view part) {
  const std::string wanted = lower(part);
  return lower(institution.name).find(wanted) != std::string::npos ||
         lower(institution.abbreviation).find(wanted) != std::string::npos;
}

}  // namespace lapor::api::web
