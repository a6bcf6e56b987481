#include "api/web/moments.hpp"

#include <chrono>
#include <cstdio>
#include <optional>

#include "events/time.hpp"

namespace lapor::api::web {
namespace {

constexpr std::size_t date_length = 10;

/// A moment as the wall clock of its own zone shows it.
struct WallTime {
  Date day{};
  std::chrono::minutes of_day{};
  std::string_view zone;
};

std::string_view zone_of(std::string_view moment) {
  if (moment.ends_with("+08:00")) return "WITA";
  if (moment.ends_with("+09:00")) return "WIT";
  return "WIB";
}

std::optional<WallTime> wall_time(std::string_view moment) {
  const auto instant = parse_rfc3339(moment);
  if (!instant) return std::nullopt;
  const std::string_view name = zone_of(moment);
  const Zone zone = name == "WITA" ? Zone::wita : name == "WIT" ? Zone::wit : Zone::wib;
  const Date day = local_date(*instant, zone);
  const auto since_midnight = *instant - start_of_day(day, zone);
  return WallTime{day, std::chrono::floor<std::chrono::minutes>(since_midnight), name};
}

std::string in_words(const Texts& texts, Date day) {
  return texts("page.date", {{"day", std::to_string(unsigned{day.day()})},
                             {"month", texts.of("page.month.", std::to_string(unsigned{day.month()}))},
                             {"year", std::to_string(int{day.year()})}});
}

std::string weekday(const Texts& texts, Date day) {
  return texts.of("page.weekday.", std::to_string(std::chrono::weekday(std::chrono::sys_days(day)).c_encoding()));
}

std::string clock(const Texts& texts, std::chrono::minutes of_day) {
  char text[16];
  const char* form = texts.language() == Language::english ? "%02d:%02d" : "%02d.%02d";
  const auto minutes = static_cast<int>(of_day.count());
  std::snprintf(text, sizeof text, form, minutes / 60, minutes % 60);
  return text;
}

void write(Html& html, std::string_view moment, const std::string& words) {
  if (!words.empty()) html.element("time", {{"datetime", moment}}, words);
}

}  // namespace

std::string date_time(const Texts& texts, std::string_view moment) {
  const auto wall = wall_time(moment);
  if (!wall) return {};
  return texts("page.date_time", {{"weekday", weekday(texts, wall->day)},
                                  {"date", in_words(texts, wall->day)},
                                  {"time", clock(texts, wall->of_day)},
                                  {"zone", wall->zone}});
}

std::string date(const Texts& texts, std::string_view moment) {
  if (const auto wall = wall_time(moment)) return in_words(texts, wall->day);
  const auto day = parse_iso_date(moment.substr(0, date_length));
  return day ? in_words(texts, *day) : std::string{};
}

std::string limit(const Texts& texts, std::string_view moment) {
  const auto wall = wall_time(moment);
  if (!wall || wall->of_day.count() != 0) return date_time(texts, moment);
  const Date last = std::chrono::sys_days(wall->day) - std::chrono::days{1};
  return texts("page.end_of_day",
               {{"weekday", weekday(texts, last)}, {"date", in_words(texts, last)}, {"zone", wall->zone}});
}

void write_time(Html& html, const Texts& texts, std::string_view moment) {
  write(html, moment, date_time(texts, moment));
}

void write_limit(Html& html, const Texts& texts, std::string_view moment) {
  write(html, moment, limit(texts, moment));
}

}  // namespace lapor::api::web
