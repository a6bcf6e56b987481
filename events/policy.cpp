#include "events/policy.hpp"

#include <algorithm>

#include "events/ensure.hpp"

namespace lapor {

int DeadlinePolicy::resolution_limit(Classification classification) const {
  switch (classification) {
    case Classification::information_request:
      return resolve_information_request;
    case Classification::aspiration:
      return resolve_aspiration;
    case Classification::complaint:
      return resolve_complaint;
    case Classification::supervised_complaint:
      return resolve_supervised_complaint;
  }
  return resolve_complaint;
}

PolicyBook::PolicyBook(std::vector<DeadlinePolicy> policies) : policies_(std::move(policies)) {
  ENSURE(!policies_.empty(), "a policy book needs at least one policy");
  ENSURE(std::ranges::is_sorted(policies_, {}, &DeadlinePolicy::effective_from), "policies must be sorted by date");
}

const DeadlinePolicy& PolicyBook::on(Date date) const {
  const auto later = std::ranges::upper_bound(policies_, date, {}, &DeadlinePolicy::effective_from);
  return later == policies_.begin() ? policies_.front() : *std::prev(later);
}

PolicyBook PolicyBook::with(DeadlinePolicy policy) const {
  std::vector<DeadlinePolicy> policies = policies_;
  std::erase_if(policies, [&](const auto& each) { return each.effective_from == policy.effective_from; });
  policies.push_back(std::move(policy));
  std::ranges::sort(policies, {}, &DeadlinePolicy::effective_from);
  return PolicyBook{std::move(policies)};
}

}  // namespace lapor
