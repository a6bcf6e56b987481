#include "api/personal_data/number_shapes.hpp"

#include <algorithm>
#include <array>

namespace lapor::api::personal_data {
namespace {

/// Few digits only.
int value(std::string_view digits) {
  int sum = 0;
  for (const char digit : digits) sum = sum * 10 + (digit - '0');
  return sum;
}

constexpr bool is_from_to(int number, int least, int most) {
  return number >= least && number <= most;
}

/// Codes of provinces, with those of 2022 (Permendagri 58/2021, UU 14, 15, 16 and 29/2022).
bool is_province(int code) {
  return is_from_to(code, 11, 21) || is_from_to(code, 31, 36) || is_from_to(code, 51, 53) || is_from_to(code, 61, 65) ||
         is_from_to(code, 71, 76) || is_from_to(code, 81, 82) || is_from_to(code, 91, 97);
}

/// Numbers of an issuer begin with `first` to `last`, which have the same number of digits.
struct Issuer {
  std::string_view first;
  std::string_view last;
  std::size_t least;
  std::size_t most;
};

constexpr auto issuers = std::to_array<Issuer>({
    {"4", "4", 13, 13},        // Visa
    {"4", "4", 16, 16},        //
    {"4", "4", 19, 19},        //
    {"51", "55", 16, 16},      // Mastercard
    {"2221", "2720", 16, 16},  //
    {"34", "34", 15, 15},      // American Express
    {"37", "37", 15, 15},      //
    {"300", "305", 14, 14},    // Diners Club
    {"36", "36", 14, 19},      //
    {"38", "39", 14, 14},      //
    {"3528", "3589", 16, 19},  // JCB
    {"50", "50", 16, 19},      // Maestro and cards of the national gateway (GPN)
    {"56", "69", 16, 19},      // the same, UnionPay, Discover
});

bool begins_within(std::string_view digits, const Issuer& issuer) {
  const std::string_view beginning = digits.substr(0, issuer.first.size());
  return beginning >= issuer.first && beginning <= issuer.last;
}

}  // namespace

bool is_plausible_id(std::string_view digits) {
  const int day = value(digits.substr(6, 2));
  const int month = value(digits.substr(8, 2));
  const bool has_region = is_province(value(digits.substr(0, 2))) && digits.substr(2, 2) != "00";
  return has_region && (is_from_to(day, 1, 31) || is_from_to(day, 41, 71)) && is_from_to(month, 1, 12);
}

bool has_right_check_digit(std::string_view digits) {
  int sum = 0;
  bool is_doubled = false;
  for (std::size_t at = digits.size(); at-- > 0; is_doubled = !is_doubled) {
    const int digit = digits[at] - '0';
    sum += !is_doubled ? digit : digit > 4 ? 2 * digit - 9 : 2 * digit;
  }
  return sum % 10 == 0;
}

bool has_card_issuer(std::string_view digits) {
  return std::ranges::any_of(issuers, [&](const Issuer& issuer) {
    return digits.size() >= issuer.least && digits.size() <= issuer.most && begins_within(digits, issuer);
  });
}

bool is_year(std::string_view digits) {
  return digits.size() == 4 && (digits.starts_with("19") || digits.starts_with("20"));
}

bool is_date(std::string_view day, std::string_view month, std::string_view year) {
  return day.size() <= 2 && month.size() <= 2 && is_year(year) && is_from_to(value(day), 1, 31) &&
         is_from_to(value(month), 1, 12);
}

}  // namespace lapor::api::personal_data
