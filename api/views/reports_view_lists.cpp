#include <algorithm>

#include "api/views/reports_view.hpp"

/// The part of the view "reports" that answers lists and searches. Words are looked up without the view's lock: it is
/// taken to find what fits, let go while the text index works, and taken again for counts and rows.
namespace lapor::api {
namespace {

using storage::Error;

/// Of results by relevance nobody reads further.
constexpr std::size_t most_ranked = 10'000;

/// Of more than these the newest are ranked: among so many that have all words, an order says little.
constexpr std::uint64_t most_compared = 20'000;
static_assert(most_ranked <= most_compared);

FacetIndex::Reports newest(const FacetIndex::Reports& reports, std::uint64_t most) {
  const std::uint64_t size = reports.cardinality();
  if (size <= most) return reports;
  Ordinal first = 0;
  reports.select(static_cast<Ordinal>(size - most), &first);
  FacetIndex::Reports range;
  range.addRange(first, std::uint64_t{reports.maximum()} + 1);
  return range & reports;
}

}  // namespace

std::vector<ReportId> ReportsView::own_reports(PersonId reporter) const {
  const std::shared_lock lock{mutex_};
  std::vector<ReportId> reports;
  for (const Ordinal ordinal : index_.filed_by(reporter)) reports.push_back(report_of(ordinal));
  return reports;
}

/// Rarest words first: each further one is looked up only among those that are left.
Result<FacetIndex::Reports, Error> ReportsView::with_words(const std::vector<std::string>& stems,
                                                           const Readable& readable) const {
  const auto texts = texts_.load();
  std::vector<std::pair<std::uint64_t, const std::string*>> by_frequency;
  for (const std::string& stem : stems) {
    const auto published = texts->frequency(terms_.published(stem));
    if (!published) return fail(published.error());
    const auto original = texts->frequency(terms_.original(stem));
    if (!original) return fail(original.error());
    by_frequency.emplace_back(std::uint64_t{*published} + *original, &stem);
  }
  std::ranges::sort(by_frequency, {}, &std::pair<std::uint64_t, const std::string*>::first);
  FacetIndex::Reports found = readable.found;
  for (const auto& [frequency, stem] : by_frequency) {
    if (found.isEmpty()) break;
    auto published = term_reports_.with(*texts, terms_.published(*stem), found & readable.published);
    if (!published) return published;
    const auto original = term_reports_.with(*texts, terms_.original(*stem), found & readable.originals);
    if (!original) return original;
    found = *published | *original;
  }
  return found;
}

/// The caller holds no lock.
Result<ReportsView::Readable, Error> ReportsView::search(const ListQuery& query, const Principal& caller) const {
  const Position indexed_up_to = checkpoint();
  if (const auto indexed = index_for_a_reader(); !indexed) return fail(indexed.error());
  Readable readable;
  {
    const std::shared_lock lock{mutex_};
    readable = {indexed_up_to, index_.find(query.filter, caller), index_.readable_by(caller),
                index_.originals_readable_by(caller)};
  }
  auto found = with_words(query.stems, readable);
  if (!found) return fail(found.error());
  readable.found = std::move(*found);
  return readable;
}

Result<FacetIndex::Reports, Error> ReportsView::find(const ListQuery& query, const Principal& caller) const {
  if (query.stems.empty()) {
    const std::shared_lock lock{mutex_};
    return index_.find(query.filter, caller);
  }
  auto readable = search(query, caller);
  if (!readable) return fail(readable.error());
  return std::move(readable->found);
}

Result<ListPage, Error> ReportsView::list(const ListQuery& query, const Principal& caller) const {
  if (query.stems.empty()) {
    const std::shared_lock lock{mutex_};
    return page_of(query, caller, index_.find(query.filter, caller), checkpoint());
  }
  const auto readable = search(query, caller);
  if (!readable) return fail(readable.error());
  return page(query, caller, *readable);
}

Result<ListPage, Error> ReportsView::page(const ListQuery& query, const Principal& caller,
                                          const FacetIndex::Reports& among) const {
  Readable readable{{}, among, {}, {}};
  {
    const std::shared_lock lock{mutex_};
    readable.originals = index_.originals_readable_by(caller);
  }
  return page(query, caller, readable);
}

/// What changed since it was found is asked again: a report that does not fit any more is neither counted nor shown.
Result<ListPage, Error> ReportsView::page(const ListQuery& query, const Principal& caller, Readable readable) const {
  std::vector<SortKey> keys;
  if (query.sort == Sort::relevance) {
    auto best = most_relevant(query, readable);
    if (!best) return fail(best.error());
    keys = std::move(*best);
  }
  const std::shared_lock lock{mutex_};
  const bool has_moved = checkpoint() != readable.position;
  if (has_moved) readable.found &= index_.find(query.filter, caller);
  const Position position = readable.position == Position{} ? checkpoint() : readable.position;
  if (query.sort != Sort::relevance) return page_of(query, caller, readable.found, position);
  ListPage page = head_of(query, caller, readable.found, position);
  if (const auto added = add_rows(page, std::move(keys), query.limit, readable.found); !added)
    return fail(added.error());
  return page;
}

/// The caller holds `mutex_`.
ListPage ReportsView::head_of(const ListQuery& query, const Principal& caller, const FacetIndex::Reports& found,
                              Position position) const {
  ListPage page{position, found.cardinality(), {}, {}, {}};
  for (const Facet facet : query.facets)
    page.facets.emplace_back(facet, index_.count(facet, found, query.filter, caller));
  return page;
}

/// The caller holds `mutex_`.
Result<ListPage, Error> ReportsView::page_of(const ListQuery& query, const Principal& caller,
                                             const FacetIndex::Reports& found, Position position) const {
  ListPage page = head_of(query, caller, found, position);
  auto keys = index_.page(found, query.sort, query.after, query.limit + 1);
  if (const auto added = add_rows(page, std::move(keys), query.limit, found); !added) return fail(added.error());
  return page;
}

/// One key more than the page tells that there is a next one.
Result<void, Error> ReportsView::add_rows(ListPage& page, std::vector<SortKey> keys, std::size_t limit,
                                          const FacetIndex::Reports& found) const {
  if (keys.size() > limit) {
    keys.resize(limit);
    page.next = keys.back();
  }
  for (const SortKey& key : keys) {
    if (!found.contains(key.ordinal)) continue;
    auto each = stored_row(report_of(key.ordinal));
    if (!each) return fail(each.error());
    if (*each) page.rows.push_back(std::move(**each));
  }
  return {};
}

/// A key's rank is its place. What reporters wrote counts only for the order of reports of which the caller may read
/// it, and these come first: else the order would tell of it.
Result<std::vector<SortKey>, Error> ReportsView::most_relevant(const ListQuery& query, const Readable& readable) const {
  const std::size_t first = query.after ? static_cast<std::size_t>(query.after->rank) : 0;
  if (first >= most_ranked) return std::vector<SortKey>{};
  const std::size_t wanted = std::min(query.limit + 1, most_ranked - first);
  const FacetIndex::Reports whole = readable.found & readable.originals;
  const std::size_t wholes = whole.cardinality();
  std::vector<Ordinal> best;
  if (first < wholes) {
    auto ranked = best_of(query.stems, whole, true, first, wanted);
    if (!ranked) return fail(ranked.error());
    best = std::move(*ranked);
  }
  if (best.size() < wanted) {
    const auto others =
        best_of(query.stems, readable.found - whole, false, first > wholes ? first - wholes : 0, wanted - best.size());
    if (!others) return fail(others.error());
    best.insert(best.end(), others->begin(), others->end());
  }
  std::vector<SortKey> keys;
  auto place = static_cast<std::int64_t>(first);
  for (const Ordinal report : best) keys.push_back({++place, report});
  return keys;
}

Result<std::vector<Ordinal>, Error> ReportsView::best_of(const std::vector<std::string>& stems,
                                                         const FacetIndex::Reports& found, bool by_originals,
                                                         std::size_t first, std::size_t limit) const {
  std::vector<Ordinal> reports;
  if (found.isEmpty()) return reports;
  std::vector<std::string> terms;
  for (const std::string& stem : stems) {
    terms.push_back(terms_.published(stem));
    if (by_originals) terms.push_back(terms_.original(stem));
  }
  const FacetIndex::Reports compared = newest(found, most_compared);
  ReportDocuments documents(compared);
  const auto best = texts_.load()->best(terms, documents, first, limit);
  if (!best) return fail(best.error());
  for (const auto document : *best) reports.push_back(document - 1);
  return reports;
}

Result<ListPage, Error> ReportsView::similar(const Likeness& likeness) const {
  const Position indexed_up_to = checkpoint();
  if (const auto indexed = index_for_a_reader(); !indexed) return fail(indexed.error());
  const auto near = [&] {
    FacetIndex::Reports reports =
        index_.open_public(likeness.category, likeness.region, likeness.institution, likeness.box);
    if (likeness.except) reports.remove(ordinal_of(*likeness.except));
    return reports;
  };
  FacetIndex::Reports found;
  {
    const std::shared_lock lock{mutex_};
    found = near();
  }
  std::vector<SortKey> keys;
  if (!likeness.stems.empty()) {
    const auto best = best_of(likeness.stems, found, false, 0, likeness.limit);
    if (!best) return fail(best.error());
    for (const Ordinal report : *best) keys.push_back({0, report});
  }
  const std::shared_lock lock{mutex_};
  found &= near();
  if (likeness.stems.empty()) keys = index_.page(found, Sort::newest, std::nullopt, likeness.limit);
  ListPage page{indexed_up_to, 0, {}, {}, {}};
  if (const auto added = add_rows(page, std::move(keys), likeness.limit, found); !added) return fail(added.error());
  page.total = page.rows.size();
  return page;
}

Result<ListPage, Error> ReportsView::past_retention(const RetentionQuery& query) const {
  const std::shared_lock lock{mutex_};
  const FacetIndex::Reports past =
      index_.past_retention(rulebooks_.now().retention->on(query.today), query.today, query.desk);
  ListPage page{checkpoint(), past.cardinality(), {}, {}, {}};
  auto keys = index_.page_by_end(past, query.after, query.limit + 1);
  if (const auto added = add_rows(page, std::move(keys), query.limit, past); !added) return fail(added.error());
  return page;
}

Result<ClusterPage, Error> ReportsView::clusters(const ListQuery& query, const Grid& grid,
                                                 const Principal& caller) const {
  std::optional<Readable> with_words;
  if (!query.stems.empty()) {
    auto searched = search(query, caller);
    if (!searched) return fail(searched.error());
    with_words = std::move(*searched);
  }
  const std::shared_lock lock{mutex_};
  FacetIndex::Reports found = index_.find(query.filter, caller);
  if (with_words) found &= with_words->found;
  return ClusterPage{with_words ? with_words->position : checkpoint(), found.cardinality(),
                     index_.clusters(found, grid)};
}

}  // namespace lapor::api
