#include "events/time.hpp"

#include <array>
#include <charconv>

namespace lapor {
namespace {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;
using std::chrono::sys_days;

/// Reads exactly `count` digits at `at`.
std::optional<int> digits(std::string_view text, std::size_t at, std::size_t count) {
  if (text.size() < at + count) return std::nullopt;
  int value = 0;
  for (std::size_t i = at; i < at + count; ++i) {
    if (text[i] < '0' || text[i] > '9') return std::nullopt;
    value = value * 10 + (text[i] - '0');
  }
  return value;
}

bool has(std::string_view text, std::size_t at, char expected) {
  return at < text.size() && text[at] == expected;
}

/// `HH:MM:SS` at `at`; a leap second is refused.
std::optional<seconds> time_of_day(std::string_view text, std::size_t at) {
  const auto hour = digits(text, at, 2);
  const auto minute = digits(text, at + 3, 2);
  const auto second = digits(text, at + 6, 2);
  if (!hour || !minute || !second || !has(text, at + 2, ':') || !has(text, at + 5, ':')) return std::nullopt;
  if (*hour > 23 || *minute > 59 || *second > 59) return std::nullopt;
  return hours{*hour} + minutes{*minute} + seconds{*second};
}

/// `Z` or `+HH:MM` as the whole rest of the text.
std::optional<minutes> offset(std::string_view rest) {
  if (rest == "Z" || rest == "z") return minutes{0};
  if (rest.size() != 6 || (rest[0] != '+' && rest[0] != '-') || rest[3] != ':') return std::nullopt;
  const auto hour = digits(rest, 1, 2);
  const auto minute = digits(rest, 4, 2);
  if (!hour || !minute || *hour > 23 || *minute > 59) return std::nullopt;
  const minutes size = hours{*hour} + minutes{*minute};
  return rest[0] == '-' ? -size : size;
}

/// Length and value of a fraction `.ddd...`; digits beyond milliseconds are dropped.
std::pair<std::size_t, milliseconds> fraction(std::string_view rest) {
  if (rest.empty() || rest[0] != '.') return {0, milliseconds{0}};
  std::size_t end = 1;
  int value = 0;
  int scale = 1000;
  for (; end < rest.size() && rest[end] >= '0' && rest[end] <= '9'; ++end)
    if (scale > 1) {
      value = value * 10 + (rest[end] - '0');
      scale /= 10;
    }
  return {end, milliseconds{value * scale}};
}

void append_digits(std::string& out, long number, std::size_t width) {
  const std::size_t end = out.size() + width;
  out.resize(end, '0');
  for (std::size_t at = end; at > end - width; number /= 10) out[--at] = static_cast<char>('0' + number % 10);
}

}  // namespace

std::string_view abbreviation(Zone zone) {
  static constexpr auto names = std::to_array<std::string_view>({"WIB", "WITA", "WIT"});
  return names[static_cast<std::size_t>(zone)];
}

hours offset_of(Zone zone) {
  return hours{7 + static_cast<int>(zone)};
}

Date local_date(Instant instant, Zone zone) {
  return Date{floor<days>(instant + offset_of(zone))};
}

Instant start_of_day(Date date, Zone zone) {
  return Instant{sys_days{date}} - offset_of(zone);
}

std::string to_rfc3339(Instant instant, Zone zone) {
  const auto local = instant + offset_of(zone);
  const auto day = floor<days>(local);
  const std::chrono::hh_mm_ss<milliseconds> time{local - day};
  std::string text = to_iso(Date{day});
  append_digits(text += 'T', time.hours().count(), 2);
  append_digits(text += ':', time.minutes().count(), 2);
  append_digits(text += ':', time.seconds().count(), 2);
  if (time.subseconds().count() != 0) append_digits(text += '.', time.subseconds().count(), 3);
  append_digits(text += '+', offset_of(zone).count(), 2);
  return text += ":00";
}

std::optional<Instant> parse_rfc3339(std::string_view text) {
  if (text.size() < 20 || (text[10] != 'T' && text[10] != 't')) return std::nullopt;
  const auto date = parse_iso_date(text.substr(0, 10));
  const auto time = time_of_day(text, 11);
  if (!date || !time) return std::nullopt;
  const auto [length, part] = fraction(text.substr(19));
  if (length == 1) return std::nullopt;
  const auto shift = offset(text.substr(19 + length));
  if (!shift) return std::nullopt;
  return Instant{sys_days{*date}} + *time + part - *shift;
}

std::string to_iso(Date date) {
  std::string text;
  text.reserve(32);  // room for the time of day that may follow
  append_digits(text, static_cast<int>(date.year()), 4);
  append_digits(text += '-', static_cast<unsigned>(date.month()), 2);
  append_digits(text += '-', static_cast<unsigned>(date.day()), 2);
  return text;
}

std::optional<Date> parse_iso_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto year = digits(text, 0, 4);
  const auto month = digits(text, 5, 2);
  const auto day = digits(text, 8, 2);
  if (!year || !month || !day) return std::nullopt;
  const Date date{std::chrono::year{*year}, std::chrono::month{static_cast<unsigned>(*month)},
                  std::chrono::day{static_cast<unsigned>(*day)}};
  if (!date.ok()) return std::nullopt;
  return date;
}

std::int32_t day_number(Date date) {
  return static_cast<std::int32_t>(sys_days{date}.time_since_epoch().count());
}

Date date_from_day_number(std::int32_t number) {
  return Date{sys_days{days{number}}};
}

}  // namespace lapor
