#pragma once

#include <cstddef>

#include "api/personal_data/announcements.hpp"
#include "api/personal_data/candidate.hpp"

namespace lapor::api::personal_data {

/// Where the telephone number ends that a candidate begins, as a group; 0 when it begins none. It begins with 0 or 62,
/// with a plus, or, after a word that announces it, with the 8 of mobile numbers.
[[nodiscard]] std::size_t end_of_phone(const Candidate& candidate, Announcement announced);

}  // namespace lapor::api::personal_data
