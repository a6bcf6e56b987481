#pragma once

#include <cstddef>
#include <cstdint>

/// What a request may hold, in one place. Lengths are in Unicode code points. Real reports have titles of up to 221 and
/// texts of up to 9,551 (data of 2017).
namespace lapor::api::limits {

inline constexpr std::size_t title = 300;
inline constexpr std::size_t text = 20'000;
inline constexpr std::size_t text_bytes = 50'000;  // so that every record fits an entry bundle (C2SP tlog-tiles)
inline constexpr std::size_t reason = 2'000;
inline constexpr std::size_t display_name = 100;
inline constexpr std::size_t address = 500;
inline constexpr std::size_t contact_name = 100;
inline constexpr std::size_t phone = 32;
inline constexpr std::size_t email = 254;  // RFC 5321, 4.5.3.1.3
inline constexpr std::size_t code = 100;
inline constexpr std::size_t rule_name = 200;        // of an institution, a unit, a category, a decree, a template
inline constexpr std::size_t template_text = 5'000;  // every version of the rulebook stays in memory
inline constexpr std::size_t day_name = 100;
inline constexpr std::size_t days_of_a_year = 100;
inline constexpr std::size_t own_periods = 1'000;
inline constexpr int working_days = 1'000;  // about four years: anything longer is a slip of the pen
inline constexpr int years_kept = 100;
inline constexpr std::size_t tag = 50;
inline constexpr std::size_t tags = 20;
inline constexpr std::size_t copies = 20;
inline constexpr std::size_t kept_piece = 320;  // the longest address for mail (RFC 5321, 4.5.3.1)
inline constexpr std::size_t kept_pieces = 50;
inline constexpr std::size_t idempotency_key = 255;
inline constexpr std::size_t request_id = 64;

inline constexpr int lowest_score = 1;
inline constexpr int highest_score = 5;

/// Bounds of Indonesia, in degrees WGS 84: Rote to Weh, Weh to the border with Papua New Guinea.
inline constexpr double south = -11.1;
inline constexpr double north = 6.3;
inline constexpr double west = 94.7;
inline constexpr double east = 141.1;

/// Nobody reports what happened before the republic.
inline constexpr int earliest_year = 1945;

}  // namespace lapor::api::limits
