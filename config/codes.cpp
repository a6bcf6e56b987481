#include "config/codes.hpp"

#include <charconv>
#include <cmath>

namespace lapor::config {

namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// `c` in lower case when it may stand in a slug, else 0.
char slug_character(char c) {
  if (c >= 'A' && c <= 'Z') return static_cast<char>(c - 'A' + 'a');
  return is_digit(c) || (c >= 'a' && c <= 'z') ? c : '\0';
}

/// Between `-most` and `most`.
std::optional<double> parse_degrees(std::string_view text, double most) {
  double degrees{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), degrees);
  if (error != std::errc{} || end != text.data() + text.size() || !(std::abs(degrees) <= most)) return std::nullopt;
  return degrees;
}

}  // namespace

std::optional<Zone> zone_of_timezone(std::string_view name) {
  if (name == "Asia/Jakarta") return Zone::wib;
  if (name == "Asia/Makassar") return Zone::wita;
  if (name == "Asia/Jayapura") return Zone::wit;
  return std::nullopt;
}

std::string slug_of(std::string_view label) {
  std::string slug;
  bool gap = false;
  for (const char c : label) {
    const char kept = slug_character(c);
    if (kept != '\0') {
      if (gap && !slug.empty()) slug += '-';
      slug += kept;
    }
    gap = kept == '\0';
  }
  return slug;
}

std::string subtopic_code(std::string_view topic, std::string_view subtopic) {
  return slug_of(topic) + "/" + slug_of(subtopic);
}

bool is_region_code(std::string_view code, int levels) {
  if (levels < 1 || code.size() != static_cast<std::size_t>(levels) * 3 - 1) return false;
  for (std::size_t i = 0; i < code.size(); ++i)
    if (i % 3 == 2 ? code[i] != '.' : !is_digit(code[i])) return false;
  return true;
}

std::string_view province_of(std::string_view region) {
  return region.substr(0, 2);
}

std::string_view parent_of(std::string_view code, char separator) {
  const auto end = code.rfind(separator);
  return end == std::string_view::npos ? std::string_view{} : code.substr(0, end);
}

std::optional<HolidayKind> holiday_kind(std::string_view name) {
  if (name == "libur_nasional") return HolidayKind::public_holiday;
  if (name == "cuti_bersama") return HolidayKind::collective_leave;
  return std::nullopt;
}

std::optional<Point> parse_point(std::string_view latitude, std::string_view longitude) {
  const auto north = parse_degrees(latitude, 90);
  const auto east = parse_degrees(longitude, 180);
  if (!north || !east) return std::nullopt;
  return Point{*north, *east};
}

std::optional<int> parse_count(std::string_view text) {
  int count{};
  const auto* end = text.data() + text.size();
  if (text.empty() || !is_digit(text.front())) return std::nullopt;
  if (std::from_chars(text.data(), end, count) != std::from_chars_result{end, std::errc{}}) return std::nullopt;
  return count;
}

}  // namespace lapor::config
