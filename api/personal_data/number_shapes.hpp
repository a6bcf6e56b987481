#pragma once

#include <string_view>

/// What a sequence of ASCII digits can be.
namespace lapor::api::personal_data {

inline constexpr std::size_t id_digits = 16;

/// NIK and number of a family card (Permendagri 73/2022): province, regency, district, then a day (of women 40 more),
/// month and year, then a serial number. `digits` must be 16.
[[nodiscard]] bool is_plausible_id(std::string_view digits);

/// The check digit of ISO/IEC 7812-1, annex B.
[[nodiscard]] bool has_right_check_digit(std::string_view digits);

/// 13 to 19 digits that one of the issuers of payment cards could have given out.
[[nodiscard]] bool has_card_issuer(std::string_view digits);

/// A day of this or the last century: `day` and `month` of one or two digits, `year` of four.
[[nodiscard]] bool is_date(std::string_view day, std::string_view month, std::string_view year);

/// 1900 to 2099.
[[nodiscard]] bool is_year(std::string_view digits);

}  // namespace lapor::api::personal_data
