#include <algorithm>

#include "api/views/facet_index.hpp"

/// The part of the index that knows what need not be kept any longer.
namespace lapor::api {

/// Days that are past for every desk count whole; those that are past for some, report by report.
FacetIndex::Reports FacetIndex::past_retention(const RetentionPeriods& periods, Date today, const Slug& desk) const {
  std::vector<std::int32_t> last_days;  // by the number of the desk
  for (const Slug& each : desks_.values()) last_days.push_back(day_number(last_past_end(today, periods.of(each))));
  const auto [earliest, latest] = std::ranges::minmax(last_days);
  std::vector<const Reports*> whole;
  Reports past;
  for (const auto& [day, reports] : ended_) {
    if (day > latest) break;
    if (day <= earliest)
      whole.push_back(&reports);
    else
      past |= desks_.which(reports, [&, last = day](std::size_t number) { return last <= last_days[number]; });
  }
  past |= Reports::fastunion(whole.size(), whole.data());
  return desk.empty() ? past : past & on_desks_of(desk);
}

}  // namespace lapor::api
