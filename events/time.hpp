#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace lapor {

/// A moment, in whole milliseconds since 1970-01-01T00:00:00Z. Everything persisted uses it.
using Instant = std::chrono::sys_time<std::chrono::milliseconds>;

/// A calendar day without a zone.
using Date = std::chrono::year_month_day;

/// Indonesia's zones, without summer time (Keppres 41/1987). Ordinals are persisted: never renumber.
enum class Zone : std::uint8_t { wib = 0, wita = 1, wit = 2 };

/// WIB, WITA, WIT.
[[nodiscard]] std::string_view abbreviation(Zone zone);

/// +07, +08, +09.
[[nodiscard]] std::chrono::hours offset_of(Zone zone);

/// The day that `zone`'s wall calendar shows at `instant`.
[[nodiscard]] Date local_date(Instant instant, Zone zone);

/// 00:00 of `date` in `zone`.
[[nodiscard]] Instant start_of_day(Date date, Zone zone);

/// RFC 3339 in `zone`, e.g. `2026-11-26T00:00:00+07:00`; milliseconds only when there are any.
[[nodiscard]] std::string to_rfc3339(Instant instant, Zone zone);

/// Strict RFC 3339 with a numeric offset or `Z`; nothing for anything else, also for dates that do not exist.
[[nodiscard]] std::optional<Instant> parse_rfc3339(std::string_view text);

/// ISO 8601 `2026-11-18`.
[[nodiscard]] std::string to_iso(Date date);
[[nodiscard]] std::optional<Date> parse_iso_date(std::string_view text);

/// Days since 1970-01-01, the form in which dates are persisted.
[[nodiscard]] std::int32_t day_number(Date date);
[[nodiscard]] Date date_from_day_number(std::int32_t days);

}  // namespace lapor
