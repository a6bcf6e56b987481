#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "events/holidays.hpp"
#include "events/time.hpp"
#include "events/values.hpp"

namespace lapor::config {

/// The zone that a name of the tz database stands for: Asia/Jakarta, Asia/Makassar, Asia/Jayapura; nothing for others.
[[nodiscard]] std::optional<Zone> zone_of_timezone(std::string_view name);

/// A label as one part of a code: lower-case ASCII letters and digits, all else one `-`, none at the edges.
[[nodiscard]] std::string slug_of(std::string_view label);

/// `perhubungan/angkutan-umum`.
[[nodiscard]] std::string subtopic_code(std::string_view topic, std::string_view subtopic);

/// Official codes grow by two digits and a point: province `35`, regency `35.78`, district `35.78.01`. Whether `code`
/// is one with `levels` parts.
[[nodiscard]] bool is_region_code(std::string_view code, int levels);

/// The province's code within any region code.
[[nodiscard]] std::string_view province_of(std::string_view region);

/// All before the last `separator`; empty when there is none.
[[nodiscard]] std::string_view parent_of(std::string_view code, char separator);

/// `libur_nasional` or `cuti_bersama`; nothing for others.
[[nodiscard]] std::optional<HolidayKind> holiday_kind(std::string_view name);

/// A point on the globe in degrees; nothing when one of the two is no number or out of range.
[[nodiscard]] std::optional<Point> parse_point(std::string_view latitude, std::string_view longitude);

/// A whole number without sign or space; nothing for anything else.
[[nodiscard]] std::optional<int> parse_count(std::string_view text);

}  // namespace lapor::config
