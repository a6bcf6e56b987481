#include <algorithm>

#include "api/access.hpp"
#include "api/views/reports_view.hpp"

/// The part of the view "reports" that tells what happens to a list.
namespace lapor::api {
namespace {

using storage::Error;

/// Whether a list would show a report like this, by the very rules of the index.
bool is_listed(const std::shared_ptr<const IndexEntry>& entry, const Filter& filter, const Principal& caller) {
  if (!entry) return false;
  FacetIndex one;
  one.add(0, *entry);
  return !one.find(filter, caller).isEmpty();
}

}  // namespace

Result<LivePage, Error> ReportsView::changes(Position after, const Filter& filter, const Principal& caller,
                                             std::size_t limit) const {
  const std::shared_lock lock{mutex_};
  if (checkpoint() <= after) return LivePage{{}, after, true};
  const bool is_recent = !recent_.empty() && recent_.front().position <= next(after);
  return is_recent ? recent_changes(after, filter, caller, limit) : older_changes(after, filter, caller, limit);
}

/// The row is of this moment: who may know of it now is asked again.
Result<void, Error> ReportsView::add_present(LivePage& page, Position position, Ordinal report,
                                             const Principal& caller) const {
  auto each = row(report_of(report));
  if (!each) return fail(each.error());
  if (!*each || !Sights(caller, (*each)->state, rules_.institutions).may(Sight::existence)) return {};
  page.changes.push_back({position, report_of(report), std::move(**each)});
  return {};
}

Result<LivePage, Error> ReportsView::recent_changes(Position after, const Filter& filter, const Principal& caller,
                                                    std::size_t limit) const {
  LivePage page{{}, checkpoint(), true};
  auto at = std::ranges::upper_bound(recent_, after, {}, &Recent::position);
  for (; at != recent_.end() && limit > 0; ++at, --limit) {
    if (is_listed(at->after, filter, caller)) {
      if (const auto added = add_present(page, at->position, at->report, caller); !added) return fail(added.error());
    } else if (is_listed(at->before, filter, caller)) {
      page.changes.push_back({at->position, report_of(at->report), std::nullopt});
    }
  }
  if (at != recent_.end()) page.up_to = std::prev(at)->position;
  return page;
}

Result<LivePage, Error> ReportsView::older_changes(Position after, const Filter& filter, const Principal& caller,
                                                   std::size_t limit) const {
  LivePage page{{}, after, false};
  const auto records = journal_.read(next(after), limit);
  if (!records) return fail(records.error());
  const FacetIndex::Reports found = index_.find(filter, caller);
  for (const auto& stored : *records) {
    if (stored.position > checkpoint()) break;
    page.up_to = stored.position;
    const auto stream = decode_stream(stored.bytes);
    if (!stream || stream->kind != StreamKind::report) continue;
    const Ordinal report = ordinal_of(ReportId{stream->id});
    if (!found.contains(report)) continue;
    if (const auto added = add_present(page, stored.position, report, caller); !added) return fail(added.error());
  }
  return page;
}

}  // namespace lapor::api
