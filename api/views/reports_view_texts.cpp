#include <algorithm>

#include "api/in_parallel.hpp"
#include "api/query.hpp"
#include "api/views/reports_view.hpp"

/// The part of the view "reports" that keeps the text index up with the rows.
namespace lapor::api {
namespace {

using actors::ProjectionFault;
using storage::Error;
using storage::ErrorCode;

/// A part of what was put off, unless so much is put off that nobody can search.
constexpr std::uint64_t indexed_at_once = 64;
constexpr std::uint64_t indexed_at_once_unread = 2'048;

/// While one thread puts so many into the index, another finds the words of the next.
constexpr std::size_t prepared_at_once = 128;

/// More than that are being indexed after a rebuild only; a reader is told so.
constexpr std::uint64_t most_behind = 4'096;

/// After a crash as many are indexed again.
constexpr std::uint64_t most_uncommitted = 20'000;
constexpr std::chrono::seconds between_commits{30};

constexpr std::size_t feed_page = 4'096;

std::string mark_of(Position position) {
  return std::string(1, terms_form) + std::to_string(number(position));
}

std::optional<Position> position_of(const std::string& mark) {
  if (mark.empty() || mark.front() != terms_form) return std::nullopt;
  const auto position = number_from<std::uint64_t>(std::string_view{mark}.substr(1));
  return position ? std::optional(Position{*position}) : std::nullopt;
}

}  // namespace

ReportsView::~ReportsView() {
  give_up_take_over();
  while (loaded_ && unindexed_ > 0 && unindexed_ <= most_behind)
    if (!index_texts(indexed_at_once)) return;
  const std::lock_guard texts_lock{texts_mutex_};
  if (!uncommitted_.isEmpty() && unindexed_ == 0) (void)commit_texts(checkpoint());
}

/// What changed since the index was last made durable is indexed again; without a mark everything.
Result<void, Error> ReportsView::load_texts(Position folded) {
  const auto texts = texts_.load();
  const auto mark = texts->mark();
  if (!mark) return fail(mark.error());
  const auto indexed = position_of(*mark);
  if (!indexed) {
    if (const auto cleared = texts->clear(); !cleared) return cleared;
    unindexed_reports_ = index_.all();
  } else if (const auto marked = mark_changed_since(*indexed, folded); !marked) {
    return marked;
  }
  committed_ = indexed.value_or(Position{});
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
  if (auto taken = take_over_successor(); !taken) return taken;
  const bool is_unread = unindexed_ > most_behind;
  if (const auto indexed = index_texts(is_unread ? indexed_at_once_unread : indexed_at_once); !indexed)
    return fail(ProjectionFault{checkpoint(), indexed.error().what});
  return {};
}

Result<void, Error> ReportsView::index_for_a_reader() const {
  const std::uint64_t behind = unindexed_;
  if (behind == 0 && being_indexed_ == 0) return {};
  if (behind <= most_behind) return index_texts(most_behind);
  return fail(Error{ErrorCode::unavailable, "The texts of " + std::to_string(behind) +
                                                " reports are still being indexed; ask again later, or without q."});
}

/// Takes up to `most` from those put off. The rows are read outside of the lock: whoever changes one meanwhile puts it
/// off again.
Result<void, Error> ReportsView::index_texts(std::uint64_t most) const {
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
    being_indexed_ = batch.size();
    for (const Ordinal report : batch) unindexed_reports_.remove(report);
    unindexed_ = unindexed_reports_.cardinality();
  }
  const auto indexed = index_all(batch);
  being_indexed_ = 0;
  if (!indexed) return indexed;
  const auto now = std::chrono::steady_clock::now();
  const bool is_time = uncommitted_.cardinality() >= most_uncommitted || now - committed_at_ >= between_commits;
  if (unindexed_ > 0 || uncommitted_.isEmpty() || !is_time) return {};
  return commit_texts(folded);
}

/// The caller holds `texts_mutex_`. What cannot be indexed now is put off again, so that nothing is lost to searches.
Result<void, Error> ReportsView::index_all(const std::vector<Ordinal>& reports) const try {
  uncommitted_.addMany(reports.size(), reports.data());
  const std::span<const Ordinal> all{reports};
  Result<Texts, Error> ready = texts_of(all.first(std::min(prepared_at_once, all.size())));
  Result<void, Error> put = {};
  for (std::size_t at = 0; at < all.size() && ready && put; at += prepared_at_once) {
    const auto following = all.subspan(std::min(at + prepared_at_once, all.size()));
    const Texts now = std::move(*ready);
    const auto these = all.subspan(at, std::min(prepared_at_once, all.size() - at));
    const auto put_these = [&] {
      put = put_texts(now);
      term_reports_.changed(these);
    };
    const auto prepare_next = [&] { ready = texts_of(following.first(std::min(prepared_at_once, following.size()))); };
    // This thread knows the stems of earlier texts, a new one none.
    following.empty() ? put_these() : in_parallel(prepare_next, put_these);
  }
  if (ready && put) return {};
  put_off_again(reports);
  return put ? fail(ready.error()) : put;
} catch (const std::exception& error) {
  put_off_again(reports);
  return fail(
      Error{ErrorCode::unavailable, std::string("Texts cannot be indexed (") + error.what() + "); see to memory."});
}

/// What the index is to have of each report; nothing of one that has no row.
Result<ReportsView::Texts, Error> ReportsView::texts_of(std::span<const Ordinal> reports) const {
  Texts texts;
  for (const Ordinal report : reports) {
    const auto each = row(report_of(report));
    if (!each) return fail(each.error());
    texts.emplace_back(document_of(report), *each ? terms_.of(**each) : std::vector<storage::CountedTerm>{});
  }
  return texts;
}

Result<void, Error> ReportsView::put_texts(const Texts& texts) const {
  const auto index = texts_.load();
  for (const auto& [document, terms] : texts)
    if (auto put = index->put(document, terms); !put) return put;
  return {};
}

/// The caller holds `texts_mutex_`. After a failure nobody knows what of the uncommitted is in the index.
void ReportsView::put_off_again(const std::vector<Ordinal>& reports) const {
  const std::shared_lock lock{mutex_};
  unindexed_reports_ |= uncommitted_;
  unindexed_reports_.addMany(reports.size(), reports.data());
  unindexed_ = unindexed_reports_.cardinality();
  uncommitted_ = {};
}

/// The caller holds `texts_mutex_`.
Result<void, Error> ReportsView::commit_texts(Position indexed) const {
  committed_at_ = std::chrono::steady_clock::now();
  if (auto committed = texts_.load()->commit(mark_of(indexed)); !committed) {
    put_off_again({});
    return committed;
  }
  committed_ = indexed;
  uncommitted_ = {};
  return {};
}

/// Takes the words of erased reports out of the index and its files; all other texts may wait.
ReportsView::Step ReportsView::forget_texts(const std::vector<ReportId>& reports) const {
  const auto fault = [this](const Error& error) { return fail(ProjectionFault{checkpoint(), error.what}); };
  std::vector<Ordinal> ordinals;
  for (const ReportId report : reports) ordinals.push_back(ordinal_of(report));
  const std::lock_guard texts_lock{texts_mutex_};
  if (const auto indexed = index_all(ordinals); !indexed) return fault(indexed.error());
  const FacetIndex::Reports still_uncommitted = uncommitted_;
  if (const auto committed = commit_texts(committed_); !committed) return fault(committed.error());
  uncommitted_ = still_uncommitted;
  return {};
}

}  // namespace lapor::api
