#pragma once

#include <cstdint>
#include <string_view>

namespace lapor::api::personal_data {

/// What the words before a number say that it is.
enum class Announcement : std::uint8_t { none, bank_account, family_card, national_id, phone, money };

/// The nearest word of them before `at`, in the same phrase: not behind a digit, a bracket, a comma or a line break,
/// and not further than a few words. `folded`: see folded_text.hpp.
[[nodiscard]] Announcement announced_before(std::string_view folded, std::size_t at);

}  // namespace lapor::api::personal_data
