#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "api/web/texts.hpp"
#include "events/directory.hpp"
#include "events/result.hpp"

namespace lapor::api::web {

/// Whom somebody may have meant; none or several.
struct NoSuchInstitution {
  std::vector<std::string> candidates;
};

/// Up to so many candidates are named.
inline constexpr std::size_t most_candidates = 8;

/// The institution that somebody means who types its name, its abbreviation or a part that only one has. Upper and
/// lower case are the same. Empty text means none.
[[nodiscard]] Result<Slug, NoSuchInstitution> find_by_name(const InstitutionTree& institutions, std::string_view typed);

[[nodiscard]] std::string institution_problem(const Texts& texts, const NoSuchInstitution& problem);

/// Whether name or abbreviation has this part.
[[nodiscard]] bool is_named(const Institution& institution, std::string_view part);

}  // namespace lapor::api::web
