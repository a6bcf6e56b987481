#include "api/views/reports_view.hpp"

#include <sodium.h>

#include <algorithm>
#include <iterator>

#include "api/in_parallel.hpp"
#include "events/ensure.hpp"
#include "storage/job_pool.hpp"

namespace lapor::api {
namespace {

using actors::ProjectionFault;
using storage::Error;
using storage::ErrorCode;

/// Records whose effect on live lists is kept: a minute of a busy country.
constexpr std::ptrdiff_t most_recent = 4'096;

/// What is gathered before it is settled: much while nobody reads, so that a report's records make one row; little
/// while readers would have to wait.
constexpr std::size_t most_gathered_unread = 65'536;
constexpr std::size_t most_gathered_bytes = 256ULL << 20;
constexpr std::size_t most_gathered = 2'048;

/// From here on a second thread is worth its start.
constexpr std::size_t many = 256;

/// A view that lacks no more than so many records or texts is taken over within milliseconds.
constexpr std::uint64_t last_records = 512;

constexpr const char* missing_row =
    "The view reports lacks a row. Stop the server, delete views/ in the data folder, start it again.";

/// Whether the text index would hold the same of both.
bool has_same_words(const ReportPage& one, const ReportPage& other) {
  return one.verified == other.verified && one.title == other.title && one.public_text == other.public_text &&
         one.tags == other.tags && one.original.title == other.original.title &&
         one.original.text == other.original.text;
}

std::uint64_t new_generation() {
  return std::uint64_t{randombytes_random()} << 32 | randombytes_random();
}

}  // namespace

ReportsView::ReportsView(ViewStore store, storage::Journal& journal, const storage::Vault& vault,
                         const actors::Rulebooks& rulebooks)
    : journal_(journal),
      vault_(vault),
      rulebooks_(rulebooks),
      terms_(vault),
      rows_(std::make_shared<RowStore>(std::move(store.rows), vault)),
      texts_(std::move(store.texts)),
      statistics_(rulebooks),
      generation_(new_generation()),
      changes_(journal, vault, rulebooks, [this](ReportId report) { return stored_row(report); }) {}

Result<void, ProjectionFault> ReportsView::load() {
  readable_from_ = number(journal_.last_position());
  const auto stored = rows_.load()->checkpoint(journal_);
  if (!stored) return fail(ProjectionFault{{}, stored.error().what});
  if (*stored == Position{}) return load_anew();
  if (const auto rows = load_rows(); !rows) {
    if (rows.error().code != ErrorCode::corrupt) return fail(ProjectionFault{{}, rows.error().what});
    return load_anew();
  }
  if (const auto texts = load_texts(*stored); !texts) return fail(ProjectionFault{{}, texts.error().what});
  checkpoint_ = number(*stored);
  count_deadlines();
  gathered_ = *stored;
  if (auto forgotten = forget_erased(); !forgotten) return forgotten;
  loaded_ = true;
  become_readable();
  return {};
}

ReportsView::Step ReportsView::load_anew() {
  index_.clear();
  statistics_.clear();
  if (const auto cleared = rows_.load()->clear(); !cleared) return fail(ProjectionFault{{}, cleared.error().what});
  if (const auto cleared = texts_.load()->clear(); !cleared) return fail(ProjectionFault{{}, cleared.error().what});
  loaded_ = true;
  become_readable();
  return {};
}

Result<void, Error> ReportsView::load_rows() {
  return rows_.load()->for_each_page([this](const RowStore::Rows& rows) {
    const auto index = [&] {
      for (const ReportRow& row : rows)
        index_.add(ordinal_of(row.state.id), index_entry(row, rulebooks_.now().institutions));
    };
    const auto count = [&] {
      for (const ReportRow& row : rows) statistics_.add(row);
    };
    in_parallel(index, count);
  });
}

void ReportsView::count_deadlines() {
  running_deadlines_ = index_.with_deadline();
  missed_deadlines_ = index_.with_missed_deadline();
}

void ReportsView::become_readable() {
  if (checkpoint() >= readable_from()) readable_ = true;
}

Result<std::optional<ReportRow>, Error> ReportsView::row(ReportId report) const {
  return rows_.load()->get(report);
}

/// While nothing changes the index: on the projections' thread and its helper, or under a shared lock.
Result<std::optional<ReportRow>, Error> ReportsView::stored_row(ReportId report) const {
  if (!index_.contains(ordinal_of(report))) return std::nullopt;
  auto stored = row(report);
  if (stored && !*stored) return fail(Error{ErrorCode::corrupt, missing_row});
  return stored;
}

std::variant<ReportsView::Unsure, ReportsView::NotPublic, ReportsView::PublicRow> ReportsView::public_row(
    ReportId report, Position bound) const {
  Position as_of;
  {
    const std::shared_lock lock{mutex_, std::try_to_lock};
    if (!lock || !loaded_ || checkpoint() < bound) return Unsure{};
    if (!index_.is_public(report)) return NotPublic{};
    as_of = checkpoint();
  }
  auto found = row(report);
  const bool is_still_public = found && *found && (*found)->state.is_public();
  if (!is_still_public) return Unsure{};
  return PublicRow{std::move(**found), as_of};
}

void ReportsView::gathered_up_to(const storage::StoredRecord& last) {
  gathered_ = last.position;
  gathered_checkpoint_ = RowStore::folded_up_to(last);
}

/// What stands before a record that cannot be folded is settled, so that the view tells how far it came.
Result<void, ProjectionFault> ReportsView::fold(std::span<const storage::StoredRecord> records) {
  if (auto taken = take_over_successor(); !taken) return taken;
  const auto folded = changes_.fold(records);
  const auto bad =
      folded ? records.end() : std::ranges::find(records, folded.error().position, &storage::StoredRecord::position);
  if (bad != records.begin()) gathered_up_to(*std::prev(bad));
  if (auto settled = settle(); !settled || !folded) return settled ? folded : settled;
  constexpr std::uint64_t most_put_off = 1'024;
  constexpr std::uint64_t indexed_meanwhile = 64;
  if (!readable_ || unindexed_ <= most_put_off) return {};
  if (const auto indexed = index_texts(indexed_meanwhile); !indexed)
    return fail(ProjectionFault{checkpoint(), indexed.error().what});
  return {};
}

Result<void, ProjectionFault> ReportsView::gather(std::span<const storage::StoredRecord> records) {
  if (is_careful_ || records.size() < many) return fold(records);
  if (auto taken = take_over_successor(); !taken) return taken;
  if (!changes_.fold_in_parallel(records)) {
    changes_.clear();
    gathered_ = checkpoint();
    is_careful_ = true;
    return {};
  }
  gathered_up_to(records.back());
  const bool is_enough = changes_.changed() >= (readable_ ? most_gathered : most_gathered_unread) ||
                         changes_.bytes() >= most_gathered_bytes;
  return is_enough ? settle() : Step{};
}

/// Makes visible and durable what was gathered.
ReportsView::Step ReportsView::settle() {
  if (gathered_ == checkpoint()) return {};
  std::array<Prepared, RowChanges::halves> prepared;
  const bool is_much = changes_.changed() >= many;
  const auto both = [is_much](auto one, auto other) { is_much ? in_parallel(one, other) : (one(), other()); };
  both([&] { prepared[0] = prepare(changes_.half(0)); }, [&] { prepared[1] = prepare(changes_.half(1)); });
  auto& rows = prepared[0].rows;
  std::ranges::move(prepared[1].rows, std::back_inserter(rows));
  rows.push_back(*gathered_checkpoint_);
  {
    // In a burst the views fall behind rather than the commands.
    std::optional<storage::UrgentSection> urgent;
    if (!is_much) urgent.emplace();
    const std::unique_lock lock{mutex_};
    if (const auto written = rows_.load()->write(rows); !written)
      return fail(ProjectionFault{next(checkpoint()), written.error().what});
    both([&] { std::ranges::for_each(prepared, [this](const Prepared& half) { count(half); }); },
         [&] { std::ranges::for_each(prepared, [this](const Prepared& half) { remember(half); }); });
    unindexed_ = unindexed_reports_.cardinality();
    count_deadlines();
    checkpoint_ = number(gathered_);
    become_readable();
    if (grown_) grown_();
  }
  const bool has_erased = std::ranges::any_of(
      prepared, [](const Prepared& half) { return std::ranges::any_of(half.changes, &RowChanges::Change::is_erased); });
  changes_.settled();
  return has_erased ? forget_erased() : Step{};
}

/// A report of which no record could be folded is not written.
ReportsView::Prepared ReportsView::prepare(RowChanges::Changes& changes) const {
  Prepared prepared;
  const auto store = rows_.load();
  const auto indexed = [this](const ReportRow& row) {
    return std::make_shared<const IndexedAlone>(index_entry(row, rulebooks_.now().institutions));
  };
  for (const auto& [ordinal, change] : changes) {
    if (!change.is_changed || change.positions.empty()) continue;
    prepared.rows.push_back(store->sealed(change.row));
    if (change.is_erased && change.before) prepared.rows.push_back(RowStore::erased(report_of(ordinal)));
    prepared.changes.push_back(&change);
    prepared.effects.push_back({{},
                                ordinal,
                                change.before ? indexed(*change.before) : nullptr,
                                indexed(change.row),
                                !change.before || !has_same_words(change.before->page, change.row.page)});
  }
  return prepared;
}

/// Moves the index on, puts off what its words need, and keeps what a live list needs to know of it.
void ReportsView::remember(const Prepared& prepared) {
  std::vector<Recent> portion;
  for (std::size_t i = 0; i < prepared.effects.size(); ++i) {
    const Recent& effect = prepared.effects[i];
    effect.before ? index_.change(effect.report, effect.before->entry(), effect.after->entry())
                  : index_.add(effect.report, effect.after->entry());
    if (effect.has_other_words) unindexed_reports_.add(effect.report);
    for (const Position position : prepared.changes[i]->positions) {
      portion.push_back(effect);
      portion.back().position = position;
    }
  }
  const auto newer = std::ssize(recent_);
  std::ranges::sort(portion, {}, &Recent::position);
  std::ranges::move(portion, std::back_inserter(recent_));
  std::ranges::inplace_merge(recent_, recent_.begin() + newer, {}, &Recent::position);
  if (std::ssize(recent_) > most_recent) recent_.erase(recent_.begin(), recent_.end() - most_recent);
}

void ReportsView::count(const Prepared& prepared) {
  for (const RowChanges::Change* change : prepared.changes)
    change->before ? statistics_.change(*change->before, change->row) : statistics_.add(change->row);
}

/// After an erasure nothing of what was erased may come back from the files. The marks in the store see to it that
/// a process that dies in between does the rest at its next start.
ReportsView::Step ReportsView::forget_erased() {
  const auto fault = [this](const Error& error) { return fail(ProjectionFault{checkpoint(), error.what}); };
  const auto store = rows_.load();
  const auto reports = store->unforgotten();
  if (!reports) return fault(reports.error());
  if (reports->empty()) return {};
  if (auto texts = forget_texts(*reports); !texts) return texts;
  if (const auto forgotten = store->forget(*reports); !forgotten) return fault(forgotten.error());
  return {};
}

std::future<ReportsView::TakeOver> ReportsView::take_over(ReportsView& made) {
  auto successor = std::make_unique<Successor>(made, std::promise<TakeOver>{});
  auto done = successor->done.get_future();
  ENSURE(successor_.exchange(successor.release()) == nullptr, "one view at a time is taken over");
  return done;
}

bool ReportsView::give_up_take_over() {
  const std::unique_ptr<Successor> successor{successor_.exchange(nullptr)};
  if (!successor) return false;
  successor->done.set_value({TakeOver::End::failed, "The view can no longer go over to another one; start again."});
  return true;
}

/// One that is ahead waits: this view never goes back, nor jumps.
ReportsView::Step ReportsView::take_over_successor() {
  std::unique_ptr<Successor> successor{successor_.exchange(nullptr)};
  if (!successor) return {};
  if (successor->made.gathered_ > gathered_) {
    successor_ = successor.release();
    return {};
  }
  auto settled = settle();
  successor->done.set_value(settled ? go_over_to(successor->made)
                                    : TakeOver{TakeOver::End::failed, settled.error().what});
  return settled;
}

ReportsView::TakeOver ReportsView::go_over_to(ReportsView& made) {
  if (number(checkpoint()) > number(made.gathered_) + last_records || made.unindexed_ > last_records)
    return {TakeOver::End::too_far};
  if (const auto caught_up = made.catch_up_with(checkpoint()); !caught_up)
    return {TakeOver::End::failed, caught_up.error().what};
  exchange(made);
  return {TakeOver::End::done};
}

Result<void, Error> ReportsView::make_durable() {
  if (auto flushed = rows_.load()->flush(); !flushed) return flushed;
  const std::lock_guard texts_lock{texts_mutex_};
  return unindexed_ == 0 ? commit_texts(checkpoint()) : Result<void, Error>{};
}

/// To exactly that record.
ReportsView::Step ReportsView::catch_up_with(Position end) {
  while (gathered_ < end) {
    auto records = journal_.read(next(gathered_), last_records);
    if (!records) return fail(ProjectionFault{next(gathered_), records.error().what});
    std::erase_if(*records, [end](const auto& stored) { return stored.position > end; });
    if (auto folded = fold(*records); !folded) return folded;
  }
  return fold({});
}

/// Both stand at the same record, so what live lists know of the last ones stays.
void ReportsView::exchange(ReportsView& other) {
  ENSURE(checkpoint() == other.checkpoint(), "views of different moments");
  const std::scoped_lock texts{texts_mutex_, other.texts_mutex_};
  const std::unique_lock lock{mutex_};
  const std::unique_lock other_lock{other.mutex_};
  rows_ = other.rows_.exchange(rows_);
  texts_ = other.texts_.exchange(texts_);
  std::swap(index_, other.index_);
  std::swap(statistics_, other.statistics_);
  std::swap(unindexed_reports_, other.unindexed_reports_);
  unindexed_ = other.unindexed_.exchange(unindexed_);
  std::swap(uncommitted_, other.uncommitted_);
  std::swap(committed_, other.committed_);
  std::swap(committed_at_, other.committed_at_);
  generation_ = new_generation();
  term_reports_.clear();
  other.term_reports_.clear();
  changes_.clear();
  other.changes_.clear();
}

}  // namespace lapor::api
