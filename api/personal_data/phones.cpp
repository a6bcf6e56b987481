#include "api/personal_data/phones.hpp"

#include <algorithm>

namespace lapor::api::personal_data {
namespace {

/// How a number is made up: digits that only lead to it, then those that tell subscribers apart.
struct Plan {
  std::size_t prefix{};
  std::size_t least{};
  std::size_t most{};  // 0: it is no number
  bool mobile{};
};

constexpr Plan no_number{};
constexpr Plan abroad{0, 9, 15, false};  // ITU-T E.164: at most 15
constexpr std::size_t looked_at = 4;     // groups: one digit each, in the worst case

/// Mobile numbers begin with 81 to 89 (80 are services of firms); area codes with 21 to 79, and 90 to 98 in the east.
Plan plan_of_national(std::string_view digits, std::size_t prefix) {
  if (digits.size() < 2 || digits[0] < '2' || (digits[1] == '0' && digits[0] != '9')) return no_number;
  return digits[0] == '8' ? Plan{prefix, 9, 12, true} : Plan{prefix, 8, 11, false};
}

/// "+62 812", "62812", "62 (0)21"; without a plus an area code must stand apart from the 62.
Plan plan_behind_country_code(const Candidate& candidate, std::string_view digits) {
  const std::size_t prefix = digits.substr(2).starts_with('0') ? 3 : 2;
  const Plan plan = plan_of_national(digits.substr(prefix), prefix);
  return plan.mobile || candidate.has_plus() || candidate.first_group() == "62" ? plan : no_number;
}

Plan plan_of(const Candidate& candidate, Announcement announced) {
  const std::string_view digits = candidate.digits(std::min(candidate.first() + looked_at, candidate.groups()));
  const bool has_plus = candidate.has_plus();
  if (digits.starts_with("62")) {
    const bool may_be = has_plus || announced != Announcement::money;
    return may_be ? plan_behind_country_code(candidate, digits) : no_number;
  }
  if (digits[0] == '0') {
    const Plan plan = plan_of_national(digits.substr(1), 1);
    return plan.mobile || !candidate.is_part_of_more() ? plan : no_number;
  }
  if (has_plus) return abroad;
  return announced == Announcement::phone && digits[0] == '8' ? plan_of_national(digits, 0) : no_number;
}

/// With a plus it is one however it is written. Else short groups are times, dates, or numbers of a list, unless they
/// are separated alike and not by dots.
bool is_written_as_phone(const Candidate& candidate, std::size_t to, const Plan& plan) {
  constexpr std::size_t any = 20;
  if (candidate.has_plus()) return !candidate.is_amount(to);
  if (candidate.first_group() == "62") return true;
  if (candidate.first_group().size() >= 3 && candidate.has_later_groups_of(2, any, to)) return true;
  return plan.mobile && candidate.is_uniform(to) && !candidate.has_dots(to);
}

}  // namespace

std::size_t end_of_phone(const Candidate& candidate, Announcement announced) {
  const Plan plan = plan_of(candidate, announced);
  if (plan.most == 0 || candidate.is_fraction()) return 0;
  std::size_t end = 0;
  for (std::size_t to = candidate.first() + 1; to <= candidate.groups(); ++to) {
    const std::size_t size = candidate.digits(to).size();
    if (size > plan.prefix + plan.most || (end != 0 && !candidate.goes_on(to))) break;
    if (size >= plan.prefix + plan.least && is_written_as_phone(candidate, to, plan)) end = to;
  }
  return end;
}

}  // namespace lapor::api::personal_data
