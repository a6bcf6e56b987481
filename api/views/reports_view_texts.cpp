#include <algorithm>

#include "api/views/reports_view.hpp"

/// The part of the view "reports" that searches texts.
namespace lapor::api {
namespace {

using actors::ProjectionFault;
using storage::Error;
using storage::ErrorCode;

/// A part of what was put off: a reader waits for one at most.
constexpr std::uint64_t indexed_at_once = 256;

/// More than that are being indexed after a rebuild only; a reader is told so.
constexpr std::uint64_t most_behind = 4'096;

/// After a crash as many are indexed again.
constexpr std::uint64_t most_uncommitted = 20'000;
constexpr std::chrono::seconds between_commits{30};

constexpr std::size_t feed_page = 4'096;

/// Of results by relevance nobody reads further.
constexpr std::size_t most_ranked = 10'000;

/// Documents are numbered from 1.
storage::DocumentNumber document_of(Ordinal report) {
  return report + 1;
}

std::string mark_of(Position position) {
  return std::string(1, terms_form) + std::to_string(number(position));
}

std::optional<Position> position_of(const std::string& mark) {
  if (mark.empty() || mark.front() != terms_form) return std::nullopt;
  return Position{std::stoull(mark.substr(1))};
}

}  // namespace

ReportsView::~ReportsView() {
  while (loaded_ && unindexed_ > 0 && unindexed_ <= most_behind)
    if (!index_texts(indexed_at_once)) return;
  const std::lock_guard texts_lock{texts_mutex_};
  if (uncommitted_ > 0 && unindexed_ == 0) (void)commit_texts(checkpoint());
}

/// What changed since the index was last made durable is indexed again; without a mark everything.
Result<void, Error> ReportsView::load_texts(Position folded) {
  const auto mark = texts_.mark();
  if (!mark) return fail(mark.error());
  const auto indexed = position_of(*mark);
  if (!indexed) {
    if (const auto cleared = texts_.clear(); !cleared) return cleared;
    unindexed_reports_ = index_.all();
  } else if (const auto marked = mark_changed_since(*indexed, folded); !marked) {
    return marked;
  }
  unindexed_ = unindexed_reports_.cardinality();
  return {};
}

Result<void, Error> ReportsView::mark_changed_since(Position indexed, Position folded) {
  for (Position from = next(indexed); from <= folded;) {
    const auto page = journal_.read(from, feed_page);
    if (!page) return fail(page.error());
    if (page->empty()) return {};
    for (const auto& stored : *page) {
      const auto stream = decode_stream(stored.bytes);
      if (!stream || stream->kind != StreamKind::report) continue;
      const Ordinal report = ordinal_of(ReportId{stream->id});
      if (index_.contains(report)) unindexed_reports_.add(report);
    }
    from = next(page->back().position);
  }
  return {};
}

Result<void, ProjectionFault> ReportsView::do_deferred() {
  if (const auto indexed = index_texts(indexed_at_once); !indexed)
    return fail(ProjectionFault{checkpoint(), indexed.error().what});
  return {};
}

/// Takes up to `most` from those put off. The rows are read outside of the lock: whoever changes one meanwhile puts it
/// off again.
Result<void, Error> ReportsView::index_texts(std::uint64_t most) const {
  if (unindexed_ > most_behind && most != indexed_at_once)
    return fail(Error{ErrorCode::unavailable, "The texts of " + std::to_string(unindexed_) +
                                                  " reports are still being indexed; ask again later, or without q."});
  const std::lock_guard texts_lock{texts_mutex_};
  std::vector<Ordinal> batch;
  Position folded;
  {
    const std::shared_lock lock{mutex_};
    folded = checkpoint();
    for (const Ordinal report : unindexed_reports_) {
      if (batch.size() == most) break;
      batch.push_back(report);
    }
    for (const Ordinal report : batch) unindexed_reports_.remove(report);
    unindexed_ = unindexed_reports_.cardinality();
  }
  for (const Ordinal report : batch)
    if (const auto put = index_text(report); !put) return put;
  uncommitted_ += batch.size();
  const auto now = std::chrono::steady_clock::now();
  const bool is_time = uncommitted_ >= most_uncommitted || now - committed_at_ >= between_commits;
  if (unindexed_ > 0 || uncommitted_ == 0 || !is_time) return {};
  return commit_texts(folded);
}

Result<void, Error> ReportsView::index_text(Ordinal report) const {
  const auto each = row(report_of(report));
  if (!each) return fail(each.error());
  return texts_.put(document_of(report), *each ? terms_.of(**each) : std::vector<storage::CountedTerm>{});
}

Result<void, Error> ReportsView::commit_texts(Position indexed) const {
  uncommitted_ = 0;
  committed_at_ = std::chrono::steady_clock::now();
  return texts_.commit(mark_of(indexed));
}

/// After an erasure nothing of what was erased may come back from the files.
Result<void, ProjectionFault> ReportsView::forget_texts(Position last) const {
  const auto fault = [&](const Error& error) { return fail(ProjectionFault{last, error.what}); };
  while (unindexed_ > 0)
    if (const auto indexed = index_texts(indexed_at_once); !indexed) return fault(indexed.error());
  const std::lock_guard texts_lock{texts_mutex_};
  if (const auto committed = commit_texts(last); !committed) return fault(committed.error());
  return {};
}

/// The caller holds `mutex_`.
Result<FacetIndex::Reports, Error> ReportsView::with_words(const std::vector<std::string>& stems,
                                                           const Principal& caller) const {
  const FacetIndex::Reports readable = index_.readable_by(caller);
  const FacetIndex::Reports originals = index_.originals_readable_by(caller);
  FacetIndex::Reports found = index_.all();
  for (const std::string& stem : stems) {
    FacetIndex::Reports with;
    const auto collect = [&](const std::string& term, const FacetIndex::Reports& allowed) -> Result<void, Error> {
      if (allowed.isEmpty()) return {};
      FacetIndex::Reports having;
      const auto read = texts_.documents_with(
          term, [&](storage::DocumentNumber document) { having.add(static_cast<Ordinal>(document - 1)); });
      with |= having & allowed;
      return read;
    };
    if (const auto read = collect(terms_.published(stem), readable); !read) return fail(read.error());
    if (const auto read = collect(terms_.original(stem), originals); !read) return fail(read.error());
    found &= with;
    if (found.isEmpty()) break;
  }
  return found;
}

/// The caller holds `mutex_`. One more than the page, where there is one. By relevance a key's rank is its place.
Result<std::vector<SortKey>, Error> ReportsView::page_of(const ListQuery& query,
                                                         const FacetIndex::Reports& found) const {
  if (query.sort != Sort::relevance) return index_.page(found, query.sort, query.after, query.limit + 1);
  std::vector<std::string> terms;
  for (const std::string& stem : query.stems) {
    terms.push_back(terms_.published(stem));
    terms.push_back(terms_.original(stem));
  }
  const std::size_t first = query.after ? static_cast<std::size_t>(query.after->rank) : 0;
  std::vector<SortKey> keys;
  if (first >= most_ranked) return keys;
  const auto best = texts_.best(
      terms, [&](storage::DocumentNumber document) { return found.contains(static_cast<Ordinal>(document - 1)); },
      first, std::min(query.limit + 1, most_ranked - first));
  if (!best) return fail(best.error());
  auto place = static_cast<std::int64_t>(first);
  for (const auto document : *best) keys.push_back({++place, static_cast<Ordinal>(document - 1)});
  return keys;
}

Result<ListPage, Error> ReportsView::similar(const Likeness& likeness) const {
  if (const auto indexed = index_texts(most_behind); !indexed) return fail(indexed.error());
  const std::shared_lock lock{mutex_};
  FacetIndex::Reports found = index_.open_public(likeness.category, likeness.region, likeness.box);
  if (likeness.except) found.remove(ordinal_of(*likeness.except));
  ListPage page{checkpoint(), 0, {}, {}, {}};
  std::vector<Ordinal> chosen;
  if (likeness.stems.empty()) {
    for (const SortKey& key : index_.page(found, Sort::newest, std::nullopt, likeness.limit))
      chosen.push_back(key.ordinal);
  } else {
    std::vector<std::string> terms;
    for (const std::string& stem : likeness.stems) terms.push_back(terms_.published(stem));
    const auto best = texts_.best(
        terms, [&](storage::DocumentNumber document) { return found.contains(static_cast<Ordinal>(document - 1)); }, 0,
        likeness.limit);
    if (!best) return fail(best.error());
    for (const auto document : *best) chosen.push_back(static_cast<Ordinal>(document - 1));
  }
  for (const Ordinal report : chosen)
    if (const auto added = add_row(page, report); !added) return fail(added.error());
  page.total = page.rows.size();
  return page;
}

}  // namespace lapor::api
