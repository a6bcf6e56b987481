#include <algorithm>

#include "api/access.hpp"
#include "api/views/reports_view.hpp"

/// The part of the view "reports" that tells what happens to a list.
namespace lapor::api {
namespace {

using storage::Error;

/// Of a part of the journal that is not remembered any more: read at once, since most of it is of others.
constexpr std::size_t older_records = 512;

bool fits(const std::shared_ptr<const IndexedAlone>& report, const Filter& filter, const Principal& caller) {
  return report && report->fits(filter, caller);
}

}  // namespace

Result<LivePage, Error> ReportsView::changes(Position after, const LiveQuery& query, const Principal& caller,
                                             std::size_t limit) const {
  {
    const std::shared_lock lock{mutex_};
    if (checkpoint() <= after) return LivePage{{}, after, true};
    const bool is_recent = !recent_.empty() && recent_.front().position <= next(after);
    if (is_recent) return recent_changes(after, query, caller, limit);
  }
  return older_changes(after, query, caller);
}

/// The row as it is now, if the caller may know of it and reads these words in it; that may be otherwise than when it
/// was listed.
Result<std::optional<ReportRow>, Error> ReportsView::present_row(Ordinal report, const std::vector<std::string>& stems,
                                                                 const Principal& caller) const {
  auto each = row(report_of(report));
  if (!each || !*each) return each;
  const Sights sights(caller, (*each)->state, rulebooks_.now().institutions);
  const bool is_listed = sights.may(Sight::existence) && (stems.empty() || has_words((*each)->page, stems, sights));
  return is_listed ? std::move(each) : std::nullopt;
}

/// Whoever has left is named when it was in the list, or may have been: its earlier words are not known any more. Not
/// named is what the caller lost sight of before it looked: it is told that something is missing, whatever its filter,
/// so that nobody learns by filters what a hidden report was.
Result<LivePage, Error> ReportsView::recent_changes(Position after, const LiveQuery& query, const Principal& caller,
                                                    std::size_t limit) const {
  LivePage page{{}, checkpoint(), true};
  auto at = std::ranges::upper_bound(recent_, after, {}, &Recent::position);
  for (; at != recent_.end() && limit > 0; ++at, --limit) {
    const bool is_lost = at->position <= query.opened && fits(at->before, {}, caller) && !fits(at->after, {}, caller);
    if (is_lost) {
      page.is_complete = false;
      continue;
    }
    const bool was_listed = fits(at->before, query.filter, caller);
    const bool is_listed = fits(at->after, query.filter, caller);
    if (!was_listed && !is_listed) continue;
    auto present = present_row(at->report, query.stems, caller);
    if (!present) return fail(present.error());
    const bool had_words = query.stems.empty() || at->has_other_words || present->has_value();
    if (is_listed && present->has_value())
      page.changes.push_back({at->position, report_of(at->report), std::move(*present)});
    else if (was_listed && had_words)
      page.changes.push_back({at->position, report_of(at->report), std::nullopt});
  }
  if (at != recent_.end()) page.up_to = std::prev(at)->position;
  return page;
}

Result<LivePage, Error> ReportsView::older_changes(Position after, const LiveQuery& query,
                                                   const Principal& caller) const {
  LivePage page{{}, after, false};
  const auto records = journal_.read(next(after), older_records);
  if (!records) return fail(records.error());
  const std::shared_lock lock{mutex_};
  const FacetIndex::Reports found = index_.find(query.filter, caller);
  for (const auto& stored : *records) {
    if (stored.position > checkpoint()) break;
    page.up_to = stored.position;
    const auto stream = decode_stream(stored.bytes);
    if (!stream || stream->kind != StreamKind::report) continue;
    const Ordinal report = ordinal_of(ReportId{stream->id});
    if (!found.contains(report)) continue;
    auto present = present_row(report, query.stems, caller);
    if (!present) return fail(present.error());
    if (*present) page.changes.push_back({stored.position, report_of(report), std::move(*present)});
  }
  return page;
}

}  // namespace lapor::api
