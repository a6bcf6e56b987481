#include "api/personal_data/numbers.hpp"

#include <optional>

#include "api/personal_data/announcements.hpp"
#include "api/personal_data/candidate.hpp"
#include "api/personal_data/digit_run.hpp"
#include "api/personal_data/folded_text.hpp"
#include "api/personal_data/number_shapes.hpp"
#include "api/personal_data/phones.hpp"

namespace lapor::api::personal_data {
namespace {

constexpr std::size_t least_card_digits = 13;
constexpr std::size_t most_card_digits = 19;
constexpr std::size_t least_account_digits = 8;
constexpr std::size_t most_account_digits = 16;

/// What a candidate is, and before which group it ends.
struct Match {
  PersonalDataKind kind;
  std::size_t to;
};
using MaybeMatch = std::optional<Match>;

bool is_written_as_id(const Candidate& candidate, std::size_t to, bool is_plausible) {
  if (candidate.is_one_group(to)) return is_plausible || !candidate.is_fraction();
  if (candidate.has_groups_of(4, 4, to))
    return !candidate.is_all_years(to) && (is_plausible || candidate.is_uniform(to));
  return is_plausible && candidate.is_uniform(to) && candidate.has_groups_of(2, id_digits, to);
}

/// 16 digits, also when their check digit makes them a card.
MaybeMatch match_id(const Candidate& candidate, Announcement announced) {
  const std::size_t to = candidate.first_group().size() < 2 ? 0 : candidate.end_with(id_digits, id_digits);
  if (to == 0) return std::nullopt;
  const std::string_view digits = candidate.digits(to);
  const bool is_plausible = is_plausible_id(digits);
  if (!is_written_as_id(candidate, to, is_plausible)) return std::nullopt;
  if (!is_plausible && has_right_check_digit(digits)) return Match{PersonalDataKind::payment_card, to};
  const bool is_family = announced == Announcement::family_card;
  return Match{is_family ? PersonalDataKind::family_card : PersonalDataKind::national_id, to};
}

MaybeMatch match_card(const Candidate& candidate, Announcement announced) {
  const std::size_t first = candidate.first_group().size();
  if (announced == Announcement::money || (first != 4 && first < least_card_digits)) return std::nullopt;
  const std::size_t to = candidate.end_with(least_card_digits, most_card_digits);
  if (to == 0 || candidate.is_fraction()) return std::nullopt;
  if (first == 4 && !(candidate.is_uniform(to) && candidate.has_groups_of(3, 6, to))) return std::nullopt;
  const std::string_view digits = candidate.digits(to);
  if (!has_card_issuer(digits) || !has_right_check_digit(digits)) return std::nullopt;
  return Match{PersonalDataKind::payment_card, to};
}

MaybeMatch match_account(const Candidate& candidate, Announcement announced) {
  if (announced != Announcement::bank_account) return std::nullopt;
  std::size_t found = 0;
  for (std::size_t to = candidate.first() + 1; to <= candidate.groups() && candidate.is_uniform(to); ++to) {
    const std::size_t size = candidate.digits(to).size();
    if (size > most_account_digits || (found != 0 && !candidate.goes_on(to))) break;
    if (size >= least_account_digits) found = to;
  }
  if (found == 0 || candidate.is_all_years(found) || candidate.is_amount(found)) return std::nullopt;
  const bool are_times = candidate.has_groups_of(1, 2, found);
  return are_times ? std::nullopt : MaybeMatch{{PersonalDataKind::bank_account, found}};
}

MaybeMatch match_phone(const Candidate& candidate, Announcement announced) {
  const std::size_t to = end_of_phone(candidate, announced);
  return to == 0 ? std::nullopt : MaybeMatch{{PersonalDataKind::phone, to}};
}

MaybeMatch match(std::string_view folded, const Candidate& candidate) {
  const auto announced = announced_before(folded, candidate.begin());
  for (const auto match_kind : {match_account, match_id, match_card, match_phone})
    if (auto found = match_kind(candidate, announced)) return found;
  return std::nullopt;
}

/// A plus, and an opening bracket whose closing one is inside, belong to a telephone number.
Finding finding_of(std::string_view folded, const Match& match, std::size_t begin, std::size_t end) {
  if (match.kind != PersonalDataKind::phone) return {match.kind, begin, end - begin};
  if (begin > 0 && folded[begin - 1] == '+') --begin;
  const std::string_view inside = folded.substr(begin, end - begin);
  const bool is_closed_inside = inside.find(')') < inside.find('(');
  if (begin > 0 && folded[begin - 1] == '(' && is_closed_inside) --begin;
  return {match.kind, begin, end - begin};
}

/// Looks at each group from the left whether a number begins there.
void find_in_run(std::string_view folded, const DigitRun& run, std::vector<Finding>& findings) {
  std::size_t used = 0;
  for (std::size_t group = 0; group < run.groups();) {
    const Candidate candidate(folded, run, group, used);
    if (candidate.begins_date()) {
      group += 3;
    } else if (const auto found = match(folded, candidate)) {
      findings.push_back(finding_of(folded, *found, candidate.begin(), run.end(found->to - 1)));
      group = used = found->to;
    } else {
      ++group;
    }
  }
}

}  // namespace

void find_numbers(std::string_view folded, std::vector<Finding>& findings) {
  for (std::size_t at = 0; at < folded.size();) {
    if (!is_digit(folded[at])) {
      ++at;
      continue;
    }
    const DigitRun run(folded, at);
    find_in_run(folded, run, findings);
    at = run.end();
  }
}

}  // namespace lapor::api::personal_data
